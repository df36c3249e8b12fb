"""SIGTERM: what is under way is finished, and nothing at all is repeated."""

import random
from contextlib import suppress

import aiohttp

from bot.sandbox.faults import Kind
from tests.faults.breakages.stopped import Stopped
from tests.faults.performance import Performance, under
from tests.faults.script import write_script
from tests.faults.town import Town, add_team, until

GRACE = 10.0
"""Seconds between SIGTERM and SIGKILL, as platforms give them."""

STARTING = "it is starting: Telegram or the database has not answered yet"


async def test_stopped_ten_times_the_bot_repeats_nothing(town: Town) -> None:
    await add_team(town)
    play = Performance(town, write_script(3, people=8))
    town.process.start()
    await under(Stopped(10), town, random.Random(3), play.act())
    await town.settled()
    await play.books.balance()
    assert play.books.copies() <= sum(part.asked_later for part in play.script.parts)


async def test_a_silent_telegram_does_not_keep_the_bot_from_stopping_in_time(town: Town) -> None:
    await add_team(town)
    (alice,) = town.arrives("Alice")
    town.process.start()
    await town.running()
    await town.control.faults("sendMessage", Kind.TIMEOUT)
    await alice.says("/start")
    await town.met()
    town.hurry(2)
    began = town.machine.steady()
    assert await town.process.stop() == 0
    assert town.machine.steady() - began < GRACE


async def test_a_bot_that_waits_for_telegram_at_its_start_says_so_and_can_be_stopped(
    town: Town,
) -> None:
    await town.wire.cut()
    town.process.start()

    async def says_so() -> bool:
        with suppress(aiohttp.ClientError):
            return await town.health("/readyz") == (503, STARTING)
        return False

    await until(says_so, "the bot to say that it is starting")
    assert await town.health() == (200, "ok")
    assert await town.process.stop() == 0
