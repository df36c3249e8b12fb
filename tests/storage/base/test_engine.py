"""Transactions: whole or not at all, one writer at a time, readers never wait."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, insert, select, text

from bot.errors import BusyError, OutOfTurnError, StorageError
from bot.storage.base import postgresql
from bot.storage.base.claims import EVERYTHING, FREE, OWN, Claim, LockMode
from bot.storage.base.engine import Store
from tests.databases import Databases, on_postgresql, on_sqlite

tables = MetaData()
log = Table("log", tables, Column("id", Integer, primary_key=True), Column("word", Text))


@pytest.fixture
async def url(databases: Databases) -> str:
    return await databases.without_tables()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    async with store.step() as tx:
        await tx.run_sync(tables.create_all)
    yield store
    await store.close()


async def put(store: Store, word: str) -> None:
    async with store.step() as tx:
        await tx.execute(insert(log).values(word=word))


async def words(store: Store) -> list[str]:
    async with store.look() as tx:
        return list((await tx.execute(select(log.c.word).order_by(log.c.id))).scalars())


async def put_and_fail(store: Store) -> None:
    async with store.step() as tx:
        await tx.execute(insert(log).values(word="lost"))
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
            await tx.execute(insert(log).values(word="lost"))
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
        await tx.execute(insert(log).values(word="new"))
        assert await words(store) == ["old"]
    assert await words(store) == ["old", "new"]


@on_sqlite
async def test_steps_are_taken_in_the_order_in_which_they_were_asked_for(store: Store) -> None:
    await asyncio.gather(*(put(store, str(n)) for n in range(20)))
    assert await words(store) == [str(n) for n in range(20)]


async def test_a_reader_may_not_write_over_a_step_of_another_process(
    store: Store, url: str
) -> None:
    """A second Store on the same database stands for the command line, or another replica."""
    other = Store(url)
    await asyncio.gather(*(put(one, "both") for one in (store, other) * 5))
    assert await words(store) == ["both"] * 10
    await other.close()


class Held:
    """Somebody in the middle of a step."""

    def __init__(self, store: Store, claim: Claim) -> None:
        self._inside = asyncio.Event()
        self._may_end = asyncio.Event()
        self._task = asyncio.create_task(self._hold(store, claim))

    async def begun(self) -> None:
        await self._inside.wait()

    def let_end(self) -> None:
        self._may_end.set()

    async def end(self) -> None:
        self.let_end()
        await self._task

    def give_up(self) -> None:
        self._task.cancel()

    @property
    def is_inside(self) -> bool:
        return self._inside.is_set()

    async def _hold(self, store: Store, claim: Claim) -> None:
        async with store.step(claim):
            self._inside.set()
            await self._may_end.wait()


async def ended(waiting: Sequence[Held]) -> None:
    """In whichever order they get in: one that stays could keep out the one that is waited for."""
    for one in waiting:
        one.let_end()
    for one in waiting:
        await one.end()


@on_postgresql
@pytest.mark.parametrize(
    ("one", "other", "waits"),
    [
        (OWN, OWN, False),
        (EVERYTHING, FREE, False),
        (EVERYTHING, OWN, True),
        (OWN, EVERYTHING, True),
        (EVERYTHING, EVERYTHING, True),
        (Claim(teams=frozenset({1})), EVERYTHING, True),
        (EVERYTHING, Claim(people=frozenset({(1, 7)})), True),
        (Claim(teams=frozenset({1})), Claim(teams=frozenset({1})), True),
        (Claim(teams=frozenset({1})), Claim(sharing=frozenset({1})), True),
        (Claim(sharing=frozenset({1})), Claim(teams=frozenset({1})), True),
        (Claim(sharing=frozenset({1})), Claim(sharing=frozenset({1})), False),
        (Claim(teams=frozenset({1})), Claim(teams=frozenset({2})), False),
        (Claim(teams=frozenset({1})), Claim(people=frozenset({(0, 1)})), False),
        (Claim(people=frozenset({(1, 7)})), Claim(people=frozenset({(1, 7)})), True),
        (Claim(people=frozenset({(1, 7)})), Claim(people=frozenset({(2, 7)})), False),
        (Claim(teams=frozenset({1, 2})), Claim(teams=frozenset({2, 3})), True),
    ],
)
async def test_who_waits_for_whom(
    store: Store, url: str, one: Claim, other: Claim, waits: bool
) -> None:
    """Also in another process."""
    elsewhere = Store(url)
    first = Held(store, one)
    await first.begun()
    second = Held(elsewhere, other)
    if waits:
        await locked_out(store)
        assert not second.is_inside
    else:
        await second.begun()
    await first.end()
    await second.begun()
    await second.end()
    await elsewhere.close()


@on_postgresql
@pytest.mark.parametrize("claim", [OWN, EVERYTHING])
async def test_who_finds_another_replica_in_a_lane_does_not_wait(
    store: Store, url: str, claim: Claim
) -> None:
    elsewhere = Store(url)
    async with store.step(OWN, lane=(1, 7)):
        with pytest.raises(OutOfTurnError):
            async with elsewhere.step(claim, lane=(1, 7)):
                raise AssertionError("two in one lane")
        for other in (1, 8), (2, 7):
            async with elsewhere.step(OWN, lane=other):
                pass
    async with elsewhere.step(claim, lane=(1, 7)):
        pass
    await elsewhere.close()


@on_postgresql
async def test_a_replica_that_is_cut_off_in_the_middle_of_a_statement_is_not_waited_for_long(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql.AT_MOST, LockMode.SHARED, "500ms")
    elsewhere = Store(url)

    async def cut_off() -> None:
        async with store.step(OWN) as tx:
            driver: Any = (await tx.get_raw_connection()).driver_connection
            # The first half of a statement; the server waits for the second.
            await driver.prepare("SELECT 1")
            async with elsewhere.step(EVERYTHING):
                pass

    with pytest.raises(StorageError):
        await cut_off()
    await elsewhere.close()


@on_postgresql
async def test_of_one_replica_only_one_step_that_wants_all_room_stands_in_the_queue(
    store: Store, url: str
) -> None:
    elsewhere = Store(url)
    first = Held(store, OWN)
    await first.begun()
    waiting = [Held(elsewhere, EVERYTHING) for _ in range(30)]
    await locked_out(store)
    async with elsewhere.step(FREE) as tx:
        queue = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        assert (await tx.execute(queue)).scalar_one() == 1
    await first.end()
    await ended(waiting)
    await elsewhere.close()


NORTH = Claim(teams=frozenset({1}))


@on_postgresql
async def test_who_is_not_patient_is_told_that_somebody_has_it(store: Store, url: str) -> None:
    elsewhere = Store(url)
    async with store.step(NORTH), asyncio.timeout(30):
        with pytest.raises(BusyError):
            async with elsewhere.step(NORTH, patient=False):
                raise AssertionError("two have it")
        async with elsewhere.step(Claim(teams=frozenset({2})), patient=False):
            pass
    await elsewhere.close()


@on_postgresql
async def test_who_waits_for_one_team_leaves_room_for_all_others(store: Store, url: str) -> None:
    """More of them than there are connections; all but one wait without any."""
    elsewhere = Store(url)
    first = Held(elsewhere, NORTH)
    await first.begun()
    waiting = [Held(store, Claim(sharing=frozenset({1}))) for _ in range(50)]
    await locked_out(elsewhere)
    async with asyncio.timeout(30), store.step(Claim(teams=frozenset({2}))) as tx:
        queue = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        assert (await tx.execute(queue)).scalar_one() == 1
    assert not any(one.is_inside for one in waiting)
    await first.end()
    await ended(waiting)
    await elsewhere.close()


@on_postgresql
async def test_whoever_waits_for_one_that_gives_up_goes_on(store: Store, url: str) -> None:
    elsewhere = Store(url)
    first = Held(elsewhere, NORTH)
    await first.begun()
    ahead, behind = Held(store, NORTH), Held(store, NORTH)
    await locked_out(elsewhere)
    ahead.give_up()
    await first.end()
    await behind.end()
    await elsewhere.close()


@on_postgresql
async def test_teams_that_are_taken_in_any_order_are_no_ring(store: Store, url: str) -> None:
    elsewhere = Store(url)

    async def both(one: Store, claim: Claim) -> None:
        for _ in range(20):
            async with one.step(claim) as tx:
                await tx.execute(text("SELECT 1"))

    async with asyncio.timeout(60):
        await asyncio.gather(
            both(store, Claim(teams=frozenset({3, 1}), people=frozenset({(1, 8), (1, 7)}))),
            both(elsewhere, Claim(teams=frozenset({1}), sharing=frozenset({3}))),
            both(elsewhere, Claim(teams=frozenset({3, 2}), people=frozenset({(1, 7)}))),
        )
    await elsewhere.close()


async def locked_out(store: Store) -> None:
    """Wait until somebody waits for a lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while True:
        async with store.look() as tx:
            if (await tx.execute(waiting)).scalar_one():
                return


