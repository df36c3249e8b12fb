import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.clock import Clock
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_a_driven_clock_wakes_who_sleeps_until_then() -> None:
    clock = Clock()
    clock.drive(1000.0)
    sleeper = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    clock.drive(1009.9)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.drive(1010.0)
    await sleeper


async def test_a_clock_that_is_released_goes_on_in_real_time() -> None:
    clock = Clock()
    clock.drive(1000.0)
    sleeper = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    clock.release()
    await sleeper
    assert not clock.driven


async def test_a_faster_clock_lets_a_sleeper_rest_shorter() -> None:
    clock = Clock()
    clock.run(1_000_000.0, 1000.0)
    await clock.sleep(3600)
    assert clock.now() >= 4600.0


async def test_a_clock_that_is_sped_up_goes_on_from_where_it_is() -> None:
    clock = Clock()
    clock.drive(1000.0)
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    assert clock.next_due == 4600.0
    clock.run(1_000_000.0)
    await sleeper
    assert clock.next_due is None


async def test_who_wants_to_know_is_told_when_the_clock_is_set() -> None:
    changes = []
    clock = Clock(lambda: changes.append((clock.speed, clock.driven)))
    clock.drive(1000.0)
    clock.run(60.0)
    clock.release()
    assert changes == [(0.0, True), (60.0, True), (1.0, False)]


async def test_messages_carry_the_driven_time(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.clock(MONDAY)
    assert (await bot.send(alice["id"], "x"))["date"] == MONDAY.timestamp()
    await control.clock(MONDAY + timedelta(days=1))
    said = await control.say(alice["id"], "y")
    assert said["date"] == (MONDAY + timedelta(days=1)).timestamp()
    await control.clock(None)
    assert (await control.say(alice["id"], "z"))["date"] > said["date"]


@pytest.mark.parametrize("now", ["2026-03-02T09:00:00Z", "2026-03-02T10:00:00+01:00", 1772442000])
async def test_the_time_comes_as_iso_or_unix_seconds(
    box: Sandbox, http: ClientSession, now: str | int
) -> None:
    async with http.post(f"{box.url}/sandbox/clock", json={"now": now}) as response:
        assert await response.json() == {
            "now": "2026-03-02T09:00:00+00:00",
            "driven": True,
            "speed": 0.0,
        }
    assert box.world.clock.now() == MONDAY.timestamp()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"now": "2026-03-02T09:00:00"},
        {"now": "soon"},
        {"now": "0001-01-01T00:00:00+14:00"},
        {"now": "9999-12-31T23:59:59Z"},
        {"now": 1, "off": True},
        {"speed": 2, "off": True},
    ],
)
async def test_a_time_that_is_none(box: Sandbox, http: ClientSession, body: JsonObject) -> None:
    async with http.post(f"{box.url}/sandbox/clock", json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"].startswith("now: ")


@pytest.mark.parametrize("speed", [-1, 86_401, "fast", 1e300])
async def test_a_speed_that_is_none(box: Sandbox, http: ClientSession, speed: object) -> None:
    async with http.post(f"{box.url}/sandbox/clock", json={"speed": speed}) as response:
        assert response.status == 400
        assert (await response.json())["error"].startswith("speed: ")


async def test_what_is_due_is_done_in_order_when_the_clock_is_driven_past_it() -> None:
    clock = Clock()
    done: list[tuple[float, int]] = []

    def note(due: float) -> None:
        done.append((due, len(done)))

    clock.drive(1000.0)
    for due in (1020.0, 1010.0, 1010.0, 1030.0):
        clock.at(due, partial(note, due))
    assert clock.next_due == 1010.0
    clock.drive(1009.0)
    assert done == []
    clock.drive(1020.0)
    assert done == [(1010.0, 0), (1010.0, 1), (1020.0, 2)]
    clock.forget_alarms()
    clock.drive(2000.0)
    assert len(done) == 3


async def test_what_is_due_is_done_by_itself_while_the_clock_runs() -> None:
    clock, rung = Clock(), asyncio.Event()
    clock.run(1_000_000.0, 1000.0)
    clock.at(4600.0, rung.set)
    await asyncio.wait_for(rung.wait(), 5)
    assert clock.now() >= 4600.0


async def test_what_is_due_may_ask_for_more() -> None:
    clock, done = Clock(), []

    def again() -> None:
        done.append(clock.now())
        if len(done) < 3:
            clock.at(clock.now(), again)

    clock.drive(1000.0)
    clock.at(1001.0, again)
    clock.drive(1001.0)
    assert done == [1001.0] * 3
