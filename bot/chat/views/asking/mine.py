"""A person's own notes, and their answers that are under way."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.buttons.asking import mine as press
from bot.chat.buttons.asking.cpd import StartCpd
from bot.chat.buttons.asking.notes import StartReflection
from bot.chat.fitting import pieces
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label, shown
from bot.chat.translator import Translator
from bot.chat.views.asking.own import EXCERPT
from bot.chat.views.base.paging import turns
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.asking.mine import (
    AskNoteWords,
    AskSearch,
    ConfirmNoteRemoval,
    NoteElsewhere,
    NoteLine,
    NoteRemoved,
    OpenRound,
    PickMonth,
    PickQuestion,
    ShowFound,
    ShowMine,
    ShowNote,
    ShowNotes,
    ShowUnderway,
)

Row = tuple[Button, ...]

PAGE = 3000
"""Characters of a note in one message; the rest is for what stands around them."""

ON_A_BUTTON, HALF = 48, 24
"""Characters of a note, and of it where its question stands beside it."""

ANSWERS = 24
"""Answers that are under way on one screen; their Rounds tell of the rest."""


def show_mine(say: Translator, message: ShowMine) -> Rendered:
    unnamed = say.t(
        "What you shared without your name is not here once its round is closed: nobody can tell"
        " any more whose it is. The button under it in this chat still finds it."
    )
    parts = [say.t("<b>Your own notes</b>"), *_counted(say, message), unnamed]
    rows = _notes(say, message.lines)
    rows += turns(say, message.page, message.more, press.ListMine)
    if message.notes > 1:
        rows.append(_ways(say))
    if message.underway:
        text = say.labels(
            "Open: {count} answer under way", "Open: {count} answers under way", message.underway
        )
        rows.append((Button(text=text, press=press.SeeUnderway()),))
    if message.notes:
        file = Button(text=say.label("For your professional file…"), press=StartCpd())
        rows.append((file,))
    if not message.notes and message.may_begin:
        rows.append((Button(text=say.label("Reflect now"), press=StartReflection()),))
    return Rendered(text=Markup("\n\n").join(parts), buttons=tuple(rows))


def _counted(say: Translator, message: ShowMine) -> list[Markup]:
    if not message.notes:
        nothing = say.t(
            "Nothing is here yet. What you keep to yourself will stand here, for you alone."
        )
        begin = [say.t("/reflect begins something.")] if message.may_begin else []
        return [Markup(" ").join([nothing, *begin])]
    count = say.n("{count} note.", "{count} notes.", message.notes)
    lines = [count + " " + say.t("Only you see them here.")]
    if message.going and message.going_on is not None:
        lines.append(
            say.n(
                "🗓 {count} note is deleted on {day}.",
                "🗓 {count} notes are deleted on {day}.",
                message.going,
                day=say.full_day(message.going_on),
            )
        )
    return [Markup("\n").join(lines)]


def _ways(say: Translator) -> Row:
    return (
        Button(text=say.label("By month"), press=press.ListMonths(0)),
        Button(text=say.label("By question"), press=press.ListQuestions(0)),
        Button(text=say.label("🔍 Search"), press=press.SearchNotes()),
    )


def show_notes(say: Translator, message: ShowNotes) -> Rendered:
    if message.month is not None:
        month = message.month
        heading: Markup = say.month(month)
        back = f"{month:%Y-%m}"
        turned = turns(
            say, message.page, message.more, lambda page: press.ListOfMonth(f"{month:%Y-%m}", page)
        )
        out: object = press.ListMonths(0)
    else:
        heading, back = shown(_asked(say, message.question)), message.tag
        turned = turns(
            say, message.page, message.more, lambda page: press.ListOfQuestion(message.tag, page)
        )
        out = press.ListQuestions(0)
    count = say.n("{count} note.", "{count} notes.", message.notes)
    rows = [
        *_notes(say, message.lines, back=back, dated=message.month is None),
        *turned,
        (Button(text=say.label("‹ Back"), press=out),),
    ]
    text = Markup("<b>{}</b>\n{}").format(heading, count)
    return Rendered(text=text, buttons=tuple(rows))


def show_found(say: Translator, message: ShowFound) -> Rendered:
    words = label(message.words)
    if not message.lines:
        text = say.t("No note of yours has “{words}” in it.", words=words)
    else:
        text = say.n(
            "{count} note has “{words}” in it.",
            "{count} notes have “{words}” in them.",
            message.notes,
            words=words,
        )
    if message.notes > len(message.lines):
        text += " " + say.t("Here are the newest; with one more word you find fewer.")
    again = Button(text=say.label("🔍 Search"), press=press.SearchNotes())
    rows = [*_notes(say, message.lines), (again, _home(say))]
    return Rendered(text=text, buttons=tuple(rows))


def pick_month(say: Translator, message: PickMonth) -> Rendered:
    months = [
        Button(
            text=f"{say.short_month(one.month)} ({one.notes})",
            press=press.ListOfMonth(f"{one.month:%Y-%m}", 0),
        )
        for one in message.months
    ]
    rows: list[Row] = [tuple(months[i : i + 2]) for i in range(0, len(months), 2)]
    rows += turns(say, message.page, message.more, press.ListMonths)
    return Rendered(
        text=say.t("<b>Your own notes</b>: of which month?"),
        buttons=(*rows, (_home(say),)),
    )


def pick_question(say: Translator, message: PickQuestion) -> Rendered:
    rows: list[Row] = [
        (
            Button(
                text=f"{label(_asked(say, one.question), ON_A_BUTTON)} ({one.notes})",
                press=press.ListOfQuestion(one.tag, 0),
            ),
        )
        for one in message.questions
    ]
    rows += turns(say, message.page, message.more, press.ListQuestions)
    return Rendered(
        text=say.t("<b>Your own notes</b>: to which question?"),
        buttons=(*rows, (_home(say),)),
    )


def show_note(say: Translator, message: ShowNote) -> Rendered:
    pages = list(pieces(message.text, PAGE))
    page = min(max(message.page, 0), len(pages) - 1)
    parts = [say.t("✓ Kept.")] if message.just else []
    if message.question:
        parts.append(Markup("<b>{}</b>").format(shown(label(message.question, EXCERPT))))
    parts.append(Markup("<i>{}</i>").format(say.month(message.month)))
    more = "…" if page < len(pages) - 1 else ""
    parts.append(Markup("<blockquote>{}</blockquote>").format(shown(pages[page] + more)))
    if message.goes_on is not None:
        parts.append(say.t("🗓 Is deleted on {day}.", day=say.full_day(message.goes_on)))
    rows = turns(
        say,
        page,
        page < len(pages) - 1,
        lambda to: press.ReadNote(message.note_id, to, message.back),
    )
    return Rendered(text=Markup("\n").join(parts), buttons=(*rows, *_of_note(say, message)))


def _of_note(say: Translator, message: ShowNote) -> list[Row]:
    """What can be done with it."""
    note = message.note_id
    rows: list[Row] = [
        (
            Button(text=say.label("Write more"), press=press.AddToNote(note)),
            Button(text=say.label("Change"), press=press.ChangeNote(note)),
            Button(text=say.label("Delete"), press=press.AskNoteRemoval(note)),
        )
    ]
    if message.may_begin:
        rows.append((Button(text=say.label("Reflect on it now"), press=StartReflection()),))
    return [*rows, (Button(text=say.label("‹ Back"), press=_list(message.back)),)]


def _list(back: str) -> object:
    """The list from which a note was opened: of a month ("2026-11"), to a question, or all."""
    if not back:
        return press.ListMine(0)
    return press.ListOfMonth(back, 0) if "-" in back else press.ListOfQuestion(back, 0)


def ask_note_words(say: Translator, message: AskNoteWords) -> Rendered:
    leave = Button(
        text=say.label("Leave it as it is"), press=press.ReadNote(message.note_id, 0, "")
    )
    if message.more:
        text = say.t("Write on. It is put below what stands there.")
        return Rendered(text=text, buttons=((leave,),))
    asked = say.t("Write it anew; these words are then gone:")
    first, *rest = pieces(message.reply, PAGE)
    old = shown(first + "…" if rest else first)
    text = Markup("{}\n<blockquote>{}</blockquote>").format(asked, old)
    return Rendered(text=text, buttons=((leave,),))


def note_elsewhere(say: Translator, message: NoteElsewhere) -> Rendered:
    if message.changed:
        return Rendered(text=say.t("You have changed this note."))
    return Rendered(text=say.t("This note stands further down now."))


def confirm_note_removal(say: Translator, message: ConfirmNoteRemoval) -> Rendered:
    begun = shown(label(message.reply, 80))
    asked = say.t("<b>Delete this note for good?</b> It can't be brought back.")
    yes = Button(text=say.label("Yes, delete it"), press=press.RemoveNote(message.note_id))
    no = Button(text=say.label("No, keep it"), press=press.ReadNote(message.note_id, 0, ""))
    text = Markup("{}\n<blockquote>{}</blockquote>").format(asked, begun)
    return Rendered(text=text, buttons=((yes, no),))


def note_removed(say: Translator, _: NoteRemoved) -> Rendered:
    stays = say.t(
        "What stands of it further up in this chat stays there until you delete it: press and hold,"
        " choose “Delete”, also for me."
    )
    text = say.t("Deleted. Nothing is kept of it.") + "\n" + stays
    return Rendered(text=text, buttons=((_home(say),),))


def ask_search(say: Translator, _: AskSearch) -> Rendered:
    text = say.t("Which word shall I look for in your own notes? I do not keep it.")
    return Rendered(text=text, buttons=((_home(say),),))


def show_underway(say: Translator, message: ShowUnderway) -> Rendered:
    lines = [_open_round(say, one, message.zone) for one in message.rounds]
    hint = say.t("A tap shows an answer below, with who reads it, and what you can do with it.")
    rows: list[Row] = [
        (Button(text=label(one.question), press=press.SeeAnswer(one.answer_id)),)
        for round_ in message.rounds
        for one in round_.answers
    ]
    return Rendered(
        text=Markup("\n\n").join([say.t("<b>Open rounds</b>"), Markup("\n").join(lines), hint]),
        buttons=(*rows[:ANSWERS], (_home(say),)),
    )


def _open_round(say: Translator, one: OpenRound, zone: str) -> Markup:
    return say.n(
        "{bank} ({team}): {count} answer, open until {moment}",
        "{bank} ({team}): {count} answers, open until {moment}",
        len(one.answers),
        bank=label(one.bank),
        team=label(one.team),
        moment=say.moment(one.closes_at, zone),
    )


def _notes(
    say: Translator, lines: Sequence[NoteLine], *, back: str = "", dated: bool = True
) -> list[Row]:
    """A button for each: where it begins."""
    return [(_note(say, one, back=back, dated=dated),) for one in lines]


def _note(say: Translator, one: NoteLine, *, back: str, dated: bool) -> Button:
    text = begun(one, ON_A_BUTTON, HALF)
    if dated:
        text = f"{say.short_month(one.month)}: {text}"
    return Button(text=text, press=press.ReadNote(one.note_id, 0, back))


def begun(line: NoteLine, whole: int, half: int) -> str:
    """The beginning of a note on a button, of `whole` characters, or of `half` with as many of its
    question."""
    if not line.question:
        return label(line.text, whole)
    return f"{label(line.text, half)} · {label(line.question, half)}"


def _asked(say: Translator, question: str) -> str:
    """A question as a heading; words that answered none have one, too."""
    return label(question, EXCERPT) or say.label("What came to your mind")


def _home(say: Translator) -> Button:
    return Button(text=say.label("‹ Your notes"), press=press.ListMine(0))


VIEWS: Views = {
    ShowMine: show_mine,
    ShowNotes: show_notes,
    ShowFound: show_found,
    PickMonth: pick_month,
    PickQuestion: pick_question,
    ShowNote: show_note,
    AskNoteWords: ask_note_words,
    NoteElsewhere: note_elsewhere,
    ConfirmNoteRemoval: confirm_note_removal,
    NoteRemoved: note_removed,
    AskSearch: ask_search,
    ShowUnderway: show_underway,
}


SENTENCES: Sentences = {
    "note_gone": lambda say, _: say.t(
        "This note is not there any more. /mine shows all there are."
    ),
    "nothing_underway": lambda say, _: say.t("No answer of yours is under way just now."),
}
