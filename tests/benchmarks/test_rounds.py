"""The benchmarks of Rounds do what they say, with a handful of people; how long that takes is not
looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from benchmarks import growth, lives, rounds
from benchmarks.databases import Place
from benchmarks.phase import play, played
from bot.storage.asking import prompts
from bot.storage.base.engine import Store
from tests.databases import Databases, on_sqlite


@pytest.fixture
def place(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A new database for each life, all of whose phases are played in the test's own process."""
    monkeypatch.setattr(rounds, "played", play)

    @asynccontextmanager
    async def new() -> AsyncIterator[str]:
        yield await databases.without_tables()

    return new


async def test_a_round_is_opened_asked_and_sealed(place: Place) -> None:
    life = await rounds.live(place, 12, 6, replying=12, questions=2)
    tasks = life.quiet.steps // rounds.BEATS
    assert life.answers == 24
    assert life.opening.steps == tasks + 2, "a step for each Team, and one that finds no more"
    assert life.sealing.steps == tasks + 2
    assert life.peak > 0


async def test_everybody_is_asked(place: Place) -> None:
    async with place() as url:
        await lives.settle(url, 12, 6)
        for moment in (lives.QUIET, lives.OPENED, lives.ASKED):
            await play(url, moment)
        assert await lives.reply(url, 5, 4) == 20
        store = Store(url)
        async with store.look() as tx:
            asked = [await prompts.asked(tx, number) for number in (1, 2)]
        await store.close()
    assert sum(map(len, asked)) == 5, "those who have replied"


@on_sqlite
async def test_a_phase_can_be_played_by_a_process_of_its_own(place: Place) -> None:
    async with place() as url:
        await lives.settle(url, 6, 6)
        phase = await played(url, lives.OPENED)
        again = await play(url, lives.OPENED)
    assert phase.steps == again.steps + 1, "the Round is there"
    assert phase.took.own >= phase.longest.own > 0


@on_sqlite
async def test_growth_tells_of_each_size_beside_the_one_before(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "on_sqlite", place)
    monkeypatch.setattr(growth, "SIZES", (6, 12))
    monkeypatch.setattr(growth, "TEAM", 6)
    figures = await growth.growth(quick=False)
    assert len(figures) == 2 * (1 + len(growth.PHASES) + 1)
    compared = [one for one in figures if one.ratio is not None]
    assert len(compared) == len(growth.PHASES) + 1
    assert all(one.met is not None for one in compared)


@on_sqlite
async def test_a_large_round_has_a_row_for_each_goal(place: Place) -> None:
    life = await rounds.live(place, 8, 8, replying=2, questions=4)
    figures = [*rounds._of_a_large_round(life, " here")]
    assert [one.goal for one in figures] == ["1000 ms", "", "", "2000 ms", ""]
    assert all(one.clock and one.processor is not None for one in figures)
