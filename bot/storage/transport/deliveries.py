"""The outbox: Deliveries owed to chats."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.rounds import RoundState
from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority, Subject
from bot.storage.base.outbox import FIRST_IN_ITS_CHAT
from bot.storage.base.rows import chunks, every
from bot.storage.base.schema import delivery, draft, member, release, round_


class Fields(TypedDict, total=False):
    """What a row of this table holds; see Delivery."""

    id: int
    bot_id: int
    chat_id: int
    thread_id: int | None
    priority: Priority
    kind: str
    body: str | None
    language: str
    subject: Subject | None
    subject_id: int | None
    round_id: int | None
    edits: int | None
    reply_to: int | None
    state: DeliveryState
    not_before: datetime
    expires_at: datetime | None
    attempts: int
    message_id: int | None
    error: str | None
    unheard: bool
    ordinal: int | None


_ADD = insert(delivery)
_HURRY = (
    update(delivery)
    .where(
        delivery.c.bot_id == bindparam("of_bot"),
        delivery.c.chat_id == bindparam("of_chat"),
        delivery.c.state == DeliveryState.OWED,
        delivery.c.priority > Priority.REPLY,
    )
    .values(priority=Priority.REPLY)
)
_HEADS = (
    select(delivery)
    .where(
        delivery.c.bot_id == bindparam("of_bot"),
        delivery.c.state == DeliveryState.OWED,
        delivery.c.not_before <= bindparam("now"),
        delivery.c.chat_id.not_in(bindparam("busy", expanding=True)),
        FIRST_IN_ITS_CHAT,
    )
    .order_by(delivery.c.priority, delivery.c.id)
    .limit(bindparam("most"))
)
_HEADS_LOCKED = _HEADS.with_for_update(skip_locked=True, of=delivery)
_OF_SOME = delivery.c.id.in_(bindparam("ids", expanding=True))
_COUNT_TRIES = (
    update(delivery).where(_OF_SOME).values(attempts=delivery.c.attempts + bindparam("more"))
)
_BODIES = (
    select(delivery.c.id, delivery.c.body)
    .where(_OF_SOME, delivery.c.state == DeliveryState.OWED)
    .order_by(delivery.c.id)
    .with_for_update()
)
_REMOVE = delete(delivery).where(_OF_SOME)
_REMOVE_OVERTAKEN = delete(delivery).where(
    delivery.c.bot_id == bindparam("its_bot_id"),
    delivery.c.chat_id == bindparam("its_chat_id"),
    delivery.c.state == DeliveryState.OWED,
    delivery.c.attempts == 0,
    delivery.c.edits == bindparam("its_edits"),
    delivery.c.subject.is_not_distinct_from(bindparam("its_subject")),
    delivery.c.subject_id.is_not_distinct_from(bindparam("its_subject_id")),
)


async def add_many(tx: AsyncConnection, rows: Sequence[Fields]) -> None:
    """Owe these; each row has all of Delivery's fields but the id.

    Whatever a reply has to wait for in its chat becomes as urgent as the reply: nobody who writes
    waits until a thousand others have been asked.
    """
    if rows:
        await tx.execute(_ADD, rows)
    replied = {(row["bot_id"], row["chat_id"]) for row in rows if _is_reply(row)}
    if replied:
        await tx.execute(_HURRY, [{"of_bot": b, "of_chat": c} for b, c in sorted(replied)])


async def count_owed(tx: AsyncConnection, bot_id: int, chat_id: int, kind: str, most: int) -> int:
    """How many messages of this kind wait to be sent to the chat; no further than `most`."""
    waiting = select(delivery.c.id).where(*_owed_to(bot_id, chat_id, None), delivery.c.kind == kind)
    query = select(func.count()).select_from(waiting.limit(most).subquery())
    return (await tx.execute(query)).scalar_one()


async def heads(
    tx: AsyncConnection,
    bot_id: int,
    now: datetime,
    limit: int,
    busy: Collection[int],
    *,
    locked: bool = False,
) -> list[Delivery]:
    """For each chat that is not busy, the message owed first; the most urgent chats first.

    `locked`: nobody changes them before this transaction ends, and what somebody is just changing
    is left out.
    """
    wish = {"of_bot": bot_id, "now": now, "busy": list(busy), "most": limit}
    return await every(tx, _HEADS_LOCKED if locked else _HEADS, Delivery, wish)


async def count_tries(tx: AsyncConnection, ids: Collection[int], more: int = 1) -> None:
    """These are about to be sent; -1: they were not after all."""
    for some in chunks(ids):
        await tx.execute(_COUNT_TRIES, {"ids": some, "more": more})


async def make_due(tx: AsyncConnection, bot_id: int, now: datetime) -> None:
    """Whatever waits for another try is tried from now on."""
    waits = (delivery.c.bot_id == bot_id, delivery.c.state == DeliveryState.OWED)
    later = update(delivery).where(*waits, delivery.c.not_before > now)
    await tx.execute(later.values(not_before=now))


async def bodies(tx: AsyncConnection, ids: Collection[int]) -> dict[int, str | None]:
    """Delivery id to what it says now, of those that are still owed. Nobody changes them before
    this transaction ends."""
    found: dict[int, str | None] = {}
    for some in chunks(sorted(ids)):
        found |= {row.id: row.body for row in await tx.execute(_BODIES, {"ids": some})}
    return found


async def change(tx: AsyncConnection, delivery_id: int, **fields: Unpack[Fields]) -> None:
    await tx.execute(update(delivery).where(delivery.c.id == delivery_id).values(**fields))


async def reword(tx: AsyncConnection, delivery_id: int, kind: str, body: str) -> None:
    """Let a message that has not been sent say something else."""
    unsent = delivery.c.state != DeliveryState.SENT
    query = update(delivery).where(delivery.c.id == delivery_id, unsent)
    await tx.execute(query.values(kind=kind, body=body))


async def about(
    tx: AsyncConnection, subjects: Subject | Collection[Subject], subject_id: int
) -> list[Delivery]:
    """Every message about the subject, sent, owed or parked, in order. None is noted as sent before
    this transaction ends: whoever looks twice sees the same."""
    wanted = [subjects] if isinstance(subjects, Subject) else subjects
    query = select(delivery).where(
        delivery.c.subject.in_(wanted), delivery.c.subject_id == subject_id
    )
    found = await every(tx, query.order_by(delivery.c.id).with_for_update(), Delivery)
    return sorted(found, key=lambda one: one.turn)


async def to_channels(
    tx: AsyncConnection, release_ids: Collection[int]
) -> dict[int, list[DeliveryState]]:
    """Release id to the states of its messages to groups and channels, whose ids are negative."""
    query = select(delivery.c.subject_id, delivery.c.state).where(
        delivery.c.subject == Subject.RELEASE,
        delivery.c.subject_id.in_(release_ids),
        delivery.c.chat_id < 0,
    )
    found: dict[int, list[DeliveryState]] = {}
    for release_id, state in await tx.execute(query):
        found.setdefault(release_id, []).append(state)
    return found


async def releases_in(tx: AsyncConnection, chat_id: int, release_ids: Collection[int]) -> set[int]:
    """Which of these Releases this chat was told, or is about to be."""
    query = select(delivery.c.subject_id).where(
        delivery.c.subject == Subject.RELEASE,
        delivery.c.subject_id.in_(release_ids),
        delivery.c.chat_id == chat_id,
        delivery.c.state != DeliveryState.PARKED,
    )
    return {*(await tx.execute(query)).scalars()}


async def drop_owed(
    tx: AsyncConnection, bot_id: int, chat_id: int, thread_id: int | None = None
) -> None:
    """Nothing more goes to this chat, or to this topic of it."""
    await tx.execute(delete(delivery).where(*_owed_to(bot_id, chat_id, thread_id)))


async def remove_expired(tx: AsyncConnection, bot_id: int, now: datetime) -> None:
    """Forget messages that are owed too late to be of use, but for those of a Round, which its Seal
    forgets. What somebody else is just forgetting, or sending, is left to them."""
    expired = select(delivery.c.id).where(
        delivery.c.bot_id == bot_id,
        delivery.c.state == DeliveryState.OWED,
        delivery.c.expires_at <= now,
        delivery.c.round_id.is_(None),
    )
    theirs = expired.with_for_update(skip_locked=True)
    await tx.execute(delete(delivery).where(delivery.c.id.in_(theirs)))


async def remove_owed(tx: AsyncConnection) -> None:
    """Nothing of what was owed is to be sent any more."""
    await tx.execute(delete(delivery).where(delivery.c.state == DeliveryState.OWED))


async def remove_overtaken(tx: AsyncConnection, newer: Fields) -> None:
    """Forget changes to the same message that are about the same, and that nobody has begun to
    make."""
    alike = {
        "its_bot_id": newer["bot_id"],
        "its_chat_id": newer["chat_id"],
        "its_edits": newer["edits"],
        "its_subject": newer["subject"],
        "its_subject_id": newer["subject_id"],
    }
    await tx.execute(_REMOVE_OVERTAKEN, alike)


async def remove_about(tx: AsyncConnection, subjects: Collection[Subject]) -> None:
    """Forget every message about such a subject."""
    await tx.execute(delete(delivery).where(delivery.c.subject.in_(subjects)))


async def unseen_releases(tx: AsyncConnection, team_id: int, chat_id: int) -> list[int]:
    """The Team's Releases that are owed to this chat and of which nothing has been sent."""
    other = delivery.alias("other")
    tried = exists().where(
        other.c.subject == Subject.RELEASE,
        other.c.subject_id == delivery.c.subject_id,
        other.c.state != DeliveryState.OWED,
    )
    owed = _releases_owed(team_id, chat_id)
    return list(
        (await tx.execute(select(delivery.c.subject_id).where(*owed, ~tried).distinct())).scalars()
    )