@on_sqlite
async def test_deleted_rows_go_with_what_belongs_to_them(store: Store) -> None:
    async with store.step() as tx:
        assert (await tx.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
        assert (await tx.execute(text("PRAGMA secure_delete"))).scalar_one() == 1
        assert (await tx.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await tx.execute(text("PRAGMA synchronous"))).scalar_one() == 2


@on_sqlite
async def test_after_a_scrub_no_file_holds_what_was_deleted(store: Store) -> None:
    await put(store, "the-secret-word")
    async with store.step() as tx:
        await tx.execute(delete(log))
    await store.scrub()
    assert not any(b"the-secret-word" in content for content in contents(store))


@on_sqlite
async def test_on_a_small_disk_the_log_leaves_room_for_the_file(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing could be written back from it, and the disk would be full for good."""
    free = 6_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    store = Store(url)
    async with store.step() as tx:
        await tx.run_sync(tables.create_all)
    for _ in range(40):
        async with store.step() as tx:
            await tx.execute(insert(log), [{"word": "w" * 3000} for _ in range(50)])
            await tx.execute(delete(log))
    file = Path(url.removeprefix("sqlite:///"))
    assert file.with_name(f"{file.name}-wal").stat().st_size < free / 2
    await store.close()


@on_sqlite
async def test_a_new_file_is_for_its_owner_alone(store: Store) -> None:
    await put(store, "mine")
    assert modes(store) == {".sqlite": 0o600, ".sqlite-wal": 0o600, ".sqlite-shm": 0o600}


def files(store: Store) -> list[Path]:
    """The file of the database, and what stands beside it."""
    file = Path(store.engine.url.database or "")
    found = [*file.parent.glob(f"{file.name}*")]
    assert file in found
    return found


def modes(store: Store) -> dict[str, int]:
    """What may be done to each file, by its ending."""
    return {file.suffix: file.stat().st_mode & 0o777 for file in files(store)}


def contents(store: Store) -> list[bytes]:
    return [file.read_bytes() for file in files(store)]


async def done_in(store: Store, *, brief: bool) -> int:
    """The thread in which a statement of such a step is done."""
    async with store.step(brief=brief) as tx:
        pooled = await tx.get_raw_connection()
        sqlite: Any = pooled.driver_connection
        sqlite._conn.create_function("this_thread", 0, threading.get_ident)
        thread: int = (await tx.execute(text("SELECT this_thread()"))).scalar_one()
    return thread


@on_sqlite
async def test_only_long_steps_go_to_the_thread_of_the_database(store: Store) -> None:
    here = threading.get_ident()
    assert await done_in(store, brief=True) == here
    assert await done_in(store, brief=False) != here


@on_sqlite
async def test_while_somebody_else_writes_a_brief_step_waits_without_holding_up_others(
    store: Store, url: str
) -> None:
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put(store, "after all"))
    assert await words(store) == []
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await words(store) == ["after all"]
