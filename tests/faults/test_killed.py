"""SIGKILL at any moment, again and again: nothing is lost, nothing is counted twice."""

import random

from tests.faults.breakages.killed import Killed
from tests.faults.performance import Performance, under
from tests.faults.script import write_script
from tests.faults.town import Town, add_team


async def test_killed_fifty_times_the_bot_loses_nothing_and_doubles_nothing(town: Town) -> None:
    await add_team(town)
    play = Performance(town, write_script(2))
    town.process.start()
    await under(Killed(50), town, random.Random(2), play.act())
    await town.settled()
    await play.books.balance()
    await play.close()
    await play.books.balance_sealed()
