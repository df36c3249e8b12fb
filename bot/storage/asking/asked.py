"""What stands in somebody's chat, and what of it words may answer to."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.answers import OPEN, AnswerState
from bot.domain.transport.deliveries import OF_ANSWERS, Delivery, DeliveryState, Subject
from bot.storage.base.schema import answer, delivery

_WITH_ANSWER = select(
    delivery, answer.c.state.label("answer_state"), answer.c.prompt_id.label("of_prompt")
).select_from(
    delivery.outerjoin(
        answer, and_(delivery.c.subject.in_(OF_ANSWERS), answer.c.id == delivery.c.subject_id)
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A message of ours, with the state and the Prompt of the answer it is about, if of one."""

    delivery: Delivery
    answer_state: AnswerState | None
    prompt_id: int | None

    @property
    def answer_id(self) -> int | None:
        about = self.delivery.subject
        return self.delivery.subject_id if about in OF_ANSWERS else None

    @property
    def unanswered(self) -> bool:
        """Whether it is about a question that waits for its answer, or for the choice of who may
        see what was written."""
        return self.answer_state in OPEN


async def last_above(
    tx: AsyncConnection, bot_id: int, chat_id: int, message_id: int, subjects: Collection[Subject]
) -> Placed | None:
    """The last message about one of these subjects that stands in the chat above another."""
    query = _WITH_ANSWER.where(
        *_above(bot_id, chat_id, message_id), delivery.c.subject.in_(subjects)
    )
    found = await _placed(tx, query.order_by(delivery.c.message_id.desc()).limit(1))
    return found[0] if found else None


async def unanswered_above(
    tx: AsyncConnection, bot_id: int, chat_id: int, message_id: int
) -> list[Placed]:
    """What stands above a message and is about a question that waits for its answer, the last
    first."""
    query = _WITH_ANSWER.where(*_above(bot_id, chat_id, message_id), answer.c.state.in_(OPEN))
    return await _placed(tx, query.order_by(delivery.c.message_id.desc()))


async def first_below(
    tx: AsyncConnection, bot_id: int, chat_id: int, message_id: int
) -> Placed | None:
    """The first message that stands in the chat below another. If it took more than one try, a copy
    of it may stand above that one; nothing else that was sent later can."""
    query = _WITH_ANSWER.where(
        delivery.c.bot_id == bot_id,
        delivery.c.chat_id == chat_id,
        delivery.c.state == DeliveryState.SENT,
        delivery.c.message_id > message_id,
    )
    found = await _placed(tx, query.order_by(delivery.c.message_id).limit(1))
    return found[0] if found else None


async def under_way(
    tx: AsyncConnection, bot_id: int, chat_id: int, subjects: Collection[Subject]
) -> list[Placed]:
    """Such messages, last one first, of which a copy may stand in the chat although its id is not
    known: how a try to send it ended was not noted, or nobody knows."""
    query = _WITH_ANSWER.where(
        delivery.c.bot_id == bot_id,
        delivery.c.chat_id == chat_id,
        delivery.c.state == DeliveryState.OWED,
        delivery.c.attempts > 0,
        delivery.c.edits.is_(None),
        delivery.c.subject.in_(subjects),
    )
    return await _placed(tx, query.order_by(delivery.c.id.desc()))


def _above(bot_id: int, chat_id: int, message_id: int) -> list[ColumnElement[bool]]:
    return [
        delivery.c.bot_id == bot_id,
        delivery.c.chat_id == chat_id,
        delivery.c.state == DeliveryState.SENT,
        delivery.c.message_id < message_id,
    ]


async def _placed(tx: AsyncConnection, query: Select[*tuple[object, ...]]) -> list[Placed]:
    rows = [dict(row) for row in (await tx.execute(query)).mappings()]
    return [
        Placed(
            answer_state=row.pop("answer_state"),
            prompt_id=row.pop("of_prompt"),
            delivery=Delivery(**row),
        )
        for row in rows
    ]
