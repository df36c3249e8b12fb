"""The Register's rows."""

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.deeds import Deed, DeedFacts, DeedKept, Hand
from bot.storage.base.rows import every
from bot.storage.base.schema import deed


class Fields(TypedDict, total=False):
    """What a row of this table holds; see DeedKept."""

    id: int
    bot_id: int | None
    team_id: int | None
    on_date: date
    kind: Deed
    hand: Hand
    member_id: int | None
    whom_id: int | None
    facts: DeedFacts


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> None:
    """A new line; `fields` are all of DeedKept's but the id."""
    await tx.execute(insert(deed).values(**fields))


async def page(
    tx: AsyncConnection,
    bot_id: int,
    team_id: int | None,
    *,
    but: Collection[Deed],
    first: int,
    most: int,
) -> list[DeedKept]:
    """So many lines of a Team's and of the installation's, newest first, from the `first` on; none
    of these kinds."""
    common = and_(deed.c.team_id.is_(None), or_(deed.c.bot_id.is_(None), deed.c.bot_id == bot_id))
    query = (
        select(deed)
        .where(or_(deed.c.team_id == team_id, common), deed.c.kind.not_in(but))
        .order_by(deed.c.on_date.desc(), deed.c.id.desc())
        .offset(first)
        .limit(most)
    )
    return await every(tx, query, DeedKept)


async def touching(tx: AsyncConnection, member_id: int) -> list[DeedKept]:
    """What a Member has done, and what was done to their Roles and Memberships, oldest first."""
    theirs = or_(deed.c.member_id == member_id, deed.c.whom_id == member_id)
    return await every(tx, select(deed).where(theirs).order_by(deed.c.id), DeedKept)


async def forget_reasons(tx: AsyncConnection, member_id: int) -> None:
    """Take out what the Member has typed as a reason for something."""
    for one in await touching(tx, member_id):
        if one.member_id == member_id and "reason" in one.facts:
            facts = {name: fact for name, fact in one.facts.items() if name != "reason"}
            await tx.execute(update(deed).where(deed.c.id == one.id).values(facts=facts))


async def remove_before(tx: AsyncConnection, day: date) -> int:
    return (await tx.execute(delete(deed).where(deed.c.on_date < day))).rowcount
