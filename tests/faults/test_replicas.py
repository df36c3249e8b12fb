"""Three replicas on PostgreSQL behind a balancer: whatever breaks, the others go on."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.host.duties import Duty
from tests.faults.breakages.replicas import OneAfterTheOther
from tests.faults.city import City, found_city
from tests.faults.performance import Performance, under
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, add_team
from tests.postgres import Server

CHAT, TASKS = frozenset({Duty.CHAT}), frozenset({Duty.TASKS})

TOO_MANY = 429


@pytest.fixture
async def city(tmp_path: Path, postgres: Server) -> AsyncIterator[City]:
    """A city whose bot sends a hundred messages a second."""
    async with found_city(tmp_path, postgres, messages_per_second=100) as ready:
        yield ready


async def test_replicas_are_killed_and_cut_off_and_the_database_restarts(city: City) -> None:
    play = Performance(city, write_script(21, people=12))
    await play.belongs(await add_team(city))
    city.start()
    await city.running()
    await city.settled()
    city.world.limits.change(messages_per_second=110, per_chat_per_second=1000)
    city.at(ASKED_AT)
    await under(OneAfterTheOther(), city, random.Random(21), play.answers())
    await city.settled()
    await play.books.balance()
    assert all(call.status != TOO_MANY for call in city.sends())
    await play.close()
    await play.books.balance_sealed()


async def test_a_round_is_played_by_processes_that_share_the_work(
    tmp_path: Path, postgres: Server
) -> None:
    async with found_city(tmp_path, postgres, (CHAT, TASKS), messages_per_second=100) as city:
        play = Performance(city, write_script(21, people=12))
        await play.belongs(await add_team(city))
        city.start()
        await city.running()
        await city.settled()
        city.at(ASKED_AT)
        await play.answers()
        await city.settled()
        chatting, at_tasks = city.replicas
        await play.books.balance()
        await at_tasks.stop()
        city.later(timedelta(days=3))
        await city.settled()
        await play.books.balance()
        at_tasks.start()
        await city.sealed()
        await play.books.balance_sealed()
        assert "lease.taken" in chatting.log
        assert "lease.taken" not in at_tasks.log
