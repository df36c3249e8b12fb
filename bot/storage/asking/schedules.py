"""Schedules."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.storage.base.rows import every, first
from bot.storage.base.schema import schedule


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Schedule."""

    id: int
    team_id: int
    bank_id: str
    days: tuple[int, ...]
    every_weeks: int
    starts_on: date
    roles: frozenset[Role]
    open_hours: int
    reminder: bool
    paused: bool
    next_on: date
    plan_at: datetime
    declared: str | None


async def by_id(tx: AsyncConnection, schedule_id: int) -> Schedule | None:
    return await first(tx, select(schedule).where(schedule.c.id == schedule_id), Schedule)


async def of_team(tx: AsyncConnection, team_id: int) -> list[Schedule]:
    query = select(schedule).where(schedule.c.team_id == team_id).order_by(schedule.c.id)
    return await every(tx, query, Schedule)


async def running(tx: AsyncConnection, team_ids: Collection[int]) -> list[Schedule]:
    """The Schedules of these Teams that are not paused."""
    query = select(schedule).where(schedule.c.team_id.in_(team_ids), schedule.c.paused.is_(False))
    return await every(tx, query.order_by(schedule.c.id), Schedule)


async def due(tx: AsyncConnection, now: datetime, but: Collection[int] = ()) -> Schedule | None:
    """The Schedule that has waited longest for its next date, if any has come; of several the one
    that was made first. Of these Teams none."""
    query = (
        select(schedule)
        .where(
            schedule.c.paused.is_(False),
            schedule.c.plan_at <= now,
            schedule.c.team_id.not_in(but),
        )
        .order_by(schedule.c.plan_at, schedule.c.id)
    )
    return await first(tx, query, Schedule)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Schedule:
    """A new Schedule; `fields` are all of Schedule's but the id."""
    row = (await tx.execute(insert(schedule).values(**fields).returning(schedule))).mappings().one()
    return Schedule(**row)


async def change(tx: AsyncConnection, schedule_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(schedule).where(schedule.c.id == schedule_id).values(**fields))


async def remove(tx: AsyncConnection, schedule_id: int) -> None:
    await tx.execute(delete(schedule).where(schedule.c.id == schedule_id))
