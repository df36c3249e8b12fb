"""Schedules."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.schedules import Schedule
from bot.storage.base.rows import every, first
from bot.storage.base.schema import schedule


async def by_id(tx: AsyncConnection, schedule_id: int) -> Schedule | None:
    return await first(tx, select(schedule).where(schedule.c.id == schedule_id), Schedule)


async def of_team(tx: AsyncConnection, team_id: int) -> list[Schedule]:
    query = select(schedule).where(schedule.c.team_id == team_id).order_by(schedule.c.id)
    return await every(tx, query, Schedule)


async def running(tx: AsyncConnection, team_ids: Collection[int]) -> list[Schedule]:
    """The Schedules of these Teams that are not paused."""
    query = select(schedule).where(schedule.c.team_id.in_(team_ids), schedule.c.paused.is_(False))
    return await every(tx, query.order_by(schedule.c.id), Schedule)


async def due(tx: AsyncConnection, now: datetime) -> Schedule | None:
    """The Schedule that has waited longest for its next date, if any has come."""
    query = (
        select(schedule)
        .where(schedule.c.paused.is_(False), schedule.c.plan_at <= now)
        .order_by(schedule.c.plan_at)
    )
    return await first(tx, query, Schedule)


async def add(tx: AsyncConnection, **fields: object) -> Schedule:
    """A new Schedule; `fields` are all of Schedule's but the id."""
    row = (await tx.execute(insert(schedule).values(**fields).returning(schedule))).mappings().one()
    return Schedule(**row)


async def change(tx: AsyncConnection, schedule_id: int, **fields: object) -> None:
    await tx.execute(update(schedule).where(schedule.c.id == schedule_id).values(**fields))


async def remove(tx: AsyncConnection, schedule_id: int) -> None:
    await tx.execute(delete(schedule).where(schedule.c.id == schedule_id))
