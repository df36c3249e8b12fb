"""Notes: what Members keep for themselves."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.notes import Note
from bot.domain.transport.deliveries import DeliveryState
from bot.storage.base.rows import columns, every, first
from bot.storage.base.schema import delivery, note


async def add_many(tx: AsyncConnection, notes: Sequence[Note]) -> None:
    """Keep these in the order of their random ids, so that their places tell nothing."""
    if notes:
        in_order = sorted(notes, key=lambda one: one.id)
        await tx.execute(insert(note), [columns(one) for one in in_order])


async def of_member(tx: AsyncConnection, member_id: int) -> list[Note]:
    query = select(note).where(note.c.member_id == member_id)
    return await every(tx, query.order_by(note.c.month, note.c.id), Note)


async def by_id(tx: AsyncConnection, note_id: str) -> Note | None:
    return await first(tx, select(note).where(note.c.id == note_id), Note)


async def by_receipt(tx: AsyncConnection, receipt_hash: str) -> Note | None:
    """The one under which this Receipt stands, or stood until a fresh one was owed."""
    of_it = or_(note.c.receipt_hash == receipt_hash, note.c.receipt_before == receipt_hash)
    return await first(tx, select(note).where(of_it), Note)


async def rewrite(tx: AsyncConnection, note_id: str, text: str) -> None:
    """Put these words in place of what stands there."""
    await tx.execute(update(note).where(note.c.id == note_id).values(text=text))


async def leave_unsaid(
    tx: AsyncConnection, bot_id: int, chat_id: int, kinds: Collection[str]
) -> None:
    """Forget messages of these kinds that are owed to the chat: they may show what is gone."""
    shown = delivery.c.state == DeliveryState.OWED, delivery.c.kind.in_(kinds)
    there = delivery.c.bot_id == bot_id, delivery.c.chat_id == chat_id
    await tx.execute(delete(delivery).where(*there, *shown))


async def remove(tx: AsyncConnection, note_id: str) -> None:
    await tx.execute(delete(note).where(note.c.id == note_id))


async def remove_before(tx: AsyncConnection, month: date) -> int:
    return (await tx.execute(delete(note).where(note.c.month < month))).rowcount
