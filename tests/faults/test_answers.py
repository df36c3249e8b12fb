"""Whatever Telegram answers, it is asked again: later and later, and nothing is lost or doubled."""

import random

from tests.faults.breakages.answers import BadAnswers
from tests.faults.performance import Performance, under
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team

SPEED = 10
"""Seconds in a real one: what is tried again later need not be waited for."""


async def test_bad_answers_of_every_kind_lose_nothing_and_double_nothing(town: Town) -> None:
    team = await add_team(town)
    play = Performance(town, write_script(4, people=8))
    await play.belongs(team)
    town.process.start()
    await town.settled()
    town.at(ASKED_AT, SPEED)
    await under(BadAnswers(times=5), town, random.Random(4), play.answers())
    town.world.faults.clear()
    await town.settled()
    await play.books.balance()
