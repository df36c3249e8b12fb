"""A part of the bot that fails is begun again, and says what is wrong until it is well."""

import asyncio

import pytest

from bot import steady
from bot.errors import DatabaseTroubleError
from bot.steady import LONGEST_PAUSE, WELL_AFTER, Steady, wrong


class Time:
    """A clock that only pauses set on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    clock = Time()
    monkeypatch.setattr(steady, "time", clock)
    monkeypatch.setattr("bot.steady.asyncio.sleep", clock.sleep)
    monkeypatch.setattr("bot.steady.random.uniform", lambda *_: 1.0)
    return clock


class Life:
    """Goes wrong as often as there are troubles, and then lives until it is cancelled."""

    def __init__(self, time: Time, *troubles: Exception, lasts: float = 0.0) -> None:
        self.time = time
        self.troubles = [*troubles]
        self.lasts = lasts
        self.well = asyncio.Event()

    async def __call__(self) -> None:
        self.time.now += self.lasts
        if self.troubles:
            raise self.troubles.pop(0)
        self.well.set()
        await asyncio.Event().wait()


async def lived(life: Life) -> Steady:
    """The part, once it has begun the life that does not go wrong."""
    part = Steady("sender", life)
    running = asyncio.create_task(part.run())
    await life.well.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return part


async def test_it_is_begun_again_later_and_later_but_never_seldom(time: Time) -> None:
    await lived(Life(time, *[KeyError("words")] * 6))
    assert time.pauses == [0.5, 1, 2, 4, LONGEST_PAUSE, LONGEST_PAUSE]


async def test_after_a_long_good_life_it_is_begun_again_soon(time: Time) -> None:
    await lived(Life(time, *[KeyError("words")] * 3, lasts=WELL_AFTER + 1))
    assert time.pauses == [0.5, 0.5, 0.5]


async def test_it_says_what_is_wrong_until_it_has_been_well_for_a_while(time: Time) -> None:
    part = await lived(Life(time, DatabaseTroubleError("the disk is full")))
    assert part.wrong == "the disk is full"
    time.now += WELL_AFTER + 1
    assert part.wrong is None


async def test_of_an_error_nobody_thought_of_only_the_kind_is_told(time: Time) -> None:
    part = await lived(Life(time, KeyError("somebody's words")))
    assert part.wrong == "the sender fails (KeyError)"


async def test_what_several_parts_suffer_from_is_told_once(time: Time) -> None:
    full = DatabaseTroubleError("the disk is full")
    parts = [await lived(Life(time, full)), await lived(Life(time, full)), await lived(Life(time))]
    assert wrong(parts) == ["the disk is full"]
