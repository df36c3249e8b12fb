"""Drafts."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.drafts import Draft
from bot.storage.base.rows import columns, first
from bot.storage.base.schema import draft


async def of_member(tx: AsyncConnection, member_id: int) -> Draft | None:
    return await first(tx, select(draft).where(draft.c.member_id == member_id), Draft)


async def put(tx: AsyncConnection, new: Draft) -> None:
    """Keep this Draft in place of what the Member had begun before."""
    await remove(tx, new.member_id)
    await tx.execute(insert(draft).values(**columns(new)))


async def remove(tx: AsyncConnection, member_id: int) -> None:
    await tx.execute(delete(draft).where(draft.c.member_id == member_id))


async def remove_all(tx: AsyncConnection) -> None:
    await tx.execute(delete(draft))


async def remove_before(tx: AsyncConnection, moment: datetime) -> int:
    return (await tx.execute(delete(draft).where(draft.c.touched_at < moment))).rowcount
