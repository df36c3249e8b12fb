"""The heartbeat goes on whatever the wall clock does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.chat.wakeup import Wakeup
from bot.domain.transport.deliveries import DeliveryState
from bot.errors import StorageError
from bot.flows.base.step import Step
from bot.scheduler import heartbeat
from bot.scheduler.heartbeat import Heartbeat
from tests.databases import on_sqlite
from tests.desk import Office
from tests.post import Post

pytestmark = on_sqlite

SOON = timedelta(minutes=5)


class Beats:
    """Counts the beats of a heartbeat, in place of what it calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bell = Wakeup()
        monkeypatch.setattr(heartbeat, "TASKS", (self,))
        monkeypatch.setattr(heartbeat, "CHORES", ())

    async def __call__(self, step: Step) -> bool:
        self.bell.ring()
        return False

    async def one(self) -> None:
        assert await self.bell.heard(30), "in vain was waited for a beat"


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> Beats:
    return Beats(monkeypatch)


@asynccontextmanager
async def beating(office: Office) -> AsyncIterator[None]:
    running = asyncio.create_task(Heartbeat(office.unit_of_work, 0.01).run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_it_beats_although_the_scheduler_waits_for_a_clock_that_was_set_back(
    office: Office, beats: Beats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda *_, **__: None)
    async with beating(office):
        for _ in range(3):
            await beats.one()


async def test_what_waits_for_another_try_is_tried_when_the_clock_has_been_set_back(
    office: Office, beats: Beats
) -> None:
    post = Post(office)
    async with beating(office):
        await beats.one()
        office.clock.moment += SOON
        await beats.one()
        await beats.one()
        await post.owe(1, "later", not_before=office.clock.moment + SOON)
        office.clock.moment -= SOON
        await beats.one()
        await beats.one()
    (one,) = await post.kept()
    assert (one.state, one.not_before) == (DeliveryState.OWED, office.clock.moment)


async def test_a_clock_that_was_set_forward_and_back_between_two_beats(
    office: Office, beats: Beats
) -> None:
    post = Post(office)
    async with beating(office):
        await beats.one()
        await beats.one()
        office.clock.moment += SOON
        told = office.unit_of_work.clock.now()
        office.clock.moment -= SOON
        await post.owe(1, "later", not_before=told)
        await beats.one()
        await beats.one()
    (one,) = await post.kept()
    assert one.not_before == office.clock.moment


async def test_what_waits_for_another_try_goes_on_waiting_while_the_clock_goes_right(
    office: Office, beats: Beats
) -> None:
    post = Post(office)
    later = office.clock.moment + 3 * SOON
    async with beating(office):
        await beats.one()
        await post.owe(1, "later", not_before=later)
        office.clock.moment += SOON
        await beats.one()
        await beats.one()
    (one,) = await post.kept()
    assert one.not_before == later


async def test_trouble_of_the_database_ends_the_beat_and_any_other_error_only_its_task(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    async def stumbles(_: Step) -> bool:
        called.append("stumbles")
        raise KeyError("words")

    async def full(_: Step) -> bool:
        called.append("full")
        raise StorageError("the disk is full")

    monkeypatch.setattr(heartbeat, "TASKS", (stumbles, full, stumbles))
    with pytest.raises(StorageError):
        await Heartbeat(office.unit_of_work, 1).beat()
    assert called == ["stumbles", "full"]
