"""Prompts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.prompts import TO_COME, Prompt, PromptState
from bot.storage.rows import every, first
from bot.storage.schema import answer, prompt


async def by_id(tx: AsyncConnection, prompt_id: int) -> Prompt | None:
    return await first(tx, select(prompt).where(prompt.c.id == prompt_id), Prompt)


async def of_member(tx: AsyncConnection, member_id: int) -> list[Prompt]:
    query = select(prompt).where(prompt.c.member_id == member_id).order_by(prompt.c.id)
    return await every(tx, query, Prompt)


async def of_round(tx: AsyncConnection, round_id: int) -> list[Prompt]:
    query = select(prompt).where(prompt.c.round_id == round_id).order_by(prompt.c.id)
    return await every(tx, query, Prompt)


async def due(tx: AsyncConnection, now: datetime, limit: int) -> list[Prompt]:
    """Prompts to come whose moment has come, longest waiting first."""
    query = (
        select(prompt)
        .where(prompt.c.state.in_(TO_COME), prompt.c.due_at <= now)
        .order_by(prompt.c.due_at, prompt.c.id)
        .limit(limit)
    )
    return await every(tx, query, Prompt)


async def to_remind(tx: AsyncConnection, now: datetime, limit: int) -> list[Prompt]:
    query = select(prompt).where(prompt.c.remind_at <= now).order_by(prompt.c.remind_at)
    return await every(tx, query.limit(limit), Prompt)


async def add_many(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(prompt), rows)


async def add(tx: AsyncConnection, **fields: object) -> Prompt:
    """A new Prompt; `fields` are all of Prompt's but the id."""
    row = (await tx.execute(insert(prompt).values(**fields).returning(prompt))).mappings().one()
    return Prompt(**row)


async def change(tx: AsyncConnection, prompt_id: int, **fields: object) -> None:
    await tx.execute(update(prompt).where(prompt.c.id == prompt_id).values(**fields))


async def mark(
    tx: AsyncConnection, prompt_ids: Collection[int], state: PromptState, **fields: object
) -> None:
    if prompt_ids:
        query = update(prompt).where(prompt.c.id.in_(prompt_ids))
        await tx.execute(query.values(state=state, **fields))


async def count_asked(tx: AsyncConnection, round_id: int) -> int:
    """How many people the Round has asked: those who have a question in front of them."""
    asked = select(answer.c.prompt_id).where(answer.c.prompt_id == prompt.c.id).exists()
    query = select(func.count(prompt.c.member_id.distinct())).where(
        prompt.c.round_id == round_id, asked
    )
    return (await tx.execute(query)).scalar_one()


async def remove_of_round(tx: AsyncConnection, round_id: int) -> None:
    """Forget the Round's Prompts and, by the schema, their answers and parts."""
    await tx.execute(delete(prompt).where(prompt.c.round_id == round_id))
