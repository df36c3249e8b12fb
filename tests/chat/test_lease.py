"""The lease: one replica sends, the others stand by; and nobody trusts in one that has run out."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text, update

from bot.chat.lease import MARGIN, Lease
from bot.chat.wakeup import Wakeup
from bot.domain.base.places import Place
from bot.domain.messages.people.people import Said
from bot.errors import StorageError
from bot.flows.base.told import told
from bot.flows.base.unit_of_work import UnitOfWork
from bot.flows.transport.leases import SECONDS
from bot.storage.base.db_clock import from_now
from bot.storage.base.engine import Store
from bot.storage.base.schema import lease
from tests.databases import on_postgresql, on_sqlite
from tests.desk import Office

ALICE = Place(bot_id=1, chat_id=1)


class Steady:
    """The steady clock, set on by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real, self.ahead = time.monotonic, 0.0
        monkeypatch.setattr(time, "monotonic", lambda: real() + self.ahead)


@pytest.fixture
async def elsewhere(office: Office, database: str) -> AsyncIterator[UnitOfWork]:
    """Where another process begins its steps."""
    store = Store(database)
    yield replace(office.unit_of_work, store=store)
    await store.close()


@pytest.fixture
def first(office: Office) -> Lease:
    return Lease(office.unit_of_work, Wakeup())


@pytest.fixture
def second(elsewhere: UnitOfWork) -> Lease:
    return Lease(elsewhere, Wakeup())


async def confirmed(one: Lease, unit_of_work: UnitOfWork) -> bool:
    async with unit_of_work.step() as step:
        return await one.confirm(step)


async def run_out(office: Office) -> None:
    async with office.unit_of_work.store.step() as tx:
        await tx.execute(update(lease).values(until=from_now(-0.1)))


@on_postgresql
async def test_the_second_replica_waits_until_the_first_gives_up(
    office: Office, first: Lease, second: Lease
) -> None:
    assert await first.seek()
    assert not await second.seek()
    assert await first.seek(), "it is renewed"
    await first.give_up()
    assert not first.held
    assert await second.seek()
    assert not await first.seek()


@on_postgresql
async def test_a_replica_that_slept_finds_out_before_it_sends(
    office: Office, first: Lease, second: Lease
) -> None:
    await first.seek()
    await run_out(office)
    assert await second.seek()
    still = first.held
    assert still, "it does not know yet"
    assert not await confirmed(first, office.unit_of_work)
    assert not first.held
    assert not await first.seek()


@on_postgresql
async def test_a_lease_that_has_run_out_and_that_nobody_wanted_goes_on(
    office: Office, first: Lease
) -> None:
    await first.seek()
    fence = first.fence
    await run_out(office)
    assert await first.seek()
    assert first.fence == fence


@on_postgresql
async def test_whoever_cannot_ask_stops_in_time_by_their_own_clock(
    first: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady = Steady(monkeypatch)
    await first.seek()
    steady.ahead = SECONDS - MARGIN
    assert not first.held


@on_postgresql
async def test_the_time_it_took_to_ask_is_not_counted_in(
    office: Office, first: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady = Steady(monkeypatch)
    await first.seek()
    answered = Store.step

    def slowly(store: Store, *rest: Any, **options: Any) -> AbstractAsyncContextManager[object]:
        steady.ahead += SECONDS
        return answered(store, *rest, **options)

    with monkeypatch.context() as slow:
        slow.setattr(Store, "step", slowly)
        assert not await first.seek()


@on_sqlite
async def test_on_a_file_whoever_comes_last_sends_and_the_other_finds_out(
    office: Office, first: Lease, second: Lease
) -> None:
    assert await first.seek()
    assert await second.seek()
    assert not await confirmed(first, office.unit_of_work)
    assert not await first.seek(), "it does not take it back"
    assert await second.seek()


@on_sqlite
async def test_on_a_file_a_lease_does_not_run_out(
    office: Office, first: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady = Steady(monkeypatch)
    await first.seek()
    steady.ahead = 1e6
    assert first.held
    assert await confirmed(first, office.unit_of_work)


async def test_taken_it_rings_for_whoever_sends(office: Office) -> None:
    owed = Wakeup()
    keeping = asyncio.create_task(Lease(office.unit_of_work, owed).keep())
    assert await owed.heard(30)
    await stopped(keeping)


async def owe(unit_of_work: UnitOfWork) -> None:
    async with unit_of_work.step() as step:
        await step.outbox.put(ALICE, [told("en", Said(key="welcome_back"))])


@on_postgresql
async def test_what_another_replica_owes_is_heard_also_after_the_connection_broke(
    office: Office, elsewhere: UnitOfWork
) -> None:
    owed = Wakeup()
    here = Lease(office.unit_of_work, owed)
    keeping = asyncio.create_task(here.keep())
    await rings(owed)
    await quiet(owed, here)
    await owe(elsewhere)
    await rings(owed)
    async with elsewhere.look() as step:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%lease%'"
        await step.tx.execute(text(f"{others} AND pid <> pg_backend_pid()"))
    await rings(owed)
    await quiet(owed, here)
    await owe(elsewhere)
    await rings(owed)
    await stopped(keeping)


async def test_whoever_sends_does_not_call_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    async def call(_: Store, __: object, channel: str) -> None:
        called.append(channel)

    monkeypatch.setattr(Store, "call", call)
    await owe(replace(office.unit_of_work, sends_here=lambda: True))
    assert called == []
    await owe(office.unit_of_work)
    assert called == ["eftertanke_1"]


async def test_a_database_that_is_away_is_borne_with(
    office: Office, first: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    standing = Store.standing

    def away(*arguments: Any) -> AbstractAsyncContextManager[object]:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise StorageError("away")
        return standing(*arguments)

    monkeypatch.setattr(Store, "standing", away)
    keeping = asyncio.create_task(first.keep())
    async with asyncio.timeout(30):
        while not first.held:  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
    await stopped(keeping)


async def rings(owed: Wakeup) -> None:
    assert await owed.heard(30)


async def quiet(owed: Wakeup, one: Lease) -> None:
    """Let what it rings for by itself be over: that it listens, and that it is held."""
    async with asyncio.timeout(30):
        while not one.held:  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
    await owed.heard(0.01)


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
