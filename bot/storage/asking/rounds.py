"""Rounds."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.rounds import SELF_STARTED, Round, RoundState
from bot.storage.base.rows import every, first
from bot.storage.base.schema import round_


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Round."""

    id: int
    team_id: int
    schedule_id: int | None
    bank_id: str
    slot: str
    number: int
    on_date: date
    closes_at: datetime
    state: RoundState
    asked: int
    took_part: int


async def by_id(tx: AsyncConnection, round_id: int) -> Round | None:
    return await first(tx, select(round_).where(round_.c.id == round_id), Round)


async def by_slot(tx: AsyncConnection, team_id: int, slot: str) -> Round | None:
    query = select(round_).where(round_.c.team_id == team_id, round_.c.slot == slot)
    return await first(tx, query, Round)


async def to_close(tx: AsyncConnection, now: datetime, but: Collection[int] = ()) -> Round | None:
    """The open Round whose time ran out first, if any has; of these Teams none."""
    query = (
        select(round_)
        .where(
            round_.c.state == RoundState.OPEN,
            round_.c.closes_at <= now,
            round_.c.team_id.not_in(but),
        )
        .order_by(round_.c.closes_at)
    )
    return await first(tx, query, Round)


async def next_number(
    tx: AsyncConnection, team_id: int, bank_id: str, *, self_started: bool = False
) -> int:
    """How many Rounds of this bank the Team has had that were asked, or that people began."""
    own = round_.c.slot.startswith(SELF_STARTED)
    query = select(func.count()).where(
        round_.c.team_id == team_id,
        round_.c.bank_id == bank_id,
        own if self_started else ~own,
    )
    return (await tx.execute(query)).scalar_one()


async def latest_of_schedule(tx: AsyncConnection, schedule_id: int) -> Round | None:
    query = (
        select(round_)
        .where(round_.c.schedule_id == schedule_id, round_.c.state == RoundState.SEALED)
        .order_by(round_.c.on_date.desc(), round_.c.id.desc())
    )
    return await first(tx, query, Round)


async def open_of_schedule(tx: AsyncConnection, schedule_id: int) -> list[Round]:
    """The one that closes last comes first."""
    query = (
        select(round_)
        .where(round_.c.schedule_id == schedule_id, round_.c.state == RoundState.OPEN)
        .order_by(round_.c.closes_at.desc(), round_.c.id)
    )
    return await every(tx, query, Round)


async def open_of_team(tx: AsyncConnection, team_id: int) -> list[Round]:
    query = select(round_).where(round_.c.team_id == team_id, round_.c.state == RoundState.OPEN)
    return await every(tx, query, Round)


async def asked(tx: AsyncConnection, round_ids: Collection[int]) -> dict[int, int]:
    """Round id to how many people it has asked."""
    query = select(round_.c.id, round_.c.asked).where(round_.c.id.in_(round_ids))
    return {row.id: row.asked for row in await tx.execute(query)}


async def by_ids(tx: AsyncConnection, round_ids: Collection[int]) -> dict[int, Round]:
    """These Rounds by their ids."""
    found = await every(tx, select(round_).where(round_.c.id.in_(round_ids)), Round)
    return {one.id: one for one in found}


async def all_open(tx: AsyncConnection) -> list[Round]:
    """The open Rounds of all Teams."""
    query = select(round_).where(round_.c.state == RoundState.OPEN)
    return await every(tx, query.order_by(round_.c.id), Round)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Round:
    """A new Round; `fields` are all of Round's but the id."""
    row = (await tx.execute(insert(round_).values(**fields).returning(round_))).mappings().one()
    return Round(**row)


def by_lot() -> int:
    """The id of a Round that people begin by themselves. In the row of the others it would tell, by
    its neighbours, on which day somebody had."""
    return -(2**60) - secrets.randbelow(2**60)


async def change(tx: AsyncConnection, round_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(round_).where(round_.c.id == round_id).values(**fields))
