"""What Rounds take: nothing due, opened, asked, sealed. From the flows down, without Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.databases import Place, on_postgresql, on_sqlite
from benchmarks.figures import Figure, time_for
from benchmarks.lives import ASKED, CLOSED, OPENED, QUIET, reply, settle, workers
from benchmarks.phase import Phase, played
from benchmarks.process import Measured
from benchmarks.spent import spending
from benchmarks.yardstick import Yardstick
from bot.storage.base.engine import Store

BEATS = 20
"""Ticks with nothing due, of which the mean is told."""

QUESTIONS = 4
"""The whole of the weekly check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What so many people took, phase by phase. `quiet` are BEATS ticks while Rounds are open,
    `rewriting` is what the database goes through after a Seal."""

    people: int
    answers: int
    quiet: Phase
    opening: Phase
    asking: Phase
    sealing: Phase
    rewriting: Phase

    @property
    def peak(self) -> float:
        """The most megabytes that any of it needed."""
        return max(one.peak for one in (self.quiet, self.opening, self.asking, self.sealing))


async def live(place: Place, people: int, per_team: int, *, replying: int, questions: int) -> Life:
    """One Round of each Team, in which so many people reply to so many questions."""
    async with place() as url:
        await settle(url, people, per_team)
        await played(url, QUIET)  # what is done once a day
        opening = await played(url, OPENED)
        quiet = await played(url, OPENED, BEATS)
        asking = await played(url, ASKED)
        answers = await reply(url, replying, questions)
        sealing = await played(url, CLOSED)
        rewriting = await _rewritten(url)
    return Life(
        people=people,
        answers=answers,
        quiet=quiet,
        opening=opening,
        asking=asking,
        sealing=sealing,
        rewriting=rewriting,
    )


async def _rewritten(url: str) -> Phase:
    store, yardstick = Store(url), Yardstick()
    yardstick.look()
    with spending(*await workers(store)) as spent:
        await store.scrub()
    await store.close()
    peak = Measured("self").peak()
    return Phase(took=spent, longest=spent, steps=1, peak=peak, yardstick=yardstick.seconds)


async def large_round(quick: bool) -> list[Figure]:
    return await _large_round(on_sqlite, "", quick)


async def large_round_on_postgresql(quick: bool) -> list[Figure]:
    return await _large_round(on_postgresql, " on PostgreSQL", quick)


async def _large_round(place: Place, where: str, quick: bool) -> list[Figure]:
    """One Team of 10,000, and 10,000 answers: the work of one step each."""
    people = 1_000 if quick else 10_000
    replying = people // QUESTIONS
    life = await live(place, people, people, replying=replying, questions=QUESTIONS)
    return [*_of_a_large_round(life, where)]


def _of_a_large_round(life: Life, where: str) -> Iterator[Figure]:
    people, answers = f"{life.people:,} members{where}", f"{life.answers:,} answers{where}"
    yield time_for(f"opening a Round for {people}", life.opening.took, below=1000)
    yield time_for("owing each of them the first question", life.asking.took, times=life.people)
    yield time_for("the longest step meanwhile", life.asking.longest)
    yield time_for(f"Seal and Insight of {answers}", life.sealing.took, below=2000)
    yield time_for("rewriting the database afterwards", life.rewriting.took)
