"""Support cards."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.dangers import Danger
from bot.domain.people.support import SupportCard
from bot.storage.base.rows import insert_new
from bot.storage.base.schema import danger, support


async def of_bot(tx: AsyncConnection, bot_id: int) -> dict[int | None, SupportCard]:
    """All cards by Team; the organisation's stands for None, without any line if there is none."""
    return await _found(tx, bot_id, true())


async def for_team(tx: AsyncConnection, bot_id: int, team_id: int | None) -> SupportCard:
    """The card that counts in a Team: its own, or else the organisation's."""
    either = or_(support.c.team_id == team_id, support.c.team_id.is_(None))
    found = await _found(tx, bot_id, either)
    return found.get(team_id) or found[None]


async def _found(
    tx: AsyncConnection, bot_id: int, which: ColumnElement[bool]
) -> dict[int | None, SupportCard]:
    query = select(support.c.team_id, support.c.lines).where(support.c.bot_id == bot_id, which)
    found = {team: _card(bot_id, team, lines) for team, lines in await tx.execute(query)}
    return {None: _card(bot_id, None, {}), **found}


async def put(
    tx: AsyncConnection, bot_id: int, team_id: int | None, lines: Mapping[str, str]
) -> None:
    """Keep a card with these lines."""
    key = (support.c.bot_id == bot_id, support.c.team_id.is_not_distinct_from(team_id))
    changed = await tx.execute(update(support).where(*key).values(lines=dict(lines)))
    if changed.rowcount == 0:
        row = {"bot_id": bot_id, "team_id": team_id, "lines": dict(lines)}
        await tx.execute(insert(support).values(**row))


async def remove(tx: AsyncConnection, team_id: int) -> None:
    """From now on the organisation's card counts in this Team."""
    await tx.execute(delete(support).where(support.c.team_id == team_id))


async def count(tx: AsyncConnection, bot_id: int, month: date, found: Danger) -> None:
    """Count one more text that told of this, in the whole installation."""
    of_month = (danger.c.bot_id == bot_id, danger.c.month == month, danger.c.danger == found)
    more = update(danger).where(*of_month).values(times=danger.c.times + 1)
    if (await tx.execute(more)).rowcount == 0:
        row = {"bot_id": bot_id, "month": month, "danger": found, "times": 1}
        await tx.execute(insert_new(tx.dialect.name, danger).values(**row))


async def counted(tx: AsyncConnection, bot_id: int, month: date) -> dict[Danger, int]:
    """How many texts of that month told of what, in the whole installation."""
    query = select(danger.c.danger, danger.c.times).where(
        danger.c.bot_id == bot_id, danger.c.month == month
    )
    return dict((await tx.execute(query)).all())


def _card(bot_id: int, team_id: int | None, lines: Mapping[str, str]) -> SupportCard:
    return SupportCard(bot_id=bot_id, team_id=team_id, lines=lines)
