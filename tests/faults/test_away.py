"""Away for longer than Telegram keeps taps: words still arrive, and what was tapped is asked once
more."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.chat.buttons.asking.prompts import SkipQuestion
from tests.faults import acting
from tests.faults.people import Person
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team

TEN_MINUTES = timedelta(minutes=10)
SPEED = 10
FAST = 900
LOST = "a tap may have got lost"


async def down(town: Town) -> None:
    await town.process.stop()


async def up(town: Town) -> None:
    town.process.start()


async def cut_off(town: Town) -> None:
    await town.wire.cut()


async def connected(town: Town) -> None:
    await town.wire.mend()


@pytest.mark.parametrize(("leave", "come_back"), [(down, up), (cut_off, connected)])
async def test_whose_tap_was_lost_is_asked_once_more_and_who_wrote_is_not(
    town: Town,
    leave: Callable[[Town], Awaitable[None]],
    come_back: Callable[[Town], Awaitable[None]],
) -> None:
    play = Performance(town, write_script(14, people=6))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT)
    for person in town.people:
        await acting.question(person, 1)
    await town.settled()
    await leave(town)
    writer, *tappers = town.people
    await writer.says("4")
    for person in tappers:
        await person.taps(SkipQuestion)
    await town.lives(TEN_MINUTES, FAST)
    assert not any(one.kind == "callback_query" for one in town.account.updates.pending(now(town)))
    await come_back(town)
    town.hurry(SPEED)
    for person in tappers:
        await person.reads(LOST)
    await acting.question(writer, 2)
    assert writer.text(LOST) is None
    await play.answers(but=writer)
    await town.settled()
    await play.books.balance(but=writer)
    assert [times_asked(town, person) for person in tappers] == [1] * len(tappers)


def now(town: Town) -> float:
    return town.world.clock.now()


def times_asked(town: Town, person: Person) -> int:
    """How often it was said that a tap may have got lost."""
    sent = (call.parameters for call in town.world.calls.since(0) if call.method == "sendMessage")
    return sum(one["chat_id"] == person.id and LOST in str(one["text"]) for one in sent)


async def test_a_short_stop_asks_nobody_again(town: Town) -> None:
    play = Performance(town, write_script(15, people=6))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT)
    for person in town.people:
        await acting.question(person, 1)
    await town.process.stop()
    town.later(timedelta(seconds=100))
    town.process.start()
    await town.people[0].says("/whosees")
    await town.people[0].reads("Who sees what in")
    # Slow enough that no stall of this machine is minutes in town: those would be an absence.
    await town.lives(timedelta(minutes=2), 30)
    await play.answers()
    await town.settled()
    await play.books.balance()
    assert not any(times_asked(town, person) for person in town.people)
