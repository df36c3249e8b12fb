"""Releases: what Teams were told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hearing.releases import Release
from bot.storage.base.rows import every, first
from bot.storage.base.schema import pool, release


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Release."""

    id: int
    team_id: int
    bank_id: str
    on_date: date
    released_at: datetime
    told: Sequence[Mapping[str, str]]
    first_date: date


async def by_id(tx: AsyncConnection, release_id: int) -> Release | None:
    return await first(tx, select(release).where(release.c.id == release_id), Release)


async def of_bank(tx: AsyncConnection, team_id: int, bank_id: str, limit: int) -> list[Release]:
    """The Team's latest Releases about this bank, newest first."""
    query = select(release).where(release.c.team_id == team_id, release.c.bank_id == bank_id)
    return await every(tx, query.order_by(release.c.id.desc()).limit(limit), Release)


async def of_bank_since(
    tx: AsyncConnection, team_id: int, bank_id: str, day: date
) -> list[Release]:
    """The Team's Releases about this bank from that day on, newest first."""
    query = select(release).where(
        release.c.team_id == team_id, release.c.bank_id == bank_id, release.c.on_date >= day
    )
    return await every(tx, query.order_by(release.c.id.desc()), Release)


async def between(
    tx: AsyncConnection, team_id: int, start: datetime, end: datetime, *, after: date
) -> list[Release]:
    """What the Team was told from `start` on and before `end`, oldest first, as far as it tells
    only of Rounds after that day."""
    query = select(release).where(
        release.c.team_id == team_id,
        release.c.released_at >= start,
        release.c.released_at < end,
        release.c.first_date > after,
    )
    return await every(tx, query.order_by(release.c.id), Release)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> int:
    """Keep a Release; `fields` are all of Release's but the id. Returns its id."""
    row = await tx.execute(insert(release).values(**fields).returning(release.c.id))
    release_id: int = row.scalar_one()
    return release_id


async def change(tx: AsyncConnection, release_id: int, told: Sequence[Mapping[str, str]]) -> None:
    await tx.execute(update(release).where(release.c.id == release_id).values(told=told))


async def remove(tx: AsyncConnection, release_id: int) -> None:
    """Forget a Release and, by the schema, the answers it has used."""
    await tx.execute(delete(release).where(release.c.id == release_id))


async def with_answers_before(tx: AsyncConnection, day: date) -> list[Release]:
    """Releases older than that whose answers are still kept."""
    answers = select(pool.c.id).where(pool.c.release_id == release.c.id)
    query = select(release).where(release.c.on_date < day, answers.exists())
    return await every(tx, query.order_by(release.c.id), Release)


async def remove_before(tx: AsyncConnection, day: date) -> int:
    return (await tx.execute(delete(release).where(release.c.on_date < day))).rowcount
