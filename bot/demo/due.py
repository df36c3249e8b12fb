"""When the bot has something to do next."""

from datetime import datetime

from sqlalchemy import func, select

from bot.domain.asking.rounds import RoundState
from bot.storage.base import schema
from bot.storage.base.engine import Store

MOMENTS = (
    schema.schedule.c.plan_at,
    schema.round_.c.closes_at,
    schema.prompt.c.due_at,
    schema.prompt.c.remind_at,
    schema.member.c.next_digest_at,
    schema.delivery.c.not_before,
)
"""What is past or done has no moment to come in any of these."""


async def round_closes(store: Store, now: datetime) -> datetime | None:
    """When the first of the Rounds that are open closes."""
    closes = select(func.min(schema.round_.c.closes_at)).where(
        schema.round_.c.state == RoundState.OPEN, schema.round_.c.closes_at > now
    )
    async with store.look() as tx:
        found: datetime | None = (await tx.execute(closes)).scalar()
        return found


async def next_due(store: Store, now: datetime) -> datetime | None:
    """The first moment after now at which something falls due."""
    async with store.look() as tx:
        firsts = [
            (await tx.execute(select(func.min(moment)).where(moment > now))).scalar()
            for moment in MOMENTS
        ]
    return min((first for first in firsts if first is not None), default=None)
