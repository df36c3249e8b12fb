"""Answers and the parts their words came in."""

import secrets
from collections.abc import Collection, Sequence
from typing import TypedDict, Unpack

from sqlalchemy import Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.answers import Answer, AnswerState, Part
from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.base.visibility import Visibility
from bot.storage.base.rows import every, first
from bot.storage.base.schema import answer, member, part, prompt, round_


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Answer."""

    id: int
    prompt_id: int
    question_id: str
    state: AnswerState
    visibility: Visibility
    options: tuple[str, ...]
    receipt_hash: str | None
    receipt_before: str | None
    arrived: bool
    friends: tuple[int, ...]
    chat_id: int | None
    offer: str | None
    cleared: tuple[str, ...]
    anew: bool


_OF_PROMPT = (
    select(answer).where(answer.c.prompt_id == bindparam("of_prompt")).order_by(answer.c.id)
)
_OF_PROMPTS = (
    select(answer)
    .where(answer.c.prompt_id.in_(bindparam("prompt_ids", expanding=True)))
    .order_by(answer.c.id)
)
_CHANGE = update(answer).where(answer.c.id == bindparam("of_answer")).returning(answer)
_ASK = insert(answer).returning(answer)


LEAST = 2**32
"""Smaller ids are from when all Prompts shared a row of numbers: what follows such a one may be
another person's."""


async def by_id(tx: AsyncConnection, answer_id: int) -> Answer | None:
    return await first(tx, select(answer).where(answer.c.id == answer_id), Answer)


async def standing(tx: AsyncConnection, ids: Collection[int]) -> set[int]:
    """Which of these answers there are. None of them goes before this transaction ends."""
    query = select(answer.c.id).where(answer.c.id.in_(ids)).order_by(answer.c.id)
    locked = query.with_for_update(read=True, key_share=True)
    return set((await tx.execute(locked)).scalars()) if ids else set()


async def is_part(tx: AsyncConnection, bot_id: int, telegram_id: int, message_id: int) -> bool:
    """Whether the person's message is a part of an answer, which does not go before this
    transaction ends."""
    query = (
        select(answer.c.id)
        .join(part, part.c.answer_id == answer.c.id)
        .join(prompt, prompt.c.id == answer.c.prompt_id)
        .join(member, member.c.id == prompt.c.member_id)
        .where(
            member.c.bot_id == bot_id,
            member.c.telegram_id == telegram_id,
            part.c.message_id == message_id,
        )
        .with_for_update(read=True, key_share=True, of=answer)
    )
    return (await tx.execute(query)).first() is not None


async def by_receipt(tx: AsyncConnection, receipt_hash: str) -> Answer | None:
    """The one under which this Receipt stands, or stood until a fresh one was owed."""
    of_it = or_(answer.c.receipt_hash == receipt_hash, answer.c.receipt_before == receipt_hash)
    return await first(tx, select(answer).where(of_it), Answer)


async def of_prompt(tx: AsyncConnection, prompt_id: int) -> list[Answer]:
    """The Prompt's answers in the order their questions were asked."""
    return await every(tx, _OF_PROMPT, Answer, {"of_prompt": prompt_id})


async def of_prompts(tx: AsyncConnection, prompt_ids: Collection[int]) -> dict[int, list[Answer]]:
    """Prompt id to its answers, of those Prompts that have any."""
    found: dict[int, list[Answer]] = {}
    for one in await every(tx, _OF_PROMPTS, Answer, {"prompt_ids": list(prompt_ids)}):
        found.setdefault(one.prompt_id, []).append(one)
    return found


async def of_round(tx: AsyncConnection, round_id: int) -> list[tuple[int, Answer]]:
    """Member id and answer, for every reply of the Round."""
    query = (
        select(prompt.c.member_id, answer)
        .join(prompt, prompt.c.id == answer.c.prompt_id)
        .where(
            prompt.c.round_id == round_id,
            answer.c.state.in_((AnswerState.BEGUN, AnswerState.GIVEN)),
        )
    )
    rows = [dict(row) for row in (await tx.execute(query)).mappings()]
    return [(row.pop("member_id"), Answer(**row)) for row in rows]


async def texts_of_round(tx: AsyncConnection, round_id: int) -> dict[int, str]:
    """Answer id to its words, for every answer of the Round that has words."""
    query = (
        select(part.c.answer_id, part.c.text)
        .join(answer, answer.c.id == part.c.answer_id)
        .join(prompt, prompt.c.id == answer.c.prompt_id)
        .where(prompt.c.round_id == round_id)
    )
    return await _texts(tx, query)


