"""Trouble of the database is told from mistakes in what was asked of it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError
from bot.storage.base import postgresql, sqlite
from bot.storage.base.claims import EVERYTHING, FREE, Claim
from bot.storage.base.db_errors import CLOSED, DAMAGED, FIXED, FULL, REFUSED, SILENT, TAKEN, UNKNOWN
from bot.storage.base.engine import Store
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.faults.town import free_port
from tests.faults.wire import Wire
from tests.postgres import USER, Server


@pytest.fixture
async def url(databases: Databases) -> str:
    return await databases.without_tables()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    await put(store, "CREATE TABLE log (word TEXT)")
    yield store
    await store.close()


async def put(store: Store, *statements: str) -> None:
    async with store.step() as tx:
        for statement in statements:
            await tx.execute(text(statement))


async def troubled(store: Store, *statements: str) -> str:
    """What keeps a step with these statements from being done."""
    with pytest.raises(StorageError) as caught:
        await put(store, *statements)
    return str(caught.value)


@on_sqlite
async def test_a_full_disk(store: Store) -> None:
    words = "INSERT INTO log SELECT hex(randomblob(100000))"
    assert await troubled(store, "PRAGMA max_page_count = 3", words) == FULL
    await put(store, "PRAGMA max_page_count = 100000", words)


@on_sqlite
async def test_a_file_that_another_program_keeps_to_itself(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout = 1",))
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    late = Store(url)
    assert await troubled(late, "INSERT INTO log VALUES ('mine')") == TAKEN
    other.execute("ROLLBACK")
    await put(late, "INSERT INTO log VALUES ('mine')")
    other.close()
    await late.close()


@on_sqlite
async def test_a_file_that_may_only_be_read(store: Store) -> None:
    assert await troubled(store, "PRAGMA query_only = 1", "INSERT INTO log VALUES (1)") == FIXED


@on_sqlite
async def test_a_file_that_is_none_of_ours_or_nowhere(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear Alice, " * 1000)
    for place, why in (("letter.sqlite", DAMAGED), ("nowhere/db.sqlite", CLOSED)):
        other = Store(f"sqlite:///{tmp_path / place}")
        assert await troubled(other, "SELECT 1") == why
        await other.close()


@on_postgresql
async def test_a_server_that_sends_us_away(store: Store) -> None:
    away = "SELECT pg_terminate_backend(pg_backend_pid())"
    assert await troubled(store, away) == SILENT
    await put(store, "INSERT INTO log VALUES ('mine')")


async def test_a_server_that_is_not_there() -> None:
    store = Store(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    assert await troubled(store, "SELECT 1") == SILENT
    await store.close()


@on_postgresql
async def test_a_standby_and_a_table_that_somebody_keeps(store: Store) -> None:
    only_read = "SET TRANSACTION READ ONLY"
    assert await troubled(store, only_read, "INSERT INTO log VALUES (1)") == FIXED
    async with store.engine.connect() as other, other.begin():
        await other.execute(text("LOCK TABLE log"))
        impatient = "SET LOCAL lock_timeout = 1"
        assert await troubled(store, impatient, "INSERT INTO log VALUES ('mine')") == TAKEN


async def test_a_mistake_in_a_statement_is_no_trouble_of_the_database(store: Store) -> None:
    with pytest.raises(DBAPIError):
        await put(store, "INSERT INTO nothing VALUES (1)")
    with pytest.raises(LookupError):
        async with store.step():
            raise LookupError("no such person")


@on_postgresql
@pytest.mark.parametrize(
    "how",
    [
        "SELECT pg_terminate_backend(pg_backend_pid())",
        "SET LOCAL statement_timeout = 1; SELECT pg_sleep(10)",
        "SET LOCAL transaction_read_only = on; CREATE TABLE nothing ()",
    ],
)
async def test_after_a_server_has_broken_something_off_all_goes_on(
    databases: Databases, how: str
) -> None:
    store = Store(await databases.new())

    async def all_of_it() -> None:
        async with store.step() as tx:
            for statement in how.split("; "):
                await tx.exec_driver_sql(statement)

    with pytest.raises(StorageError):
        await all_of_it()
    async with store.step() as tx:
        await tx.exec_driver_sql("SELECT 1")
    await store.close()


async def test_a_way_to_the_server_that_leads_nowhere_is_noticed_and_left(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def say(store: Store, claim: Claim) -> None:
        async with store.step(claim) as tx:
            await tx.exec_driver_sql("SELECT 1")

    monkeypatch.setattr(postgresql, "FREE_SECONDS", 0.5)
    async with Wire(postgres.folder / ".s.PGSQL.5432") as wire:
        store = Store(f"postgresql://{USER}@{wire.url.removeprefix('http://')}/postgres")
        await asyncio.gather(*(say(store, FREE) for _ in range(3)))
        wire.deaden()
        with pytest.raises(StorageError, match=SILENT):
            await say(store, FREE)
        await wire.mend()
        await asyncio.gather(*(say(store, EVERYTHING) for _ in range(3)))
        await store.close()


@on_postgresql
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda url: url.replace(f"//{USER}@", "//stranger@"), REFUSED),
        (lambda url: url.replace("?", "_of_nobody?"), UNKNOWN),
    ],
    ids=["user", "database"],
)
async def test_a_server_that_does_not_know_what_it_is_asked_for(
    url: str, wrong: Callable[[str], str], told: str
) -> None:
    store = Store(wrong(url))
    assert await troubled(store, "SELECT 1") == told
    await store.close()
