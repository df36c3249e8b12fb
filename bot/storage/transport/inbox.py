"""The inbox."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.transport.inbox import LEFT_BEHIND, InboxState, Received
from bot.storage.base.columns import NO_TIME
from bot.storage.base.rows import chunks, columns, every, first, insert_new
from bot.storage.base.schema import inbox, member, prompt


class Fields(TypedDict, total=False):
    """What can change of a row; see Received."""

    lane: int | None
    body: str | None
    state: InboxState
    attempts: int
    retry_at: datetime
    received_on: date | None
    error: str | None
    overtaken: bool


FORGOTTEN = {
    "state": InboxState.HANDLED,
    "body": None,
    "lane": None,
    "error": None,
    "retry_at": NO_TIME,
    "received_on": None,
    "attempts": 0,
    "overtaken": False,
}

_older = inbox.alias("older")
_OLDER_WAITS = exists().where(
    _older.c.bot_id == inbox.c.bot_id,
    _older.c.lane == inbox.c.lane,
    _older.c.update_id < inbox.c.update_id,
    _older.c.state == InboxState.PENDING,
)
_MARK_HANDLED = (
    update(inbox)
    .where(
        inbox.c.bot_id == bindparam("of_bot"),
        inbox.c.update_id == bindparam("of_update"),
        inbox.c.state == InboxState.PENDING,
        ~_OLDER_WAITS,
    )
    .values(FORGOTTEN)
)

_OPEN = (inbox.c.bot_id == bindparam("of_bot"), inbox.c.state == InboxState.PENDING)
_BEFORE = (
    select(inbox.c.update_id)
    .where(
        *_OPEN,
        inbox.c.lane == bindparam("of_lane"),
        inbox.c.update_id < bindparam("of_update"),
    )
    .limit(1)
)
_WAITING = select(inbox.c.lane).where(*_OPEN, inbox.c.retry_at > bindparam("now"))
_PENDING = (
    select(inbox)
    .where(
        *_OPEN,
        inbox.c.lane.not_in(_WAITING),
        inbox.c.lane.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(inbox.c.update_id)
    .limit(bindparam("most"))
)
_PENDING_OF_OWN = _PENDING.where(
    or_(
        inbox.c.attempts > 0,
        inbox.c.retry_at <= bindparam("left_behind"),
        inbox.c.lane.in_(bindparam("own", expanding=True)),
    )
)


async def add_many(tx: AsyncConnection, received: Sequence[Received]) -> int:
    """Store what is not stored yet. How many were new."""
    if not received:
        return 0
    rows = {(one.bot_id, one.update_id): columns(one) for one in received}
    added = await tx.execute(_add_new(tx.dialect.name), list(rows.values()))
    return len(added.all())


@cache
def _add_new(dialect: str) -> ReturningInsert[int]:
    return insert_new(dialect, inbox).returning(inbox.c.update_id)


async def waits_before(tx: AsyncConnection, bot_id: int, lane: int, update_id: int) -> bool:
    """Whether something older of this lane has not been handled yet."""
    wish = {"of_bot": bot_id, "of_lane": lane, "of_update": update_id}
    return (await tx.execute(_BEFORE, wish)).first() is not None


async def overtake(tx: AsyncConnection, bot_id: int, lanes: Collection[int]) -> None:
    """Mark what waits in these lanes: something of theirs has been sealed meanwhile.

    To be said after that has been deleted, so that whoever stores something about it at this moment
    is seen, too. Little waits at any moment, however many the lanes are.
    """
    waits = (inbox.c.bot_id == bot_id, inbox.c.state == InboxState.PENDING)
    waiting = (await tx.execute(select(inbox.c.lane).where(*waits).distinct())).scalars()
    for some in chunks(set(waiting) & set(lanes)):
        late = select(inbox.c.update_id).where(*waits, inbox.c.lane.in_(some))
        locked = late.order_by(inbox.c.update_id).with_for_update()
        ids = (await tx.execute(locked)).scalars().all()
        theirs = update(inbox).where(inbox.c.bot_id == bot_id, inbox.c.update_id.in_(ids))
        await tx.execute(theirs.values(overtaken=True))


async def anything_overtaken(tx: AsyncConnection) -> bool:
    """Whether anything that a Seal has overtaken has not been handled yet."""
    query = select(inbox.c.update_id).where(inbox.c.overtaken).limit(1)
    return (await tx.execute(query)).first() is not None


async def last_update_id(tx: AsyncConnection, bot_id: int) -> int | None:
    query = select(func.max(inbox.c.update_id)).where(inbox.c.bot_id == bot_id)
    last: int | None = (await tx.execute(query)).scalar_one()
    return last


async def pending(
    tx: AsyncConnection,
    bot_id: int,
    now: datetime,
    limit: int,
    busy: Collection[int | None],
    own: Collection[int | None] | None = None,
) -> list[Received]:
    """Updates that wait to be handled, oldest first, in lanes that are neither busy nor waiting.

    Where only some lanes are one's `own`, others are left to whoever stored what is in them, unless
    it has been left behind.
    """
    wish = {"of_bot": bot_id, "now": now, "busy": list(busy), "most": limit}
    if own is None:
        return await every(tx, _PENDING, Received, wish)
    own_only = {"own": list(own), "left_behind": now - LEFT_BEHIND}
    return await every(tx, _PENDING_OF_OWN, Received, wish | own_only)


async def by_id(tx: AsyncConnection, bot_id: int, update_id: int) -> Received | None:
    query = select(inbox).where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
    return await first(tx, query, Received)


async def mark_handled(tx: AsyncConnection, bot_id: int, update_id: int) -> bool:
    """Forget all of the update but its id. False if it had been handled before, or an older one of
    its lane waits."""
    marked = await tx.execute(_MARK_HANDLED, {"of_bot": bot_id, "of_update": update_id})
    return marked.rowcount == 1


async def mark_failed(
    tx: AsyncConnection, bot_id: int, update_id: int, **fields: Unpack[Fields]
) -> bool:
    """Note a try that failed. False if the update was handled for all that."""
    marked = await tx.execute(
        update(inbox)
        .where(
            inbox.c.bot_id == bot_id,
            inbox.c.update_id == update_id,
            inbox.c.state == InboxState.PENDING,
        )
        .values(**fields)
    )
    return marked.rowcount == 1


async def make_due(tx: AsyncConnection, bot_id: int, now: datetime) -> None:
    """Whatever waits for another try is tried from now on."""
    waits = (inbox.c.bot_id == bot_id, inbox.c.state == InboxState.PENDING)
    await tx.execute(update(inbox).where(*waits, inbox.c.retry_at > now).values(retry_at=now))


async def change(
    tx: AsyncConnection, bot_id: int, update_id: int, **fields: Unpack[Fields]
) -> None:
    await tx.execute(
        update(inbox)
        .where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
        .values(**fields)
    )


async def parked(tx: AsyncConnection, bot_id: int | None = None) -> list[Received]:
    """What is parked, of all bots or one, oldest first."""
    query = select(inbox).where(*_parked(bot_id, None))
    return await every(tx, query.order_by(inbox.c.bot_id, inbox.c.update_id), Received)


async def replay(
    tx: AsyncConnection, bot_id: int | None, updates: Collection[int] | None, now: datetime
) -> int:
    """Have parked updates (None: all) tried as if for the first time. How many there were."""
    fresh = {"state": InboxState.PENDING, "attempts": 0, "retry_at": now, "error": None}
    again = await tx.execute(update(inbox).where(*_parked(bot_id, updates)).values(fresh))
    return again.rowcount


async def drop(tx: AsyncConnection, bot_id: int | None, updates: Collection[int] | None) -> int:
    """Forget all of parked updates (None: of every one) but their ids. How many there were."""
    gone = await tx.execute(update(inbox).where(*_parked(bot_id, updates)).values(FORGOTTEN))
    return gone.rowcount


async def others_parked(tx: AsyncConnection, one: Received) -> bool:
    """Whether anything else of the same person is parked."""
    query = select(inbox.c.update_id).where(
        *_parked(one.bot_id, None), inbox.c.lane == one.lane, inbox.c.update_id != one.update_id
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def of_lane(tx: AsyncConnection, bot_id: int, lane: int) -> list[Received]:
    """What came from this person and is not done with."""
    query = select(inbox).where(inbox.c.bot_id == bot_id, inbox.c.lane == lane)
    return await every(tx, query.order_by(inbox.c.update_id), Received)


async def forget_lane(tx: AsyncConnection, bot_id: int, lane: int) -> None:
    """Let go of all that came from this person; only the ids stay, which guard against repeats."""
    of_person = (inbox.c.bot_id == bot_id, inbox.c.lane == lane)
    await tx.execute(update(inbox).where(*of_person).values(FORGOTTEN))


async def remove_parked_before(tx: AsyncConnection, day: date) -> int:
    parked = inbox.c.state == InboxState.PARKED
    return (await tx.execute(delete(inbox).where(parked, inbox.c.received_on < day))).rowcount


async def keep_newest(tx: AsyncConnection, most: int) -> int:
    """Let go of the ids of handled updates, but for so many of each bot. How many went."""
    bots = (await tx.execute(select(inbox.c.bot_id).distinct())).scalars().all()
    return sum([await _keep_newest(tx, bot_id, most) for bot_id in bots])


async def _keep_newest(tx: AsyncConnection, bot_id: int, most: int) -> int:
    of_bot = inbox.c.bot_id == bot_id
    newest_first = select(inbox.c.update_id).where(of_bot).order_by(inbox.c.update_id.desc())
    last = (await tx.execute(newest_first.offset(most - 1).limit(1))).scalar_one_or_none()
    if last is None:
        return 0
    handled = inbox.c.state == InboxState.HANDLED
    old = delete(inbox).where(of_bot, handled, inbox.c.update_id < last)
    return (await tx.execute(old)).rowcount


async def forget_parked_of_round(tx: AsyncConnection, bot_id: int, round_id: int) -> None:
    """Let go of parked updates of everybody whom the Round has asked. Only among what is parked, of
    which there is little: a Seal must not take longer the more others have said."""
    asked = (
        select(member.c.id)
        .join(prompt, prompt.c.member_id == member.c.id)
        .where(
            prompt.c.round_id == round_id,
            member.c.bot_id == bot_id,
            member.c.telegram_id == inbox.c.lane,
        )
    )
    of_them = (*_parked(bot_id, None), asked.exists())
    await tx.execute(update(inbox).where(*of_them).values(FORGOTTEN))


def _parked(bot_id: int | None, updates: Collection[int] | None) -> list[ColumnElement[bool]]:
    which = [inbox.c.state == InboxState.PARKED]
    if bot_id is not None:
        which.append(inbox.c.bot_id == bot_id)
    if updates is not None:
        which.append(inbox.c.update_id.in_(updates))
    return which
