"""Leases: for each bot, who of several replicas sends.

Until when is told by the database's clock. The `fence` grows with each new holder, so that one who
has slept through its time is found out.
"""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.db_clock import from_now
from bot.storage.base.rows import insert_new
from bot.storage.base.schema import lease


def _held_by(bot_id: Any, holder: Any, fence: Any) -> list[ColumnElement[bool]]:
    return [lease.c.bot_id == bot_id, lease.c.holder == holder, lease.c.fence == fence]


_HOLDS = (
    select(lease.c.fence)
    .where(*_held_by(bindparam("of_bot"), bindparam("of_holder"), bindparam("of_fence")))
    .with_for_update(read=True)
)


async def take(
    tx: AsyncConnection, bot_id: int, holder: str, seconds: float, *, by_force: bool
) -> int | None:
    """Hold the lease for so long, if nobody else does or `by_force`. The fence; None if it was not
    to be had."""
    new = {"holder": holder, "until": from_now(seconds)}
    free = [lease.c.bot_id == bot_id]
    if not by_force:
        free.append(lease.c.until <= from_now())
    # A look that finds it held must lock nothing: whoever waits looks often.
    taken = update(lease).where(*free).values(**new, fence=lease.c.fence + 1)
    fence: int | None = (await tx.execute(taken.returning(lease.c.fence))).scalar_one_or_none()
    if fence is None:
        first = insert_new(tx.dialect.name, lease).values(bot_id=bot_id, fence=1, **new)
        fence = (await tx.execute(first.returning(lease.c.fence))).scalar_one_or_none()
    return fence


async def renew(tx: AsyncConnection, bot_id: int, holder: str, fence: int, seconds: float) -> bool:
    """Hold it for so long from now on. False if somebody else has taken it."""
    held = update(lease).where(*_held_by(bot_id, holder, fence))
    return (await tx.execute(held.values(until=from_now(seconds)))).rowcount == 1


async def release(tx: AsyncConnection, bot_id: int, holder: str, fence: int) -> None:
    """Let somebody else have it at once."""
    held = update(lease).where(*_held_by(bot_id, holder, fence))
    await tx.execute(held.values(until=from_now()))


async def holds(tx: AsyncConnection, bot_id: int, holder: str, fence: int) -> bool:
    """Whether it is still held; nobody can take it before this transaction ends."""
    who = {"of_bot": bot_id, "of_holder": holder, "of_fence": fence}
    return (await tx.execute(_HOLDS, who)).first() is not None


async def remove_all(tx: AsyncConnection) -> None:
    """Nobody holds any, as when no bot runs."""
    await tx.execute(delete(lease))
