"""A part of the bot that fails is begun again, and says what is wrong until it is well."""

import asyncio

import pytest

from bot.errors import StorageError
from bot.flows.base import supervision
from bot.flows.base.supervision import BACKOFF, WELL_AFTER, Supervision, in_time, wrong


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
    monkeypatch.setattr(supervision, "time", clock)
    monkeypatch.setattr("bot.flows.base.supervision.asyncio.sleep", clock.sleep)
    monkeypatch.setattr(supervision, "jittered", lambda seconds: seconds)
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


async def lived(life: Life) -> Supervision:
    """The part's Supervision, once it has begun the life that does not go wrong."""
    part = Supervision("sender")
    running = asyncio.create_task(part.run(life))
    await life.well.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return part


async def test_it_is_begun_again_later_and_later_but_never_seldom(time: Time) -> None:
    await lived(Life(time, *[KeyError("words")] * 6))
    assert time.pauses == [0.1, 0.2, 0.4, 0.8, BACKOFF.longest, BACKOFF.longest]


async def test_after_a_long_good_life_it_is_begun_again_soon(time: Time) -> None:
    await lived(Life(time, *[KeyError("words")] * 3, lasts=WELL_AFTER + 1))
    assert time.pauses == [BACKOFF.first] * 3


async def test_it_says_what_is_wrong_until_it_has_been_well_for_a_while(time: Time) -> None:
    part = await lived(Life(time, StorageError("the disk is full")))
    assert part.wrong == "the disk is full"
    time.now += WELL_AFTER + 1
    assert part.wrong is None


async def test_of_an_error_nobody_thought_of_only_the_kind_is_told(time: Time) -> None:
    part = await lived(Life(time, KeyError("somebody's words")))
    assert part.wrong == "the sender fails (KeyError)"


async def test_what_several_parts_suffer_from_is_told_once(time: Time) -> None:
    full = StorageError("the disk is full")
    parts = [await lived(Life(time, full)), await lived(Life(time, full)), await lived(Life(time))]
    assert wrong(parts) == ["the disk is full"]


async def test_what_is_done_once_is_done_as_soon_as_the_database_lets_us(time: Time) -> None:
    troubles = [StorageError("the disk is full"), StorageError("the disk is full")]

    async def work() -> str:
        if troubles:
            raise troubles.pop()
        return "done"

    assert await in_time("start", work) == "done"
    assert time.pauses == [0.1, 0.2]


async def test_one_round_of_work_lets_through_what_is_not_trouble_of_the_database() -> None:
    part = Supervision("sender")
    with pytest.raises(KeyError):
        async with part:
            raise KeyError("words")
    assert part.wrong is None