async def ask(
    tx: AsyncConnection,
    places: Sequence[tuple[int, str, Promise]],
    *,
    after: Answer | None = None,
) -> list[Answer]:
    """Where the replies to these questions will stand, in their order: the Prompt's id, the
    question's, and what a tap will be kept with. `after`: the last of the Prompt so far.

    Within a Prompt ids rise by steps drawn by lot, and so is where it begins. Were there one row of
    numbers for all, a gap between those of an open Round would tell how much had been answered
    meanwhile in one that is sealed, and where one person alone is asked on a day, that they did.
    Were each the one before and one, a restored backup would give the numbers of the lost time
    again, and its keyboards would fit other questions.
    """
    rows = [
        {
            "id": _next(after) if after and after.id >= LEAST else _by_lot(),
            "prompt_id": prompt_id,
            "question_id": question_id,
            "state": AnswerState.ASKED,
            "options": (),
            **promise.fields,
        }
        for prompt_id, question_id, promise in places
    ]
    if not rows:
        return []
    saved = [Answer(**row) for row in (await tx.execute(_ASK, rows)).mappings()]
    by_place = {(one.prompt_id, one.question_id): one for one in saved}
    return [by_place[prompt_id, question_id] for prompt_id, question_id, _ in places]


def _by_lot() -> int:
    """Where a Prompt's ids begin: 61 bits, short enough for a button."""
    return LEAST + secrets.randbelow(2**61 - LEAST)


def _next(after: Answer) -> int:
    return after.id + 1 + secrets.randbelow(2**24)


async def change(tx: AsyncConnection, answer_id: int, **fields: Unpack[Fields]) -> Answer:
    """The Answer as it is afterwards. A new level lets go of whom the one before was promised."""
    anew = {"friends": (), "chat_id": None} if "visibility" in fields else {}
    changed = await tx.execute(_CHANGE, {"of_answer": answer_id, **anew, **fields})
    return Answer(**changed.mappings().one())


async def mark_arrived(tx: AsyncConnection, ids: Collection[int]) -> None:
    """The confirmations of these answers stand in their authors' chats."""
    if ids:
        await tx.execute(update(answer).where(answer.c.id.in_(ids)).values(arrived=True))


async def move_chat(tx: AsyncConnection, team_id: int, old: int, new: int) -> None:
    """What was promised to the Team's chat is promised to the same chat by its new id."""
    of_team = (
        select(prompt.c.id)
        .join(round_, round_.c.id == prompt.c.round_id)
        .where(round_.c.team_id == team_id)
    )
    promised = update(answer).where(answer.c.chat_id == old, answer.c.prompt_id.in_(of_team))
    await tx.execute(promised.values(chat_id=new))


async def parts(tx: AsyncConnection, answer_id: int) -> list[Part]:
    query = (
        select(part.c.message_id, part.c.text, part.c.edited)
        .where(part.c.answer_id == answer_id)
        .order_by(part.c.message_id)
    )
    return await every(tx, query, Part)


async def put_part(tx: AsyncConnection, answer_id: int, message_id: int, text: str) -> Answer:
    """Keep the words of one message, in place of what that message said before.

    With that the answer is begun anew, whatever it was: nobody but its author reads it until they
    have chosen who may, for all of its words. There is no other way by which words get into an
    answer.
    """
    row = {"answer_id": answer_id, "message_id": message_id, "text": text, "edited": False}
    key = (part.c.answer_id == answer_id, part.c.message_id == message_id)
    changed = await tx.execute(update(part).where(*key).values(text=text, edited=True))
    if changed.rowcount == 0:
        await tx.execute(insert(part).values(**row))
    return await begin_anew(tx, answer_id)


async def rewrite_part(tx: AsyncConnection, answer_id: int, changed: Part) -> None:
    """Let what a message said say something else, with the same level as before."""
    key = (part.c.answer_id == answer_id, part.c.message_id == changed.message_id)
    await tx.execute(update(part).where(*key).values(text=changed.text))


async def drop_parts(tx: AsyncConnection, answer_id: int) -> None:
    """Nothing of what was written so far stays."""
    await tx.execute(delete(part).where(part.c.answer_id == answer_id))


async def begin_anew(tx: AsyncConnection, answer_id: int) -> Answer:
    """Nobody but its author reads the answer until they have chosen who may."""
    return await change(tx, answer_id, state=AnswerState.BEGUN, **PRIVATE.fields)


async def clear(tx: AsyncConnection, answer_id: int) -> bool:
    """Forget what was answered, as if the question had been skipped. True if it was in words: then
    these still stand in their author's chat."""
    gone = await tx.execute(delete(part).where(part.c.answer_id == answer_id))
    await change(
        tx,
        answer_id,
        state=AnswerState.SKIPPED,
        options=(),
        receipt_hash=None,
        receipt_before=None,
        arrived=False,
        cleared=(),
        anew=False,
        **PRIVATE.fields,
    )
    return gone.rowcount > 0


async def by_message(tx: AsyncConnection, member_id: int, message_id: int) -> Answer | None:
    """The Member's answer that this message of theirs is a part of."""
    query = (
        select(answer)
        .join(part, part.c.answer_id == answer.c.id)
        .join(prompt, prompt.c.id == answer.c.prompt_id)
        .where(prompt.c.member_id == member_id, part.c.message_id == message_id)
    )
    return await first(tx, query, Answer)


async def _texts(tx: AsyncConnection, query: Select[int, str]) -> dict[int, str]:
    """Answer id to the words of its parts, in the order in which they were written."""
    texts: dict[int, str] = {}
    for answer_id, text in await tx.execute(query.order_by(part.c.answer_id, part.c.message_id)):
        texts[answer_id] = f"{texts[answer_id]}\n{text}" if answer_id in texts else text
    return texts
