"""Whoever leads a room sets its clock on, and nothing that is due on the way is passed over."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.clock import StageClock
from bot.demo.trainer import Trainer
from bot.demo.training import warning
from bot.sandbox.clock import Clock
from tests.demo.test_director import Rests, soon

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Room:
    """A trainer, a clock, and what is due by it."""

    def __init__(self) -> None:
        self.clock = StageClock(Clock())
        self.clock.set(MONDAY)
        self.trainer = Trainer(self.clock, lambda: None)
        self.rests = Rests()
        self.closes: datetime | None = None
        self.trainer.begin(self.rests.rest, self.due, self.end)

    async def due(self) -> datetime | None:
        """Every six hours."""
        return self.clock.now() + 6 * HOUR

    async def end(self) -> datetime | None:
        return self.closes

    async def chosen(self, name: str) -> datetime:
        """Where the clock stands after this button was pressed."""
        leading = await soon(self.trainer.lead())
        await self.trainer.choose(name)
        for _ in range(60):
            await asyncio.sleep(0)
        leading.cancel()
        return self.clock.now()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.parametrize(("name", "span"), [("hour", HOUR), ("due", 6 * HOUR), ("day", DAY)])
async def test_the_clock_goes_as_far_as_the_button_says(
    room: Room, name: str, span: timedelta
) -> None:
    assert await room.chosen(name) == MONDAY + span
    assert room.trainer.panel().status == "All that was due is done."


async def test_on_the_way_the_bot_does_all_that_falls_due(room: Room) -> None:
    await room.chosen("day")
    assert room.rests.seconds == [None, 0, 0, 0, 0, None]


async def test_to_the_end_of_the_round_if_one_is_open(room: Room) -> None:
    assert await room.chosen("round") == MONDAY
    assert "there is nothing of that kind now" in room.trainer.panel().status
    room.closes = MONDAY + 2 * DAY
    assert await room.chosen("round") == MONDAY + 2 * DAY


async def test_before_the_team_is_in_place_nothing_can_be_chosen() -> None:
    trainer = Trainer(StageClock(Clock()), lambda: None)
    assert not any(choice.possible for choice in trainer.panel().choices)
    assert await trainer.next_due() is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_nobody_is_warned_of_a_room_that_only_this_machine_reaches(host: str) -> None:
    assert warning(host) == ""


def test_whoever_opens_a_room_to_the_network_reads_what_others_in_it_could_do() -> None:
    told = warning("192.0.2.7")
    assert "answers in that person's name" in told
    assert "sets the clock" in told
    assert "Nothing is encrypted" in told
