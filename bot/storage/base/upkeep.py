"""Chores that have fallen due, remembered across restarts."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.columns import Moment
from bot.storage.base.schema import upkeep

SCRUB = "scrub"
"""Rewrite the database file, so that what was deleted leaves no trace in it."""

SCRUB_AGAIN = "scrub_again"
"""From when on the file may be rewritten once more."""

PURGE = "purge"
"""Delete what is older than its retention."""

BACKED_UP = "backed_up"
"""In a backup: when it was made."""

LOST_SINCE, LOST_UNTIL = "lost_since", "lost_until"
"""In a database that was restored: what it knows nothing of."""

_WANT = text(
    "INSERT INTO upkeep (name, due_at) VALUES (:name, :at)"
    " ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at"
).bindparams(bindparam("at", type_=Moment))

_CLAIM = text(
    "INSERT INTO upkeep (name, due_at) VALUES (:name, :at)"
    " ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at WHERE upkeep.due_at <= :now"
    " RETURNING name"
).bindparams(bindparam("at", type_=Moment), bindparam("now", type_=Moment))


async def due_at(tx: AsyncConnection, name: str) -> datetime | None:
    """When the chore is to be done; None if it is not wanted."""
    query = select(upkeep.c.due_at).where(upkeep.c.name == name)
    return (await tx.execute(query)).scalar_one_or_none()


async def want(tx: AsyncConnection, name: str, at: datetime) -> None:
    """The chore is to be done at that moment, whatever was said of it before."""
    await tx.execute(_WANT, {"name": name, "at": at})


async def claim(tx: AsyncConnection, name: str, now: datetime, again_at: datetime) -> bool:
    """Take on a chore that comes again and again. False if it is not due, or somebody else's."""
    taken = await tx.execute(_CLAIM, {"name": name, "now": now, "at": again_at})
    return taken.first() is not None


async def forget(tx: AsyncConnection, name: str) -> None:
    await tx.execute(delete(upkeep).where(upkeep.c.name == name))


async def done(tx: AsyncConnection, name: str, due: datetime) -> None:
    """The chore that was due then is done. One that has been wanted since is still to be done."""
    await tx.execute(delete(upkeep).where(upkeep.c.name == name, upkeep.c.due_at == due))
