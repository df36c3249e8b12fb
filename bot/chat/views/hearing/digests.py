"""A manager's Digest: what their Teams' channels heard, in short, with buttons to the rest."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.charts.pictures import Picture
from bot.chat.buttons.hearing.digests import ReadRelease, SeeQueue
from bot.chat.rendered import Button, Rendered, Views, fits_below_a_picture
from bot.chat.translator import Translator
from bot.chat.views.base.naming import language_names
from bot.chat.views.base.sentences import Sentences
from bot.chat.views.hearing.insights import came_up, heading
from bot.chat.views.hearing.pictures import picture, picture_of_several
from bot.domain.messages.hearing.digests import (
    DigestLetter,
    QueueTold,
    ReleaseTold,
    ShowQueue,
    TeamQueue,
)
from bot.domain.messages.hearing.insights import TellInsight


def digest_letter(say: Translator, message: DigestLetter) -> Rendered:
    parts = [_head(say, message), *(_told(say, one) for one in message.told)]
    if message.quiet:
        teams = say.listing(message.quiet)
        parts.append(say.t("From {teams} there is nothing for you this time.", teams=teams))
    if not message.queues and not message.continued:
        parts.append(say.t("Nothing waits for you. Have a good week!"))
    text = Markup("\n\n").join(parts)
    drawn = message.drawn if fits_below_a_picture(text) else ()
    single = len(message.told) == 1
    words = [
        (_read(say, one, drawn=single and bool(drawn), single=single),)
        for one in message.told
        if one.more
    ]
    return Rendered(
        text=text,
        buttons=(*words, *((_wait(say, one),) for one in message.queues)),
        picture=_picture(say, message, drawn),
        silent=message.continued,
    )


def _picture(
    say: Translator, message: DigestLetter, drawn: Sequence[TellInsight]
) -> Picture | None:
    """One thing in full, or the first of each that there is to tell."""
    if len(message.told) == len(drawn) == 1:
        return picture(say, drawn[0])
    return picture_of_several(say, drawn, message.first, message.last) if drawn else None


def _head(say: Translator, message: DigestLetter) -> Markup:
    first, last = say.day(message.first), say.day(message.last)
    if message.continued:
        return say.t("<b>Your week</b>, {first} to {last} (continued)", first=first, last=last)
    return say.t("<b>Your week</b>, {first} to {last}", first=first, last=last)


def _told(say: Translator, told: ReleaseTold) -> Markup:
    """Three lines at most."""
    lines = [heading(say, told.insight)]
    if told.insight.took_part is None:
        lines.append(say.t("Too few for figures, or for words without a name."))
    elif sentence := Markup(" ").join(came_up(say, told.insight)):
        lines.append(sentence)
    return Markup("\n").join(lines)


def _read(say: Translator, told: ReleaseTold, *, drawn: bool, single: bool) -> Button:
    press = ReadRelease(release_id=told.release_id, drawn=int(drawn))
    if single:
        return Button(text=say.label("Word for word"), press=press)
    shown = told.insight
    text = say.label(
        "Word for word, {day}: {bank}, {team}",
        day=say.day(shown.on),
        bank=shown.bank,
        team=shown.team,
    )
    return Button(text=text, press=press)


def _wait(say: Translator, queue: QueueTold) -> Button:
    text = say.labels(
        "{team}: {count} thing waits for somebody",
        "{team}: {count} things wait for somebody",
        queue.waits,
        team=queue.team,
    )
    return Button(text=text, press=SeeQueue(team_id=queue.team_id))


def show_queue(say: Translator, message: ShowQueue) -> Rendered:
    queue = message.queue
    if not queue.waits:
        return Rendered(text=say.t("In {team} nothing waits any more.", team=queue.team))
    head = say.t("<b>Waiting for somebody to see to it</b>")
    return Rendered(text=Markup("\n\n").join([head, _queue(say, queue)]))


def _queue(say: Translator, queue: TeamQueue) -> Markup:
    head = say.t("<b>{team}</b>", team=queue.team)
    return Markup("\n").join([head, *_items(say, queue)])


def _items(say: Translator, queue: TeamQueue) -> Iterator[Markup]:
    if queue.no_channel:
        yield say.t("• It has no channel, so nothing can be told. A facilitator can link one.")
    if queue.invites:
        yield say.n(
            "• {count} invitation has not been used yet.",
            "• {count} invitations have not been used yet.",
            queue.invites,
        )
    if queue.unreachable:
        yield say.t(
            "• At least {count} people can't be reached: they have closed the chat with me.",
            count=queue.unreachable,
        )
    for bank in queue.too_few:
        yield say.t("• “{bank}” had too few people last time for figures.", bank=bank)
    for gap in queue.gaps:
        yield say.t(
            "• “{bank}” does not exist in {languages}, which some of those who are asked read.",
            bank=gap.bank,
            languages=language_names(say, gap.languages),
        )


VIEWS: Views = {
    DigestLetter: digest_letter,
    ShowQueue: show_queue,
}

SENTENCES: Sentences = {
    "release_gone": lambda say, _: say.t("This is not kept any more."),
}