async def releases_owed(tx: AsyncConnection, team_id: int, chat_id: int) -> dict[int, list[int]]:
    """Release id to which of its messages are still owed to this chat."""
    query = select(delivery.c.subject_id, delivery.c.ordinal).where(
        *_releases_owed(team_id, chat_id), delivery.c.edits.is_(None)
    )
    found: dict[int, list[int]] = {}
    for release_id, ordinal in await tx.execute(query):
        if ordinal is not None:
            found.setdefault(release_id, []).append(ordinal)
    return found


async def drop_releases(tx: AsyncConnection, team_id: int, chat_id: int) -> None:
    """Nothing more of what the Team was to be told goes to this chat."""
    await tx.execute(delete(delivery).where(*_releases_owed(team_id, chat_id)))


def _releases_owed(team_id: int, chat_id: int) -> list[ColumnElement[bool]]:
    of_team = select(release.c.id).where(release.c.team_id == team_id)
    return [
        delivery.c.chat_id == chat_id,
        delivery.c.state == DeliveryState.OWED,
        delivery.c.subject == Subject.RELEASE,
        delivery.c.subject_id.in_(of_team),
    ]


async def remove(tx: AsyncConnection, ids: Collection[int]) -> None:
    for some in chunks(ids):
        await tx.execute(_REMOVE, {"ids": some})


