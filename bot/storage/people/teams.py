"""Teams."""

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.rounds import RoundState
from bot.domain.people.teams import Team
from bot.storage.base.rows import every, first
from bot.storage.base.schema import membership, prompt, round_, team


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Team."""

    id: int
    bot_id: int
    name: str
    languages: tuple[str, ...]
    zone: str
    floor: int
    chat_id: int | None
    thread_id: int | None
    chat_title: str
    chat_people: int | None
    chat_public: bool
    declared: str | None
    held_until: datetime | None


async def by_id(tx: AsyncConnection, team_id: int) -> Team | None:
    return await first(tx, select(team).where(team.c.id == team_id), Team)


async def by_ids(tx: AsyncConnection, ids: Collection[int]) -> list[Team]:
    query = select(team).where(team.c.id.in_(ids)).order_by(team.c.name, team.c.id)
    return await every(tx, query, Team)


async def all_teams(tx: AsyncConnection, bot_id: int) -> list[Team]:
    query = select(team).where(team.c.bot_id == bot_id).order_by(team.c.name, team.c.id)
    return await every(tx, query, Team)


async def touching(tx: AsyncConnection, member_id: int) -> set[int]:
    """The ids of the Teams that somebody is in, or has an open Prompt of."""
    belongs = select(membership.c.team_id).where(membership.c.member_id == member_id)
    asked = (
        select(round_.c.team_id)
        .join(prompt, prompt.c.round_id == round_.c.id)
        .where(prompt.c.member_id == member_id)
    )
    return set((await tx.execute(belongs.union(asked))).scalars())


async def of_prompts(tx: AsyncConnection, prompt_ids: Collection[int]) -> set[int]:
    """The ids of the Teams that ask these."""
    asking = select(round_.c.team_id).join(prompt, prompt.c.round_id == round_.c.id)
    return set((await tx.execute(asking.where(prompt.c.id.in_(prompt_ids)).distinct())).scalars())


async def of_all_bots(tx: AsyncConnection) -> list[Team]:
    return await every(tx, select(team).order_by(team.c.id), Team)


async def linked_to(tx: AsyncConnection, bot_id: int, chat_id: int) -> list[Team]:
    """The bot's Teams whose channel this chat is."""
    query = select(team).where(team.c.chat_id == chat_id, team.c.bot_id == bot_id)
    return await every(tx, query, Team)


async def asking_in_chats(tx: AsyncConnection, bot_id: int) -> list[Team]:
    """The bot's Teams that have a channel and an open Round."""
    asking = select(round_.c.id).where(
        round_.c.team_id == team.c.id, round_.c.state == RoundState.OPEN
    )
    query = select(team).where(
        team.c.bot_id == bot_id, team.c.chat_id.is_not(None), asking.exists()
    )
    return await every(tx, query.order_by(team.c.id), Team)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Team:
    """A new Team; `fields` are all of Team's but the id."""
    row = (await tx.execute(insert(team).values(**fields).returning(team))).mappings().one()
    return Team(**row)


async def change(tx: AsyncConnection, team_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(team).where(team.c.id == team_id).values(**fields))


async def remove(tx: AsyncConnection, team_id: int) -> None:
    await tx.execute(delete(team).where(team.c.id == team_id))
