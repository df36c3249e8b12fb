"""Chores that have fallen due, remembered across restarts."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.schema import upkeep

SCRUB = "scrub"
"""Rewrite the database file, so that what was deleted leaves no trace in it."""


async def due(tx: AsyncConnection, name: str, now: datetime) -> bool:
    query = select(upkeep.c.name).where(upkeep.c.name == name, upkeep.c.due_at <= now)
    return (await tx.execute(query)).first() is not None


async def want(tx: AsyncConnection, name: str, at: datetime) -> None:
    """The chore is to be done at that moment, whatever was said of it before."""
    await done(tx, name)
    await tx.execute(insert(upkeep).values(name=name, due_at=at))


async def done(tx: AsyncConnection, name: str) -> None:
    await tx.execute(delete(upkeep).where(upkeep.c.name == name))
