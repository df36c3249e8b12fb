"""The outbox: what Telegram said to each message, and what follows from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.messages.people import Said
from bot.domain.roles import Role
from bot.flows.base.step import Step
from bot.storage import deliveries, members, teams


class FailureKind(StrEnum):
    """What it means for the message.

    `expired`: too late to be of use; `gone`: the chat cannot be written to any more; `moved`: it
    has another id now; `later`: try again; `refused`: Telegram will never take this message.
    """

    EXPIRED = "expired"
    GONE = "gone"
    MOVED = "moved"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a message was not sent. `chat_id` is the new one of a chat that moved."""

    kind: FailureKind
    reason: str
    retry_at: datetime | None = None
    chat_id: int | None = None


async def heads(step: Step, limit: int, busy: Collection[int]) -> list[Delivery]:
    """What to send next, the most urgent first, one for each chat that is not busy."""
    return await deliveries.heads(step.tx, step.house.bot_id, step.now, limit, busy)


async def sent(step: Step, pairs: Sequence[tuple[Delivery, int | None]]) -> None:
    """Note deliveries with the ids Telegram gave them, and drop what they said."""
    await deliveries.mark_sent(step.tx, [(one.id, message_id) for one, message_id in pairs])


async def failed(step: Step, delivery: Delivery, failure: Failure) -> None:
    """Do what the failure calls for."""
    match failure.kind:
        case FailureKind.EXPIRED:
            await deliveries.change(step.tx, delivery.id, state=DeliveryState.DROPPED, body=None)
        case FailureKind.LATER:
            await deliveries.change(
                step.tx,
                delivery.id,
                attempts=delivery.attempts + 1,
                not_before=failure.retry_at,
                error=failure.reason,
            )
        case FailureKind.REFUSED:
            await deliveries.change(
                step.tx, delivery.id, state=DeliveryState.PARKED, error=failure.reason
            )
        case FailureKind.MOVED:
            await move_chat(step, delivery.chat_id, failure.chat_id or delivery.chat_id)
        case FailureKind.GONE:
            await deliveries.drop_owed(step.tx, delivery.chat_id)
            await _unreachable(step, delivery.chat_id)


async def move_chat(step: Step, old: int, new: int) -> None:
    """A group became a supergroup: its Team and all that is owed to it follow."""
    await deliveries.move_chat(step.tx, old, new)
    for team in await teams.linked_to(step.tx, old):
        await teams.change(step.tx, team.id, chat_id=new)


async def _unreachable(step: Step, chat_id: int) -> None:
    member = await members.by_telegram_id(step.tx, chat_id)
    if member is not None:
        await members.change(step.tx, member.id, reachable=False)
    for team in await teams.linked_to(step.tx, chat_id):
        await teams.change(step.tx, team.id, chat_id=None, thread_id=None, chat_title="")
        for facilitator in await members.holding(step.tx, team.id, Role.FACILITATOR):
            step.write(facilitator, Said(key="channel_lost", facts={"team": team.name}))
