"""What a Team hears, in words."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from bot.chat.rendered import Rendered, Views
from bot.chat.safe import shown
from bot.chat.translator import Translator
from bot.chat.views.hearing.pictures import picture
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    TellFriend,
    TellInsight,
    TellPicture,
    TellQuotes,
    ThemeTold,
    WordsTold,
    sounds,
)

CHANGES = 2
"""Themes that are named as new, or as gone."""

NAMED = 3
"""Themes that a sentence names at most where those are all."""


def tell_picture(say: Translator, message: TellPicture) -> Rendered:
    """What came up in a sentence, under the picture; folded, all that it shows."""
    insight = message.insight
    parts = [heading(say, insight), *_in_short(say, insight)]
    if message.worded:
        parts.append(folded([say.t("<b>The picture in words</b>"), *_shown(say, insight)]))
    return Rendered(
        text=Markup("\n\n").join(parts),
        picture=picture(say, insight),
        silent=not sounds(message),
    )


def tell_insight(say: Translator, message: TellInsight) -> Rendered:
    """Why nothing is shown; or what a picture shows, for those who cannot see it."""
    silent = not sounds(message)
    if message.took_part is None:
        text = Markup("\n\n").join([heading(say, message), _nothing(say, message)])
        return Rendered(text=text, silent=silent)
    if not message.shows:
        parts = [heading(say, message), *_waits(say, message)]
        return Rendered(text=Markup("\n\n").join(parts), silent=silent)
    head = say.t("<b>The picture in words</b>")
    if message.continued:
        head = say.t("<b>The picture in words</b> (continued)")
    parts = [_title(say, message), head, *_shown(say, message)]
    return Rendered(text=folded(parts), silent=silent)


def in_words(say: Translator, insight: TellInsight) -> Markup:
    """All of it, for a file."""
    parts = [*_shown(say, insight), *_waits(say, insight)]
    if insight.took_part is None:
        parts = [_nothing(say, insight)]
    return Markup("\n\n").join([heading(say, insight), *parts])


def tell_quotes(say: Translator, message: TellQuotes) -> Rendered:
    """They follow what the Round has shown, so they come with no sound."""
    parts = []
    if message.seen:
        parts.append(say.t("<b>In your words</b>"))
    for group in message.seen:
        parts += [_asked(say, group), *(_quote(say, quote) for quote in group.quotes)]
    if message.folded:
        rest = [say.t("<b>In your words</b> (continued)")] if message.continued else []
        if message.seen:
            rest = [say.t("<b>More of your words</b>")]
        for group in message.folded:
            rest += [_asked(say, group), *(_line(say, quote) for quote in group.quotes)]
        parts.append(folded(rest))
    return Rendered(text=Markup("\n\n").join(parts), silent=not sounds(message))


def tell_friend(say: Translator, message: TellFriend) -> Rendered:
    head = say.n(
        "Somebody in {team} shared this with the critical friends, without a name.",
        "{count} answers in {team} were shared with the critical friends, without names.",
        message.answers,
        team=message.team,
    )
    if message.continued:
        head = say.t("Shared with the critical friends of {team} (continued)", team=message.team)
    asked = Markup("<b>{}</b>").format(shown(message.question))
    quotes = [Markup("<blockquote>{}</blockquote>").format(shown(text)) for text in message.texts]
    return Rendered(text=Markup("\n\n").join([head, asked, *quotes]))


def people(say: Translator, band: Band | Enough) -> Markup:
    """ "5–9 people", "50 or more people", or "enough people"."""
    if isinstance(band, Enough):
        return say.t("enough people")
    if band.high is None:
        return say.t("{low} or more people", low=band.low)
    return say.t("{low}–{high} people", low=band.low, high=band.high)


def _in_short(say: Translator, insight: TellInsight) -> Iterator[Markup]:
    """What came up, in a sentence or two; and whether something waits."""
    if sentences := [*came_up(say, insight)]:
        yield Markup(" ").join(sentences)
    yield from _waits(say, insight)


def folded(parts: Sequence[Markup]) -> Markup:
    """Three lines of it are seen until a reader unfolds the rest."""
    return Markup("<blockquote expandable>{}</blockquote>").format(Markup("\n\n").join(parts))


def came_up(say: Translator, insight: TellInsight) -> Iterator[Markup]:
    """What came up most, and what has changed since last time."""
    if insight.themes:
        yield _of_themes(say, insight.themes)
    elif insight.figures:
        yield from _of_figure(say, insight.figures[0])
    yield from _since_last_time(say, insight)


def _of_themes(say: Translator, themes: Sequence[ThemeTold]) -> Markup:
    """Those that more people touched on than on the rest, as far as the bands tell: within one, the
    order says nothing."""
    most = [one.label for one in themes if one.people == themes[0].people]
    if len(most) > NAMED:
        named = _named(say, most[:CHANGES])
        return say.t("What came up, among other things: {themes}.", themes=named)
    if len(most) < len(themes):
        return say.t("What came up most: {themes}.", themes=_named(say, most))
    return say.t("What came up: {themes}.", themes=_named(say, most))


def _named(say: Translator, labels: Iterable[str]) -> Markup:
    """In quotation marks, as there is an "and" in some."""
    return say.listing(say.label("“{theme}”", theme=one) for one in labels)


def _of_figure(say: Translator, figure: FigureTold) -> Iterator[Markup]:
    """What stands out in what people tapped."""
    if figure.step is not None:
        yield say.t(
            "{question} In the middle: {step} of {steps}.",
            question=figure.question,
            step=figure.step,
            steps=figure.steps,
        )
    elif figure.shares:
        most = max(figure.shares, key=lambda one: one.share)
        yield say.t(
            "{question} {label}: {share} of 10.",
            question=figure.question,
            label=most.label,
            share=most.share,
        )


def _since_last_time(say: Translator, insight: TellInsight) -> Iterator[Markup]:
    if new := [one.label for one in insight.themes if one.new]:
        yield say.t("New since last time: {themes}.", themes=_named(say, new[:CHANGES]))
    if insight.gone:
        gone = _named(say, insight.gone[:CHANGES])
        yield say.t("Not among them this time: {themes}.", themes=gone)


def _waits(say: Translator, insight: TellInsight) -> Iterator[Markup]:
    if insight.waits and insight.took_part is not None:
        yield say.t(
            "Something more was shared that would point at somebody. It waits for the next"
            " rounds, or is deleted unseen, in four weeks at most."
        )


def _shown(say: Translator, insight: TellInsight) -> Iterator[Markup]:
    """All that the picture shows, in words."""
    yield from (_figure(say, one) for one in insight.figures)
    if insight.themes:
        yield _themes(say, insight)


def _title(say: Translator, message: TellInsight) -> Markup:
    return say.t(
        "<b>{bank}</b> · {team} · {day}",
        bank=message.bank,
        team=message.team,
        day=say.day(message.on),
    )


def heading(say: Translator, message: TellInsight) -> Markup:
    head = _title(say, message)
    if message.took_part is None:
        return head
    if isinstance(message.took_part, Enough):
        return head + "\n" + say.t("Enough people took part.")
    return head + "\n" + say.t("{people} took part.", people=people(say, message.took_part))


def _asked(say: Translator, group: WordsTold) -> Markup:
    """The question under which these words were written, and when, if that was earlier."""
    if group.week is None:
        return Markup("<b>{}</b>").format(shown(group.question))
    return say.t(
        "<b>{question}</b> (week of {day})", question=group.question, day=say.day(group.week)
    )


def _nothing(say: Translator, message: TellInsight) -> Markup:
    if message.too_few_asked:
        few = say.n(
            "Fewer than {count} person was asked this time: so no figures, and no words without a"
            " name.",
            "Fewer than {count} people were asked this time: so no figures, and no words without a"
            " name.",
            message.floor,
        )
        back = say.t("What was shared with the team without a name is back with its authors.")
        return few + " " + back if message.came_back else few
    return say.n(
        "Too few this time to show anything without pointing at somebody: it takes {count} person."
        " What was shared is kept safe, and waits up to four weeks for the next rounds.",
        "Too few this time to show anything without pointing at somebody: it takes {count} people."
        " What was shared is kept safe, and waits up to four weeks for the next rounds.",
        message.floor,
    )


def _figure(say: Translator, figure: FigureTold) -> Markup:
    lines = [Markup("<b>{}</b>").format(shown(figure.question))]
    if figure.step is not None:
        lines.append(
            say.t(
                "In the middle: {step} (1 = {low}, {steps} = {high})",
                step=figure.step,
                steps=figure.steps,
                low=figure.low,
                high=figure.high,
            )
        )
    lines += [
        say.t("{label}: {share} of 10", label=one.label, share=one.share) for one in figure.shares
    ]
    return Markup("\n").join(lines)


def _themes(say: Translator, message: TellInsight) -> Markup:
    lines = [
        say.t("• {theme}", theme=one.label)
        if isinstance(one.people, Enough)
        else say.t("• {theme}: {people}", theme=one.label, people=people(say, one.people))
        for one in message.themes
    ]
    return Markup("\n").join([say.t("<b>What came up</b>"), *lines])


def _line(say: Translator, quote: QuoteTold) -> Markup:
    """A quote among many in one block."""
    if not quote.text:
        return say.t("– <i>Withdrawn by its author.</i>")
    words = (
        shown(quote.text) if quote.name is None else shown(quote.name) + ": " + shown(quote.text)
    )
    return Markup("– ") + words


def _quote(say: Translator, quote: QuoteTold) -> Markup:
    if not quote.text:
        return say.t("<i>Withdrawn by its author.</i>")
    words = Markup("<blockquote>{}</blockquote>").format(shown(quote.text))
    return words if quote.name is None else shown(quote.name) + ":\n" + words


VIEWS: Views = {
    TellInsight: tell_insight,
    TellPicture: tell_picture,
    TellQuotes: tell_quotes,
    TellFriend: tell_friend,
}