async def remove_of_chat(tx: AsyncConnection, bot_id: int, chat_id: int) -> None:
    """Forget everything that was sent or is owed to this chat."""
    await tx.execute(delete(delivery).where(*_to(bot_id, chat_id)))


async def of_chat(tx: AsyncConnection, bot_id: int, chat_id: int) -> list[Delivery]:
    query = select(delivery).where(*_to(bot_id, chat_id)).order_by(delivery.c.id)
    return await every(tx, query, Delivery)


async def move_chat(tx: AsyncConnection, bot_id: int, old: int, new: int) -> None:
    """A group became a supergroup: what is owed to it goes to its new id.

    But not changes to what stands there: in the new chat the same ids are other messages.
    """
    owed = _owed_to(bot_id, old, None)
    await tx.execute(delete(delivery).where(*owed, delivery.c.edits.is_not(None)))
    await tx.execute(update(delivery).where(*owed).values(chat_id=new))


async def remove_of_round(tx: AsyncConnection, round_id: int) -> None:
    await tx.execute(delete(delivery).where(delivery.c.round_id == round_id))


async def remove_done(tx: AsyncConnection) -> int:
    """Forget messages that nobody can come back to any more. What stays: what an open Round asked
    (the Seal forgets that), Releases that are kept, and what asks for words for a Draft."""
    open_round = select(round_.c.id).where(
        round_.c.id == delivery.c.round_id, round_.c.state == RoundState.OPEN
    )
    kept_release = select(release.c.id).where(
        release.c.id == delivery.c.subject_id, delivery.c.subject == Subject.RELEASE
    )
    standing = (
        select(draft.c.member_id)
        .join(member, member.c.id == draft.c.member_id)
        .where(
            delivery.c.subject == Subject.DRAFT,
            member.c.bot_id == delivery.c.bot_id,
            member.c.telegram_id == delivery.c.chat_id,
        )
    )
    gone = await tx.execute(
        delete(delivery).where(
            delivery.c.state == DeliveryState.SENT,
            ~open_round.exists(),
            ~kept_release.exists(),
            ~standing.exists(),
        )
    )
    return gone.rowcount


