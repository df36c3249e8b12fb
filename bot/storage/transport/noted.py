"""Messages that have been sent: what is kept of them, and what is not."""

import secrets
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.transport.deliveries import (
    WAITING_FOR_A_TAP,
    Delivery,
    DeliveryState,
    Priority,
    Subject,
)
from bot.storage.base.columns import NO_TIME
from bot.storage.base.schema import delivery

DONE = {
    "priority": Priority.REPLY,
    "body": None,
    "edits": None,
    "reply_to": None,
    "not_before": NO_TIME,
    "expires_at": None,
    "error": None,
}
"""What was sent tells nothing of the way there: neither when, nor in what order."""

_TWO_COPIES = and_(
    delivery.c.attempts > 1,
    delivery.c.subject != Subject.RELEASE,
    delivery.c.subject != Subject.CHANNEL,
)
"""It took more than one try, so that a copy may stand further up. Words may answer that."""


_stood = delivery.alias("stood")
_still_owed = delivery.alias("still_owed")


def _of_its_message(one: FromClause) -> list[ColumnElement[bool]]:
    return [
        one.c.bot_id == bindparam("of_bot"),
        one.c.chat_id == bindparam("of_chat"),
        one.c.state == DeliveryState.SENT,
        one.c.message_id == bindparam("sent_as"),
    ]


_INHERIT_TRIES = (
    update(delivery)
    .where(delivery.c.id == bindparam("key"))
    .values(
        attempts=func.coalesce(
            select(_stood.c.attempts).where(*_of_its_message(_stood)).scalar_subquery(), 1
        )
    )
)
_STOOD_THERE = delete(delivery).where(
    *_of_its_message(delivery), exists().where(_still_owed.c.id == bindparam("key"))
)
_MARK_SENT = (
    update(delivery)
    .where(delivery.c.id == bindparam("key"))
    .values(
        {
            **DONE,
            "id": bindparam("lot"),
            "state": DeliveryState.SENT,
            "message_id": bindparam("sent_as"),
            "attempts": case((_TWO_COPIES, 2), else_=1),
        }
    )
)
_HEAR_NOTHING = (
    update(delivery)
    .where(
        delivery.c.bot_id == bindparam("of_bot"),
        delivery.c.state == DeliveryState.SENT,
        delivery.c.subject.in_(WAITING_FOR_A_TAP),
    )
    .values(unheard=True)
)


async def mark_sent(tx: AsyncConnection, sent: Sequence[tuple[Delivery, int | None]]) -> None:
    """Note these with Telegram's ids, and drop what they said and all that tells of the way there.

    Each takes the place of what was noted of the same message before, and draws a number by lot,
    below all that are given in turn.
    """
    if not sent:
        return
    rows = [
        {
            "key": one.id,
            "of_bot": one.bot_id,
            "of_chat": one.chat_id,
            "sent_as": sent_as,
            "lot": _by_lot(),
        }
        for one, sent_as in sent
    ]
    edits = [row for row, (one, _) in zip(rows, sent, strict=True) if one.edits is not None]
    if edits:
        await tx.execute(_INHERIT_TRIES, edits)
    await tx.execute(_STOOD_THERE, rows)
    await tx.execute(_MARK_SENT, rows)


async def knows(tx: AsyncConnection, bot_id: int, chat_id: int, message_id: int) -> bool:
    """Whether it is known what stands in this message, or is about to."""
    of_chat = (delivery.c.bot_id == bot_id, delivery.c.chat_id == chat_id)
    it = or_(
        and_(delivery.c.state == DeliveryState.SENT, delivery.c.message_id == message_id),
        delivery.c.edits == message_id,
    )
    return bool((await tx.execute(select(exists().where(*of_chat, it)))).scalar_one())


def _by_lot() -> int:
    return -1 - secrets.randbelow(2**62)


async def hear_nothing(tx: AsyncConnection, bot_id: int) -> None:
    """The bot has been away while these questions stood in people's chats: a tap on them may have
    been lost."""
    await tx.execute(_HEAR_NOTHING, {"of_bot": bot_id})
