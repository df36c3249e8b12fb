"""What was sent to groups within the last minute or so, by whoever sent it."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.db_clock import from_now
from bot.storage.base.schema import posted


async def add(tx: AsyncConnection, bot_id: int, chat_ids: Collection[int]) -> None:
    """A message goes to each of these groups now."""
    if chat_ids:
        rows = [{"bot_id": bot_id, "chat_id": chat_id} for chat_id in chat_ids]
        await tx.execute(insert(posted).values(at=from_now()), rows)


async def ages(tx: AsyncConnection, bot_id: int) -> dict[int, list[float]]:
    """Group to how many seconds ago each message went, the oldest first."""
    query = select(posted.c.chat_id, posted.c.at, from_now().label("now"))
    found: dict[int, list[float]] = {}
    for row in await tx.execute(query.where(posted.c.bot_id == bot_id).order_by(posted.c.at)):
        # Clocks are set back now and then.
        found.setdefault(row.chat_id, []).append(max(0.0, (row.now - row.at).total_seconds()))
    return found


async def remove_older(tx: AsyncConnection, bot_id: int, seconds: float) -> None:
    await tx.execute(
        delete(posted).where(posted.c.bot_id == bot_id, posted.c.at < from_now(-seconds))
    )
