import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import Clock

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_a_driven_clock_wakes_who_sleeps_until_then():
    clock = Clock()
    clock.drive(1000.0)
    sleeper = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    clock.drive(1009.9)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.drive(1010.0)
    await sleeper


async def test_a_clock_that_is_released_goes_on_in_real_time():
    clock = Clock()
    clock.drive(1000.0)
    sleeper = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    clock.release()
    await sleeper
    assert not clock.driven


async def test_messages_carry_the_driven_time(bot, control, alice):
    await control.clock(MONDAY)
    assert (await bot.send(alice["id"], "x"))["date"] == MONDAY.timestamp()
    await control.clock(MONDAY + timedelta(days=1))
    said = await control.say(alice["id"], "y")
    assert said["date"] == (MONDAY + timedelta(days=1)).timestamp()
    await control.clock(None)
    assert (await control.say(alice["id"], "z"))["date"] > said["date"]


@pytest.mark.parametrize("now", ["2026-03-02T09:00:00Z", "2026-03-02T10:00:00+01:00", 1772442000])
async def test_the_time_comes_as_iso_or_unix_seconds(box, http, now):
    async with http.post(f"{box.url}/sandbox/clock", json={"now": now}) as response:
        assert await response.json() == {"now": "2026-03-02T09:00:00+00:00", "driven": True}
    assert box.world.clock.now() == MONDAY.timestamp()


@pytest.mark.parametrize(
    "body", [{}, {"now": "2026-03-02T09:00:00"}, {"now": "soon"}, {"now": 1, "off": True}]
)
async def test_a_time_that_is_none(box, http, body):
    async with http.post(f"{box.url}/sandbox/clock", json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"].startswith("now: ")
