"""Prompts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.answers import OPEN, AnswerState
from bot.domain.asking.hints import Hint
from bot.domain.asking.prompts import TO_COME, Prompt, PromptState, Untold
from bot.domain.asking.rounds import SELF_STARTED, RoundState
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import OF_ANSWERS, WAITING_FOR_A_TAP, DeliveryState
from bot.domain.transport.inbox import InboxState
from bot.storage.base.rows import every, first
from bot.storage.base.schema import answer, delivery, inbox, member, prompt, round_


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Prompt."""

    id: int
    round_id: int
    member_id: int
    due_at: datetime
    expires_at: datetime
    remind_at: datetime | None
    state: PromptState
    untold: Untold
    hint: Hint | None


_OF_OTHERS = prompt.c.round_id.not_in(
    select(round_.c.id).where(round_.c.team_id.in_(bindparam("but", expanding=True)))
)
_DUE = (
    select(prompt)
    .where(prompt.c.state.in_(TO_COME), prompt.c.due_at <= bindparam("now"), _OF_OTHERS)
    .order_by(prompt.c.due_at, prompt.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A Prompt whose question waits for its answer. `has_written`: something of the person's has
    not been handled yet."""

    prompt_id: int
    has_written: bool


async def by_id(tx: AsyncConnection, prompt_id: int) -> Prompt | None:
    return await first(tx, select(prompt).where(prompt.c.id == prompt_id), Prompt)


async def of_member(tx: AsyncConnection, member_id: int) -> list[Prompt]:
    query = select(prompt).where(prompt.c.member_id == member_id).order_by(prompt.c.id)
    return await every(tx, query, Prompt)


async def of_round(tx: AsyncConnection, round_id: int) -> list[Prompt]:
    query = select(prompt).where(prompt.c.round_id == round_id).order_by(prompt.c.id)
    return await every(tx, query, Prompt)


async def due(
    tx: AsyncConnection, now: datetime, limit: int, but: Collection[int] = ()
) -> list[Prompt]:
    """Prompts to come whose moment has come, longest waiting first; of these Teams none."""
    return await every(tx, _DUE, Prompt, {"now": now, "most": limit, "but": list(but)})


async def to_remind(
    tx: AsyncConnection, now: datetime, limit: int, but: Collection[int] = ()
) -> list[Prompt]:
    query = select(prompt).where(prompt.c.remind_at <= now, _OF_OTHERS)
    in_turn = query.order_by(prompt.c.remind_at).limit(limit)
    return await every(tx, in_turn, Prompt, {"but": list(but)})


async def unanswered(
    tx: AsyncConnection, bot_id: int, now: datetime, after: int, limit: int
) -> list[Unanswered]:
    """The last Prompt of each person who has not replied to what stood in their chat while the bot
    was away, and has not been asked anything since; in the order of their ids, from beyond `after`
    on."""
    open_answer = answer.c.state.in_(OPEN)
    asking = delivery.c.subject.in_(WAITING_FOR_A_TAP)
    to_them = (delivery.c.bot_id == bot_id, delivery.c.chat_id == member.c.telegram_id, asking)
    stands = exists().where(*to_them, delivery.c.subject_id == answer.c.id, delivery.c.unheard)
    asked_since = exists().where(*to_them, ~delivery.c.unheard)
    written = exists().where(
        inbox.c.bot_id == bot_id,
        inbox.c.lane == member.c.telegram_id,
        inbox.c.state == InboxState.PENDING,
    )
    newest = func.max(prompt.c.id)
    query = (
        select(newest.label("prompt_id"), written.label("has_written"))
        .select_from(prompt.join(answer).join(member, member.c.id == prompt.c.member_id))
        .where(
            member.c.bot_id == bot_id,
            prompt.c.state == PromptState.OPEN,
            prompt.c.expires_at > now,
            open_answer,
            stands,
            ~asked_since,
        )
        .group_by(member.c.id, member.c.telegram_id)
        .having(newest > after)
        .order_by(newest)
        .limit(limit)
    )
    return await every(tx, query, Unanswered)


async def add_many(tx: AsyncConnection, rows: Sequence[Fields]) -> None:
    if rows:
        await tx.execute(insert(prompt), rows)


async def add(tx: AsyncConnection, **fields: Unpack[Fields]) -> Prompt:
    """A new Prompt; `fields` are all of Prompt's but the id."""
    row = (await tx.execute(insert(prompt).values(**fields).returning(prompt))).mappings().one()
    return Prompt(**row)


async def change(tx: AsyncConnection, prompt_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(prompt).where(prompt.c.id == prompt_id).values(**fields))


async def mark(tx: AsyncConnection, prompt_ids: Collection[int], **fields: Unpack[Fields]) -> None:
    if prompt_ids:
        query = update(prompt).where(prompt.c.id.in_(prompt_ids))
        await tx.execute(query.values(**fields))


async def hold(tx: AsyncConnection, team_id: int) -> None:
    """Ask nobody a first question any more in the Team's open Rounds, and remind nobody. What
    somebody has begun by themselves, or put off, is theirs."""
    open_rounds = select(round_.c.id).where(
        round_.c.team_id == team_id,
        round_.c.state == RoundState.OPEN,
        ~round_.c.slot.startswith(SELF_STARTED),
    )
    of_it = prompt.c.round_id.in_(open_rounds)
    begun = exists().where(answer.c.prompt_id == prompt.c.id)
    unasked = (of_it, prompt.c.state == PromptState.WAITING, ~begun)
    await tx.execute(
        update(prompt).where(*unasked).values(state=PromptState.DROPPED, remind_at=None)
    )
    await tx.execute(update(prompt).where(of_it).values(remind_at=None))


async def people_of_round(tx: AsyncConnection, round_id: int) -> list[int]:
    """The Telegram ids of everybody whom the Round asks."""
    query = (
        select(member.c.telegram_id)
        .join(prompt, prompt.c.member_id == member.c.id)
        .where(prompt.c.round_id == round_id)
    )
    return list((await tx.execute(query)).scalars())


async def asked(tx: AsyncConnection, round_id: int) -> list[int]:
    """The people whom the Round has asked: who got a question of it, or replied to one. That one is
    owed is not enough: it may have gone to an account that nobody has any more."""
    stands = exists().where(
        delivery.c.subject.in_(OF_ANSWERS),
        delivery.c.subject_id == answer.c.id,
        delivery.c.state == DeliveryState.SENT,
    )
    replied = answer.c.state.in_((AnswerState.BEGUN, AnswerState.GIVEN))
    is_asked = exists().where(answer.c.prompt_id == prompt.c.id, or_(replied, stands))
    query = select(prompt.c.member_id).where(prompt.c.round_id == round_id, is_asked).distinct()
    return list((await tx.execute(query)).scalars())


async def sharing(tx: AsyncConnection, round_id: int) -> list[int]:
    """The Round's Prompts with an answer that others may read, or for which its author is being
    asked who may."""
    others = or_(answer.c.state == AnswerState.BEGUN, answer.c.visibility != Visibility.PRIVATE)
    of_it = exists().where(answer.c.prompt_id == prompt.c.id, others)
    query = select(prompt.c.id).where(prompt.c.round_id == round_id, of_it)
    return list((await tx.execute(query.order_by(prompt.c.id))).scalars())


async def remove_of_round(tx: AsyncConnection, round_id: int) -> None:
    """Forget the Round's Prompts and, by the schema, their answers and parts."""
    await tx.execute(delete(prompt).where(prompt.c.round_id == round_id))
