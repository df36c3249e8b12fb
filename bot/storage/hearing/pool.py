"""The Pool."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled
from bot.storage.base.rows import chunks, columns, every, first
from bot.storage.base.schema import pool

SHARED_WITH_TEAM = (Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED)


async def add_many(tx: AsyncConnection, pooled: Sequence[Pooled]) -> None:
    """Keep these in the order of their random ids, so that their places tell nothing."""
    if pooled:
        in_order = sorted(pooled, key=lambda one: one.id)
        await tx.execute(insert(pool), [columns(one) for one in in_order])


async def waiting(tx: AsyncConnection, team_id: int, bank_id: str, chat_id: int) -> list[Pooled]:
    """What was shared with the Team in this chat and has not been shown yet."""
    query = select(pool).where(
        pool.c.team_id == team_id,
        pool.c.bank_id == bank_id,
        pool.c.chat_id == chat_id,
        pool.c.release_id.is_(None),
        pool.c.visibility.in_(SHARED_WITH_TEAM),
    )
    return await every(tx, query.order_by(pool.c.id), Pooled)


async def anything_waiting(tx: AsyncConnection, team_id: int) -> bool:
    """Whether something that was shared with the Team has not been shown yet."""
    query = select(pool.c.id).where(
        pool.c.team_id == team_id,
        pool.c.release_id.is_(None),
        pool.c.visibility.in_(SHARED_WITH_TEAM),
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def mark_released(tx: AsyncConnection, ids: Collection[str], release_id: int) -> None:
    for some in chunks(ids):
        await tx.execute(update(pool).where(pool.c.id.in_(some)).values(release_id=release_id))


async def move_chat(tx: AsyncConnection, team_id: int, old: int, new: int) -> None:
    """What was promised to the Team's chat is promised to the same chat by its new id."""
    promised = update(pool).where(pool.c.team_id == team_id, pool.c.chat_id == old)
    await tx.execute(promised.values(chat_id=new))


async def by_receipt(tx: AsyncConnection, receipt_hash: str) -> Pooled | None:
    """The one under which this Receipt stands, or stood until a fresh one was owed."""
    of_it = or_(pool.c.receipt_hash == receipt_hash, pool.c.receipt_before == receipt_hash)
    return await first(tx, select(pool).where(of_it), Pooled)


async def remove(tx: AsyncConnection, pooled_id: str) -> None:
    await tx.execute(delete(pool).where(pool.c.id == pooled_id))


async def named_by(tx: AsyncConnection, member_id: int) -> list[Pooled]:
    """The answers this Member chose to put their name to."""
    return await every(tx, select(pool).where(pool.c.member_id == member_id), Pooled)


async def waiting_named(tx: AsyncConnection, team_id: int) -> list[Pooled]:
    """What was shared with the Team under a name and has not been shown."""
    query = select(pool).where(
        pool.c.team_id == team_id, pool.c.release_id.is_(None), pool.c.member_id.is_not(None)
    )
    return await every(tx, query.order_by(pool.c.id), Pooled)


async def remove_waiting(tx: AsyncConnection, team_id: int, bank_id: str | None = None) -> None:
    """Give up what the Team's people have shared (about this bank) and it has not been shown."""
    query = delete(pool).where(
        pool.c.team_id == team_id,
        pool.c.release_id.is_(None),
        pool.c.visibility.in_(SHARED_WITH_TEAM),
    )
    await tx.execute(query if bank_id is None else query.where(pool.c.bank_id == bank_id))


async def remove_waiting_before(tx: AsyncConnection, week: date) -> int:
    """Give up what has waited too long to be shown. How many answers went."""
    gone = await tx.execute(
        delete(pool).where(
            pool.c.release_id.is_(None),
            pool.c.visibility.in_(SHARED_WITH_TEAM),
            pool.c.week < week,
        )
    )
    return gone.rowcount


async def remove_of_friends_before(tx: AsyncConnection, week: date) -> int:
    """Forget what critical friends were told long ago. How many answers went."""
    gone = await tx.execute(
        delete(pool).where(pool.c.visibility == Visibility.FRIEND, pool.c.week < week)
    )
    return gone.rowcount


async def take_out(
    tx: AsyncConnection, release_id: int, ids: Collection[str] | None = None
) -> None:
    """These (None: all) were not told after all, and wait again."""
    told = update(pool).where(pool.c.release_id == release_id)
    for some in [None] if ids is None else chunks(ids):
        of_them = told if some is None else told.where(pool.c.id.in_(some))
        await tx.execute(of_them.values(release_id=None))


async def remove_of_release(tx: AsyncConnection, release_id: int) -> None:
    await tx.execute(delete(pool).where(pool.c.release_id == release_id))
