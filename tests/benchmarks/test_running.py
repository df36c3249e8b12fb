"""The benchmarks of a running bot start it, and learn from Linux what it takes."""

import pytest

from benchmarks import idle
from benchmarks.box import crowd
from benchmarks.installation import running, settled
from benchmarks.process import Measured


async def test_a_start_is_measured_until_the_bot_waits_for_what_people_write() -> None:
    async with crowd(1) as people, settled(people, 30, due=False, others=5) as config:
        spent = await idle._start(people, lambda: running(config))
        assert spent.clock >= spent.own >= spent.processor > 0
        assert not people.bot.updates.watched


async def test_a_peer_is_started_likewise() -> None:
    async with crowd(1) as people:
        spent = await idle._start(people, idle._peer(people, "telegram_echo"))
        assert spent.processor > 0


async def test_memory_is_looked_at_after_people_have_answered() -> None:
    assert await idle._after_work(2) > 10


def test_what_a_process_shares_is_not_all_its_own() -> None:
    own = Measured("self")
    assert 0 < own.share() <= own.memory() <= own.peak()


def test_a_process_that_is_gone_has_no_memory() -> None:
    with pytest.raises(RuntimeError, match="gone"):
        Measured("self")._megabytes("status", "NoSuchLine")
