"""What waits is counted cheaply, and each bot's apart."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Unpack

import pytest
from sqlalchemy import event

from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.domain.transport.inbox import InboxState, Received
from bot.storage.base.engine import Store
from bot.storage.transport import backlog, deliveries, inbox
from tests.databases import on_sqlite

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINE, OTHER = 1, 2


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    store = Store(database)
    yield store
    await store.close()


def update(
    number: int, minutes: int, *, bot_id: int = MINE, **fields: Unpack[inbox.Fields]
) -> Received:
    made: inbox.Fields = {
        "lane": number,
        "body": "{}",
        "state": InboxState.PENDING,
        "attempts": 0,
        "retry_at": NOW - timedelta(minutes=minutes),
        "received_on": date(2026, 3, 2),
        "error": None,
    }
    return Received(bot_id=bot_id, update_id=number, **(made | fields))


def message(
    chat_id: int, minutes: int, /, **fields: Unpack[deliveries.Fields]
) -> deliveries.Fields:
    made: deliveries.Fields = {
        "bot_id": MINE,
        "chat_id": chat_id,
        "thread_id": None,
        "priority": Priority.PROMPT,
        "kind": "AskQuestion",
        "body": "{}",
        "language": "en",
        "subject": None,
        "subject_id": None,
        "round_id": None,
        "edits": None,
        "reply_to": None,
        "state": DeliveryState.OWED,
        "not_before": NOW - timedelta(minutes=minutes),
        "expires_at": None,
        "attempts": 0,
    }
    return made | fields


async def figures(store: Store) -> dict[str, Any]:
    async with store.look() as tx:
        return dict(await backlog.figures(tx, MINE, NOW))


async def test_an_empty_database_has_nothing_waiting(store: Store) -> None:
    found = await figures(store)
    assert set(found.values()) == {0, None}


async def test_updates_are_counted_by_state(store: Store) -> None:
    async with store.step() as tx:
        await inbox.add_many(
            tx,
            [
                update(1, -5),
                update(2, 7),
                update(3, 3),
                update(4, 90, state=InboxState.PARKED),
                update(5, 90, state=InboxState.HANDLED, lane=None, body=None, received_on=None),
                update(6, 90, bot_id=OTHER),
            ],
        )
    found = await figures(store)
    assert (found["updates_pending"], found["updates_parked"]) == (3, 1)
    assert found["update"] == NOW - timedelta(minutes=7), "the first that is not to be tried later"


async def test_messages_are_counted_by_state_and_the_oldest_told_by_urgency(store: Store) -> None:
    reply, digest = Priority.REPLY, Priority.DIGEST
    async with store.step() as tx:
        await deliveries.add_many(
            tx,
            [
                message(1, 5),
                message(2, -1, priority=reply),
                message(2, 60, priority=reply),
                message(3, 2, priority=reply),
                message(4, 90, priority=digest, state=DeliveryState.PARKED),
                message(5, 90, priority=digest, bot_id=OTHER),
            ],
        )
    found = await figures(store)
    counts = [found[f"messages_{state}"] for state in ("due", "waiting", "parked")]
    assert counts == [3, 1, 1]
    assert found[str(Priority.PROMPT.value)] == NOW - timedelta(minutes=5)
    assert found[str(reply.value)] == NOW - timedelta(minutes=2), "the older one is not its turn"
    assert found[str(digest.value)] is None


async def test_no_more_is_counted_than_anybody_wants_to_know(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "MOST", 2)
    async with store.step() as tx:
        await inbox.add_many(tx, [update(number, 1) for number in range(5)])
    assert (await figures(store))["updates_pending"] == 2


@on_sqlite
async def test_nothing_is_read_through_from_end_to_end(store: Store) -> None:
    asked: list[tuple[str, Any]] = []

    def overhear(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine.sync_engine, "before_cursor_execute", overhear)
    await figures(store)
    ((statement, parameters),) = [one for one in asked if "inbox" in one[0]]
    async with store.look() as tx:
        rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row.detail for row in rows]
    assert any("ix_inbox_work" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN ") and "anon" not in step] == [
        "SCAN CONSTANT ROW"
    ]
