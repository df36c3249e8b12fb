"""How often the bot has spoken first to each Member of late: counts by day, no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import every
from bot.storage.schema import started


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
    query = select(started).where(started.c.on_date >= day, started.c.member_id.in_(member_ids))
    found: dict[int, list[Started]] = {}
    for one in await every(tx, query, Started):
        found.setdefault(one.member_id, []).append(one)
    return found


async def count(
    tx: AsyncConnection, member_id: int, day: date, *, prompts: int = 0, messages: int
) -> None:
    changed = await tx.execute(
        update(started)
        .where(started.c.member_id == member_id, started.c.on_date == day)
        .values(prompts=started.c.prompts + prompts, messages=started.c.messages + messages)
    )
    if changed.rowcount == 0:
        row = {"member_id": member_id, "on_date": day, "prompts": prompts, "messages": messages}
        await tx.execute(insert(started).values(**row))


async def remove_before(tx: AsyncConnection, day: date) -> int:
    return (await tx.execute(delete(started).where(started.c.on_date < day))).rowcount
