"""How much waits, counted in one statement that stays cheap however much it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, ScalarSelect, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.rounds import RoundState
from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.domain.transport.inbox import InboxState
from bot.storage.base.outbox import FIRST_IN_ITS_CHAT
from bot.storage.base.schema import delivery, inbox, round_, team

MOST = 100_000
"""Rows that are counted of a kind. More is a lot in any case, and should not cost more to say."""


async def figures(tx: AsyncConnection, bot_id: int, now: datetime) -> RowMapping:
    """Counts by the names of Backlog's fields, and since when the oldest has been due: `update`,
    and each Priority's number."""
    owed = delivery.c.not_before
    parts: dict[str, ScalarSelect[Any]] = {
        "updates_pending": _count(_updates(bot_id, InboxState.PENDING)),
        "updates_parked": _count(_updates(bot_id, InboxState.PARKED)),
        "update": _oldest_update(bot_id, now),
        "messages_due": _count(_messages(bot_id, DeliveryState.OWED).where(owed <= now)),
        "messages_waiting": _count(_messages(bot_id, DeliveryState.OWED).where(owed > now)),
        "messages_parked": _count(_messages(bot_id, DeliveryState.PARKED)),
        "rounds_open": _count(_open_rounds(bot_id)),
    }
    parts |= {str(one.value): _oldest_message(bot_id, one, now) for one in Priority}
    named = select(*(one.label(name) for name, one in parts.items()))
    return (await tx.execute(named)).mappings().one()


def _count(rows: Select[Any]) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows.limit(MOST).subquery()).scalar_subquery()


def _updates(bot_id: int, state: InboxState) -> Select[Any]:
    return select(inbox.c.update_id).where(inbox.c.bot_id == bot_id, inbox.c.state == state)


def _messages(bot_id: int, state: DeliveryState) -> Select[Any]:
    return select(delivery.c.id).where(delivery.c.bot_id == bot_id, delivery.c.state == state)


def _open_rounds(bot_id: int) -> Select[Any]:
    query = select(round_.c.id).join(team, team.c.id == round_.c.team_id)
    return query.where(round_.c.state == RoundState.OPEN, team.c.bot_id == bot_id)


def _oldest_update(bot_id: int, now: datetime) -> ScalarSelect[datetime]:
    return (
        select(inbox.c.retry_at)
        .where(
            inbox.c.bot_id == bot_id,
            inbox.c.state == InboxState.PENDING,
            inbox.c.retry_at <= now,
        )
        .order_by(inbox.c.update_id)
        .limit(1)
        .scalar_subquery()
    )


def _oldest_message(bot_id: int, priority: Priority, now: datetime) -> ScalarSelect[datetime]:
    """Of those that come first in their chat, as the sender takes them."""
    return (
        select(delivery.c.not_before)
        .where(
            delivery.c.bot_id == bot_id,
            delivery.c.state == DeliveryState.OWED,
            delivery.c.priority == priority,
            delivery.c.not_before <= now,
            FIRST_IN_ITS_CHAT,
        )
        .order_by(delivery.c.id)
        .limit(1)
        .scalar_subquery()
    )
