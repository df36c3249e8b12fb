"""The inbox."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.inbox import InboxState, Received
from bot.storage.rows import every, first
from bot.storage.schema import inbox


async def add_many(tx: AsyncConnection, received: Sequence[Received]) -> int:
    """Store what is not stored yet. How many were new."""
    if not received:
        return 0
    key = [one.update_id for one in received]
    query = select(inbox.c.update_id).where(
        inbox.c.bot_id == received[0].bot_id, inbox.c.update_id.in_(key)
    )
    known = set((await tx.execute(query)).scalars())
    new = {one.update_id: asdict(one) for one in received if one.update_id not in known}
    if new:
        await tx.execute(insert(inbox), list(new.values()))
    return len(new)


async def last_update_id(tx: AsyncConnection, bot_id: int) -> int | None:
    query = select(func.max(inbox.c.update_id)).where(inbox.c.bot_id == bot_id)
    last: int | None = (await tx.execute(query)).scalar_one()
    return last


async def pending(tx: AsyncConnection, bot_id: int, limit: int) -> list[Received]:
    """Updates that wait to be handled, oldest first."""
    query = (
        select(inbox)
        .where(inbox.c.bot_id == bot_id, inbox.c.state == InboxState.PENDING)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    return await every(tx, query, Received)


async def by_id(tx: AsyncConnection, bot_id: int, update_id: int) -> Received | None:
    query = select(inbox).where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
    return await first(tx, query, Received)


async def mark_handled(tx: AsyncConnection, bot_id: int, update_id: int) -> bool:
    """Forget all of the update but its id. False if it had been handled before."""
    marked = await tx.execute(
        update(inbox)
        .where(
            inbox.c.bot_id == bot_id,
            inbox.c.update_id == update_id,
            inbox.c.state == InboxState.PENDING,
        )
        .values(state=InboxState.HANDLED, body=None, lane=None, error=None)
    )
    return marked.rowcount == 1


async def change(tx: AsyncConnection, bot_id: int, update_id: int, **fields: object) -> None:
    await tx.execute(
        update(inbox)
        .where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
        .values(**fields)
    )


async def parked(tx: AsyncConnection) -> list[Received]:
    query = select(inbox).where(inbox.c.state == InboxState.PARKED)
    return await every(tx, query.order_by(inbox.c.bot_id, inbox.c.update_id), Received)


async def remove_before(tx: AsyncConnection, day: date, states: Collection[InboxState]) -> int:
    gone = await tx.execute(
        delete(inbox).where(inbox.c.received_on < day, inbox.c.state.in_(states))
    )
    return gone.rowcount
