"""The outbox: what Telegram said to each message, and what follows from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.messages import FLEETING, ONLY_IN_PLACE
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import (
    SEEN_WITHIN,
    Delivery,
    DeliveryState,
    MessageHeld,
    Subject,
)
from bot.flows.base.personal import DataSection, Forgetting, NothingPersonal, PersonalData
from bot.flows.base.step import Step
from bot.flows.people import channels
from bot.flows.people import members as returning
from bot.storage.asking import answers
from bot.storage.people import members
from bot.storage.transport import deliveries, noted, posted


class FailureKind(StrEnum):
    """What it means for the message.

    `expired`: too late to be of use; `gone`: the chat cannot be written to any more; `no_topic`:
    nor can this topic of it; `moved`: it has another id now; `lost`: the message to change is not
    there any more; `later`: try again; `refused`: Telegram will never take this message.
    """

    EXPIRED = "expired"
    GONE = "gone"
    NO_TOPIC = "no_topic"
    MOVED = "moved"
    LOST = "lost"
    LATER = "later"
    REFUSED = "refused"


FAR_REACHING = frozenset({FailureKind.GONE, FailureKind.NO_TOPIC, FailureKind.MOVED})
"""What changes more than the message: Teams, and whom they can count on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a message was not sent. `chat_id` is the new one of a chat that moved; `unsent`: it
    surely did not get there (after a broken connection nobody knows)."""

    kind: FailureKind
    reason: str
    retry_at: datetime | None = None
    chat_id: int | None = None
    unsent: bool = False


async def heads(step: Step, limit: int, busy: Collection[int]) -> list[Delivery]:
    """What to send next, the most urgent first, one for each chat that is not busy."""
    return await deliveries.heads(step.tx, step.house.bot_id, step.now, limit, busy)


async def take(
    step: Step, limit: int, busy: Collection[int], *, remember: float = 60.0
) -> list[Delivery]:
    """The heads, with a try counted for each before it is made.

    If the bot dies between sending a message and noting it, the count is left to tell that a copy
    may stand in the chat; see `bot/flows/asking/asked.py`. Nobody else is sending: so what was left
    behind may have been read, and counts as older. What goes to groups is remembered for so many
    seconds, for whoever sends after us.
    """
    bot_id = step.house.bot_id
    waiting = await deliveries.heads(step.tx, bot_id, step.now, limit, busy, locked=True)
    for one in waiting:
        if one.left_behind and one.attempts == 1:
            await deliveries.change(step.tx, one.id, not_before=one.not_before - SEEN_WITHIN)
    await deliveries.count_tries(step.tx, [one.id for one in waiting])
    groups = [one.chat_id for one in waiting if one.chat_id < 0]
    if groups:
        await posted.remove_older(step.tx, bot_id, remember)
        await posted.add(step.tx, bot_id, groups)
    return waiting


async def posted_of_late(step: Step) -> dict[int, list[float]]:
    """Group to how many seconds ago each message went to it, the oldest first."""
    return await posted.ages(step.tx, step.house.bot_id)


async def give_back(step: Step, taken: Sequence[Delivery]) -> None:
    """These were not sent after all."""
    await deliveries.count_tries(step.tx, [one.id for one in taken], -1)


async def sent(step: Step, pairs: Sequence[tuple[Delivery, int | None]]) -> None:
    """Note deliveries with the ids Telegram gave them, and drop what they said.

    Of one that nobody can come back to, nothing is kept.
    """
    if not pairs:
        return
    kept = [(one, message_id) for one, message_id in pairs if one.subject is not None]
    bodies = await deliveries.bodies(step.tx, [one.id for one, _ in kept])
    arrived = []
    for one, message_id in kept:
        if message_id is not None and bodies.get(one.id, one.body) != one.body:
            # It was changed while it was under way: what stands there now has to follow.
            await deliveries.change(step.tx, one.id, edits=message_id)
        else:
            arrived.append((one, message_id))
    await noted.mark_sent(step.tx, arrived)
    confirmed = [one.subject_id for one, _ in arrived if one.subject is Subject.KEPT]
    await answers.mark_arrived(step.tx, [id_ for id_ in confirmed if id_ is not None])
    await deliveries.remove(step.tx, [one.id for one, _ in pairs if one.subject is None])


async def failed(step: Step, delivery: Delivery, failure: Failure) -> None:
    """Do what the failure calls for."""
    match failure.kind:
        case kind if kind in FAR_REACHING:
            await _reach_far(step, delivery, failure)
        case FailureKind.EXPIRED:
            await deliveries.remove(step.tx, [delivery.id])
        case FailureKind.LATER:
            # What was surely not sent does not count.
            tries = delivery.attempts + (0 if failure.unsent else 1)
            await deliveries.change(
                step.tx,
                delivery.id,
                attempts=tries,
                not_before=failure.retry_at or step.now,
                error=failure.reason,
            )
        case FailureKind.LOST if delivery.chat_id > 0 and delivery.kind not in ONLY_IN_PLACE:
            # Somebody has tidied up their chat; what they are to read goes to its end.
            await deliveries.change(step.tx, delivery.id, edits=None, attempts=delivery.attempts)
        case FailureKind.LOST:
            await deliveries.remove(step.tx, [delivery.id])
        case FailureKind.REFUSED if delivery.kind in FLEETING:
            await deliveries.remove(step.tx, [delivery.id])
        case FailureKind.REFUSED:
            await deliveries.change(
                step.tx, delivery.id, state=DeliveryState.PARKED, error=failure.reason
            )


async def _reach_far(step: Step, delivery: Delivery, failure: Failure) -> None:
    """The whole chat, or a topic of it, is not what it was."""
    match failure.kind:
        case FailureKind.MOVED:
            await channels.move(step, delivery.chat_id, failure.chat_id or delivery.chat_id)
        case FailureKind.NO_TOPIC:
            await channels.lose(step, delivery.chat_id, delivery.thread_id)
        case FailureKind.GONE:
            await _unreachable(step, delivery.chat_id)


async def _unreachable(step: Step, chat_id: int) -> None:
    member = await members.by_telegram_id(step.tx, step.house.bot_id, chat_id)
    if member is not None:
        await returning.turns_away(step, member)
    await channels.lose(step, chat_id)


async def _held(step: Step, member: Member) -> list[MessageHeld]:
    held = await deliveries.of_chat(step.tx, member.bot_id, member.telegram_id)
    return [
        MessageHeld(
            kind=one.kind,
            state=one.state,
            owed_at=None if one.state is DeliveryState.SENT else one.not_before,
        )
        for one in sorted(held, key=lambda one: one.turn)
    ]


async def _forget(step: Step, member: Member) -> None:
    await deliveries.remove_of_chat(step.tx, member.bot_id, member.telegram_id)


async def _sent_messages(step: Step) -> int:
    return await deliveries.remove_done(step.tx)


async def _parked_messages(step: Step) -> int:
    days = timedelta(days=step.house.config.retention.parked_updates)
    return await deliveries.remove_parked_before(step.tx, step.now - days)


RECORDS = (
    PersonalData(
        tables=("delivery",),
        holds="messages that are owed, with their text; once sent, only those that somebody may"
        " come back to, without the text, their time and their order",
        kept="open Rounds: until the Seal; about a Release: as long as that; words for a draft: as"
        " long as that; others: a day; refused by Telegram: 14 days (`retention.parked_updates`)",
        mydata=DataSection(
            name="messages",
            explained={
                "messages": "messages in the private chat that the bot still knows of: `kind`,"
                " `state`, `owed_at` (null once it was sent: no time of that is kept)"
            },
            of=_held,
        ),
        forget=Forgetting(
            does="every row about their chat goes; the goodbye is the last, and goes when it is"
            " sent, or after a day",
            run=_forget,
        ),
        retention=(_sent_messages, _parked_messages),
    ),
    NothingPersonal(
        tables=("posted",),
        holds="when something was sent to a group or channel, so that Telegram's limits hold also"
        " across a restart",
        kept="a minute, until the next message to a group, or a day",
    ),
)
