"""What a Team hears, in words."""

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
    TellWords,
)


def tell_picture(say: Translator, message: TellPicture) -> Rendered:
    return Rendered(text=_heading(say, message.insight), picture=picture(say, message.insight))


def tell_insight(say: Translator, message: TellInsight) -> Rendered:
    """It comes with no sound where the picture stands before it, or the figures before these."""
    silent = message.shows or message.continued
    parts = [_heading(say, message)]
    if message.took_part is None:
        parts.append(_nothing(say, message))
        return Rendered(text=Markup("\n\n").join(parts))
    parts += [_figure(say, one) for one in message.figures]
    if message.themes:
        parts.append(_themes(say, message))
    if message.waits:
        parts.append(
            say.t(
                "Something more was shared that would point at somebody. It waits for the next"
                " rounds, or is deleted unseen, in four weeks at most."
            )
        )
    return Rendered(text=Markup("\n\n").join(parts), silent=silent)


def tell_words(say: Translator, message: TellWords) -> Rendered:
    """They follow what the Round has shown, so they come with no sound."""
    head = say.t("In your words: <b>{question}</b>", question=message.question)
    if message.week is not None:
        head = say.t(
            "In your words, from the week of {day}: <b>{question}</b>",
            day=say.day(message.week),
            question=message.question,
        )
    if message.continued:
        head = say.t("<b>{question}</b> (continued)", question=message.question)
    parts = [head, *(_quote(say, quote) for quote in message.unnamed)]
    parts += [_quote(say, quote) for quote in message.named]
    return Rendered(text=Markup("\n\n").join(parts), silent=True)


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


def _heading(say: Translator, message: TellInsight) -> Markup:
    head = say.t(
        "<b>{bank}</b> · {team} · {day}",
        bank=message.bank,
        team=message.team,
        day=say.day(message.on),
    )
    if message.continued:
        return head + "\n" + say.t("(continued)")
    if message.took_part is None:
        return head
    if isinstance(message.took_part, Enough):
        return head + "\n" + say.t("Enough people took part.")
    return head + "\n" + say.t("{people} took part.", people=people(say, message.took_part))


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


def _quote(say: Translator, quote: QuoteTold) -> Markup:
    if not quote.text:
        return say.t("<i>Withdrawn by its author.</i>")
    words = Markup("<blockquote>{}</blockquote>").format(shown(quote.text))
    return words if quote.name is None else shown(quote.name) + ":\n" + words


VIEWS: Views = {
    TellInsight: tell_insight,
    TellPicture: tell_picture,
    TellWords: tell_words,
    TellFriend: tell_friend,
}