async def remove_parked_before(tx: AsyncConnection, moment: datetime) -> int:
    gone = await tx.execute(
        delete(delivery).where(
            delivery.c.state == DeliveryState.PARKED, delivery.c.not_before < moment
        )
    )
    return gone.rowcount


async def stuck(tx: AsyncConnection, most: int) -> list[Delivery]:
    """What was refused for good or waits for another try, oldest first."""
    query = select(delivery).where(*_stuck(None)).order_by(delivery.c.id).limit(most)
    return await every(tx, query, Delivery)


async def count_stuck(tx: AsyncConnection) -> int:
    query = select(func.count()).select_from(delivery).where(*_stuck(None))
    return (await tx.execute(query)).scalar_one()


async def retry(tx: AsyncConnection, ids: Collection[int] | None, now: datetime) -> int:
    """Owe stuck messages (None: all) from now on. How many there were."""
    fresh = {"state": DeliveryState.OWED, "not_before": now, "error": None}
    again = await tx.execute(update(delivery).where(*_stuck(ids)).values(fresh))
    return again.rowcount


async def drop_stuck(tx: AsyncConnection, ids: Collection[int] | None) -> int:
    """Forget stuck messages (None: all). How many there were."""
    return (await tx.execute(delete(delivery).where(*_stuck(ids)))).rowcount


def _stuck(ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    waits = and_(delivery.c.state == DeliveryState.OWED, delivery.c.error.is_not(None))
    which: list[ColumnElement[bool]] = [or_(delivery.c.state == DeliveryState.PARKED, waits)]
    return which if ids is None else [*which, delivery.c.id.in_(ids)]


def _is_reply(row: Fields) -> bool:
    return row["priority"] is Priority.REPLY


def _to(bot_id: int, chat_id: int) -> list[ColumnElement[bool]]:
    return [delivery.c.bot_id == bot_id, delivery.c.chat_id == chat_id]


def _owed_to(bot_id: int, chat_id: int, thread_id: int | None) -> list[ColumnElement[bool]]:
    owed = [*_to(bot_id, chat_id), delivery.c.state == DeliveryState.OWED]
    return owed if thread_id is None else [*owed, delivery.c.thread_id == thread_id]
