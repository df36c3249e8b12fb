"""A summary for one's own professional file, in the chat and in its two files."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.charts.papers import Paper, Passage
from bot.chat.buttons.asking import cpd as press
from bot.chat.buttons.asking.mine import ListMine
from bot.chat.rendered import Button, File, Rendered, ToPrint, Views
from bot.chat.safe import clean, label, shown
from bot.chat.translator import Translator
from bot.chat.views.asking.mine import begun
from bot.chat.views.base.paging import turns
from bot.chat.views.base.sentences import Sentences
from bot.domain.asking.cpd import Span
from bot.domain.messages.asking.cpd import (
    AskCpdPeriod,
    AskCpdTime,
    CpdMade,
    CpdSummary,
    GiveCpd,
    GiveCpdPaper,
    PickPieces,
    PieceLine,
    PreviewCpd,
)

PIECES = 8
"""Pieces that the preview begins to show; the files hold them all, and whole."""

HEADING, BEGINNING = 60, 100
"""Characters of each."""

ON_A_BUTTON, HALF = 46, 22


def ask_cpd_period(say: Translator, message: AskCpdPeriod) -> Rendered:
    names = {
        Span.THIS_YEAR: say.label("This year"),
        Span.LAST_YEAR: say.label("Last year"),
        Span.THREE_MONTHS: say.label("Last 3 months"),
    }
    spans = tuple(
        Button(text=name, press=press.SetCpdPeriod(message.key, span))
        for span, name in names.items()
    )
    text = say.t(
        "A summary for your own professional file, of notes that you choose. Only you get it.\n\n"
        "Of which time? You can also write two dates, such as 2026-01-15 to 2026-06-30."
    )
    return Rendered(text=text, buttons=(spans, (_leave(say, message.key),)))


def pick_pieces(say: Translator, message: PickPieces) -> Rendered:
    counted = say.n(
        "{chosen} of {count} note is chosen.",
        "{chosen} of {count} notes are chosen.",
        message.notes,
        chosen=message.chosen,
    )
    text = Markup("\n").join(
        [
            Markup("<b>{}</b>").format(_period(say, message)),
            say.t("Choose what goes into it, one by one."),
            counted,
        ]
    )
    rows: list[tuple[Button, ...]] = [(_piece(say, message, one),) for one in message.lines]
    key = message.key
    rows += turns(say, message.page, message.more, lambda page: press.ListPieces(key, page))
    go_on = Button(text=say.label("Next ›"), press=press.AskTime(key))
    last = (_leave(say, key), go_on) if message.chosen else (_leave(say, key),)
    return Rendered(text=text, buttons=(*rows, last))


def _piece(say: Translator, message: PickPieces, line: PieceLine) -> Button:
    mark = "✅ " if line.chosen else ""
    return Button(
        text=f"{mark}{say.short_month(line.month)}: {begun(line, ON_A_BUTTON, HALF)}",
        press=press.TogglePiece(message.key, line.note_id, message.page),
    )


def ask_cpd_time(say: Translator, message: AskCpdTime) -> Rendered:
    parts = [*_estimated(say, message)]
    if message.own:
        parts.append(say.t("Added by you: {time}.", time=_time(say, message.own)))
    parts.append(say.t("How much time shall I add? Write hours, such as 2 or 1:30, or 45 min."))
    key = message.key
    nothing = Button(text=say.label("Add nothing"), press=press.AddNoTime(key))
    back = Button(text=say.label("‹ Back"), press=press.ListPieces(key, 0))
    return Rendered(text=Markup("\n\n").join(parts), buttons=((back, nothing),))


def _estimated(say: Translator, message: AskCpdTime) -> Iterator[Markup]:
    """What the questions take, and how much of it nobody can tell."""
    if message.unknown < message.pieces:
        yield say.t(
            "The questions behind your notes take about {time}.", time=_time(say, message.estimated)
        )
    if message.unknown:
        yield say.n(
            "For {count} note I can't tell.",
            "For {count} notes I can't tell.",
            message.unknown,
        )


def preview_cpd(say: Translator, message: PreviewCpd) -> Rendered:
    paper = _paper(say, message.summary)
    parts = [
        Markup("<b>{}</b>\n{}").format(shown(paper.title), _lines(paper)),
        *(
            Markup("<b>{}</b>\n{}").format(
                shown(label(one.heading, HEADING)), shown(label(one.text, BEGINNING))
            )
            for one in paper.passages[:PIECES]
        ),
        shown(paper.footer),
        *_replaced(say, message.summary.replaced),
        say.t("The files hold all of it, and whole. I keep nothing of them."),
    ]
    key = message.key
    make = Button(text=say.label("Make the files"), press=press.MakeCpd(key))
    change = Button(text=say.label("Choose anew"), press=press.ListPieces(key, 0))
    time = Button(text=say.label("Change the time"), press=press.AskTime(key))
    return Rendered(
        text=Markup("\n\n").join(parts), buttons=((make,), (change, time), (_leave(say, key),))
    )


def _replaced(say: Translator, places: int) -> list[Markup]:
    """That not all of it is as it was written: nobody is named in a file that others read."""
    if not places:
        return []
    return [
        say.n(
            "In {count} place something else stands that shows nobody.",
            "In {count} places something else stands that shows nobody.",
            places,
        )
    ]


def _lines(paper: Paper) -> Markup:
    return Markup("\n").join(shown(fact) for fact in paper.facts)


def cpd_made(say: Translator, _: CpdMade) -> Rendered:
    back = Button(text=say.label("‹ Your notes"), press=ListMine(0))
    text = say.t("Your summary comes below, as two files. I keep nothing of it.")
    return Rendered(text=text, buttons=((back,),))


def give_cpd(say: Translator, message: GiveCpd) -> Rendered:
    content = markdown(_paper(say, message.summary)).encode()
    return Rendered(
        text=say.t("Your summary, to be read and changed (Markdown)."),
        document=File(name=f"{_name(message.summary)}.md", content=content),
    )


def give_cpd_paper(say: Translator, message: GiveCpdPaper) -> Rendered:
    paper = ToPrint(
        name=f"{_name(message.summary)}.pdf",
        content=_paper(say, message.summary),
        instead=say.t("I could not make the PDF just now. The other file holds the same."),
    )
    return Rendered(text=say.t("The same, to be printed (PDF)."), paper=paper)


def markdown(paper: Paper) -> str:
    """The paper as Markdown. What people wrote stands in quotes, line by line, as they wrote it:
    two spaces at its end keep a line from running into the next."""
    parts = [f"# {paper.title}", "\n".join(f"- {fact}" for fact in paper.facts)]
    for passage in paper.passages:
        quoted = "\n".join(f"> {line}  " for line in passage.text.splitlines())
        parts.append(f"## {passage.heading}\n\n{quoted}")
    return "\n\n".join([*parts, "---", f"{paper.footer}\n"])


def _paper(say: Translator, summary: CpdSummary) -> Paper:
    return Paper(
        title=say.label("Reflections"),
        facts=tuple(_facts(say, summary)),
        passages=tuple(
            Passage(
                heading=f"{number}. {say.month(one.month)}"
                + (f": {label(one.question, 300)}" if one.question else ""),
                text=clean(one.text),
            )
            for number, one in enumerate(summary.pieces, 1)
        ),
        footer=say.label(
            "Made by {name} on {day}, from their own private notes, which they chose themself.",
            name=label(summary.name),
            day=say.full_day(summary.made_on),
        ),
        language=say.language,
        missing=say.label("Letters that this font does not have stand in the other file: □"),
    )


def _facts(say: Translator, summary: CpdSummary) -> Iterator[str]:
    yield say.label("Name: {name}", name=label(summary.name))
    yield say.label("Period: {period}", period=_period(say, summary))
    yield say.labels("{count} reflection", "{count} reflections", len(summary.pieces))
    if summary.estimated:
        yield say.label("Estimated from the questions: {time}", time=_time(say, summary.estimated))
    if summary.own:
        yield say.label("Told by me: {time}", time=_time(say, summary.own))


def _period(say: Translator, told: PickPieces | CpdSummary) -> str:
    return say.label(
        "{first} – {last}", first=say.full_day(told.first), last=say.full_day(told.last)
    )


def _time(say: Translator, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say.label("{minutes} min", minutes=rest)
    if not rest:
        return say.label("{hours} h", hours=hours)
    return say.label("{hours} h {minutes} min", hours=hours, minutes=rest)


def _name(summary: CpdSummary) -> str:
    return f"reflections-{summary.first:%Y-%m}-{summary.last:%Y-%m}"


def _leave(say: Translator, key: str) -> Button:
    return Button(text=say.label("Give it up"), press=press.LeaveCpd(key))


VIEWS: Views = {
    AskCpdPeriod: ask_cpd_period,
    PickPieces: pick_pieces,
    AskCpdTime: ask_cpd_time,
    PreviewCpd: preview_cpd,
    CpdMade: cpd_made,
    GiveCpd: give_cpd,
    GiveCpdPaper: give_cpd_paper,
}


SENTENCES: Sentences = {
    "cpd_nothing": lambda say, _: say.t("You have no notes of your own yet: /mine"),
    "cpd_no_notes": lambda say, _: say.t("You have no notes of that time. Choose another."),
    "period_unclear": lambda say, _: say.t(
        "I don't see two dates in that. Write them such as 2026-01-15 to 2026-06-30."
    ),
    "hours_unclear": lambda say, _: say.t(
        "I don't see a time in that. Write hours, such as 2 or 1:30, or 45 min."
    ),
    "nothing_chosen": lambda say, _: say.t("Choose at least one note."),
}
