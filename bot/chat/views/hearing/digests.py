"""What stands around the word-for-word part of a manager's Digest."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.chat.rendered import Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.naming import language_names
from bot.domain.messages.hearing.digests import DigestEnd, DigestHeading, TeamQueue


def digest_heading(say: Translator, message: DigestHeading) -> Rendered:
    return Rendered(
        text=say.t(
            "<b>Your week with {teams}</b>\nWhat was told there from {first} to {last}, word for"
            " word.",
            teams=say.listing(message.teams),
            first=say.day(message.first),
            last=say.day(message.last),
        )
    )


def digest_end(say: Translator, message: DigestEnd) -> Rendered:
    parts = []
    if message.quiet:
        teams = say.listing(message.quiet)
        parts.append(say.t("From {teams} there is nothing for you this time.", teams=teams))
    if message.queues:
        parts.append(say.t("<b>Waiting for somebody to see to it</b>"))
        parts += [_queue(say, one) for one in message.queues]
    else:
        parts.append(say.t("Nothing waits for you. Have a good week!"))
    return Rendered(text=Markup("\n\n").join(parts))


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
        yield say.n(
            "• {count} person can't be reached: they have closed the chat with me.",
            "• {count} people can't be reached: they have closed the chat with me.",
            queue.unreachable,
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
    DigestHeading: digest_heading,
    DigestEnd: digest_end,
}
