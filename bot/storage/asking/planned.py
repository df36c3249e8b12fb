"""How many messages the bot means to begin with each Member, by day: counts of what was planned,
whether or not it came to be, so that they tell nothing of what anybody did."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.rows import chunks, columns, every
from bot.storage.base.schema import planned

_ADD = text(
    "INSERT INTO planned (member_id, on_date, prompts, messages)"
    " VALUES (:member_id, :on_date, :prompts, :messages)"
    " ON CONFLICT (member_id, on_date) DO UPDATE SET"
    " prompts = planned.prompts + excluded.prompts,"
    " messages = planned.messages + excluded.messages"
).bindparams(bindparam("on_date", type_=Date()))

_SINCE = select(planned).where(
    planned.c.on_date >= bindparam("day"),
    planned.c.member_id.in_(bindparam("member_ids", expanding=True)),
)

_NOTHING = delete(planned).where(
    planned.c.member_id.in_(bindparam("member_ids", expanding=True)), planned.c.messages <= 0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is planned for one day with one Member."""

    member_id: int
    on_date: date
    prompts: int
    messages: int

    def given_back(self) -> "Planned":
        """What takes this away again."""
        return Planned(
            member_id=self.member_id,
            on_date=self.on_date,
            prompts=-self.prompts,
            messages=-self.messages,
        )


async def since(
    tx: AsyncConnection, day: date, member_ids: Collection[int]
) -> dict[int, list[Planned]]:
    """Member id to what is planned with them for that day or later."""
    found: dict[int, list[Planned]] = {}
    for some in chunks(member_ids):
        for one in await every(tx, _SINCE, Planned, {"day": day, "member_ids": some}):
            found.setdefault(one.member_id, []).append(one)
    return found


async def add(
    tx: AsyncConnection, member_id: int, day: date, *, prompts: int = 0, messages: int
) -> None:
    one = Planned(member_id=member_id, on_date=day, prompts=prompts, messages=messages)
    await add_many(tx, [one])


async def add_many(tx: AsyncConnection, more: Sequence[Planned]) -> None:
    """Add these to what was planned before; of what was given back, no empty day stays."""
    if not more:
        return
    await tx.execute(_ADD, [columns(one) for one in more])
    if emptied := {one.member_id for one in more if one.messages < 0}:
        for some in chunks(emptied):
            await tx.execute(_NOTHING, {"member_ids": some})


async def remove_before(tx: AsyncConnection, day: date) -> int:
    return (await tx.execute(delete(planned).where(planned.c.on_date < day))).rowcount
