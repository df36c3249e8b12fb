"""Transactions: whole or not at all, one writer at a time, readers never wait."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.storage.engine import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'engine.sqlite'}")
    async with store.step() as tx:
        await tx.execute(text("CREATE TABLE log (id INTEGER PRIMARY KEY, word TEXT)"))
    yield store
    await store.close()


async def put(store: Store, word: str) -> None:
    async with store.step() as tx:
        await tx.execute(text("INSERT INTO log (word) VALUES (:word)"), {"word": word})


async def words(store: Store) -> list[str]:
    async with store.look() as tx:
        return list((await tx.execute(text("SELECT word FROM log ORDER BY id"))).scalars())


async def put_and_fail(store: Store) -> None:
    async with store.step() as tx:
        await tx.execute(text("INSERT INTO log (word) VALUES ('lost')"))
        raise LookupError("no such person")


async def test_a_step_that_raises_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(LookupError):
        await put_and_fail(store)
    await put(store, "kept")
    assert await words(store) == ["kept"]


async def test_a_step_that_is_broken_off_leaves_nothing_behind(store: Store) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        async with store.step() as tx:
            await tx.execute(text("INSERT INTO log (word) VALUES ('lost')"))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await put(store, "kept")
    assert await words(store) == ["kept"]


async def test_a_reader_sees_the_last_whole_step_while_another_is_written(store: Store) -> None:
    await put(store, "old")
    async with store.step() as tx:
        await tx.execute(text("INSERT INTO log (word) VALUES ('new')"))
        assert await words(store) == ["old"]
    assert await words(store) == ["old", "new"]


async def test_steps_are_taken_in_the_order_in_which_they_were_asked_for(store: Store) -> None:
    await asyncio.gather(*(put(store, str(n)) for n in range(20)))
    assert await words(store) == [str(n) for n in range(20)]


async def test_a_reader_may_not_write_over_a_step_of_another_process(store: Store) -> None:
    """A second Store on the same file stands for the command line."""
    other = Store(str(store.engine.url).replace("+aiosqlite", ""))
    await asyncio.gather(*(put(one, "both") for one in (store, other) * 5))
    assert await words(store) == ["both"] * 10
    await other.close()


async def test_deleted_rows_go_with_what_belongs_to_them(store: Store) -> None:
    async with store.step() as tx:
        assert (await tx.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
        assert (await tx.execute(text("PRAGMA secure_delete"))).scalar_one() == 1
        assert (await tx.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await tx.execute(text("PRAGMA synchronous"))).scalar_one() == 2


async def test_after_a_scrub_no_file_holds_what_was_deleted(store: Store, tmp_path: Path) -> None:
    await put(store, "the-secret-word")
    async with store.step() as tx:
        await tx.execute(text("DELETE FROM log"))
    await store.scrub()
    assert not any(b"the-secret-word" in content for content in contents(tmp_path))


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("engine.sqlite*")]


async def done_in(store: Store, *, brief: bool) -> int:
    """The thread in which a statement of such a step is done."""
    async with store.step(brief=brief) as tx:
        pooled = await tx.get_raw_connection()
        sqlite: Any = pooled.driver_connection
        sqlite._conn.create_function("this_thread", 0, threading.get_ident)
        thread: int = (await tx.execute(text("SELECT this_thread()"))).scalar_one()
    return thread


async def test_only_long_steps_go_to_the_thread_of_the_database(store: Store) -> None:
    here = threading.get_ident()
    assert await done_in(store, brief=True) == here
    assert await done_in(store, brief=False) != here


async def test_while_somebody_else_writes_a_brief_step_waits_without_holding_up_others(
    store: Store, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "engine.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put(store, "after all"))
    assert await words(store) == []
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await words(store) == ["after all"]
