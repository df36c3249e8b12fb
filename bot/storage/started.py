"""How often the bot has spoken first to each Member of late: counts by day, no more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import columns, every
from bot.storage.schema import started

_COUNT = text(
    "INSERT INTO started (member_id, on_date, prompts, messages)"
    " VALUES (:member_id, :on_date, :prompts, :messages)"
    " ON CONFLICT (member_id, on_date) DO UPDATE SET"
    " prompts = started.prompts + excluded.prompts,"
    " messages = started.messages + excluded.messages"
).bindparams(bindparam("on_date", type_=Date()))

_SINCE = select(started).where(
    started.c.on_date >= bindparam("day"),
    started.c.member_id.in_(bindparam("member_ids", expanding=True)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What the bot started on one day with one Member."""

    member_id: int
    on_date: date
    prompts: int
    messages: int


async def since(
    tx: AsyncConnection, day: date, member_ids: Collection[int]
) -> dict[int, list[Started]]:
    """Member id to what was started with them on that day or later."""
    found: dict[int, list[Started]] = {}
    wish = {"day": day, "member_ids": list(member_ids)}
    for one in await every(tx, _SINCE, Started, wish):
        found.setdefault(one.member_id, []).append(one)
    return found


async def count(
    tx: AsyncConnection, member_id: int, day: date, *, prompts: int = 0, messages: int
) -> None:
    one = Started(member_id=member_id, on_date=day, prompts=prompts, messages=messages)
    await count_many(tx, [one])


async def count_many(tx: AsyncConnection, more: Sequence[Started]) -> None:
    """Add these to what was counted before."""
    if more:
        await tx.execute(_COUNT, [columns(one) for one in more])


async def remove_before(tx: AsyncConnection, day: date) -> int:
    return (await tx.execute(delete(started).where(started.c.on_date < day))).rowcount
