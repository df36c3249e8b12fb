"""Ten times the members: at most ten times the work, and the same memory within a tenth."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.databases import on_sqlite
from benchmarks.figures import Figure, time_for
from benchmarks.phase import Phase
from benchmarks.rounds import BEATS, Life, live

SIZES = (1_000, 10_000, 100_000)
TEAM = 100
"""People in each Team, however many there are."""

QUESTIONS = 2
"""A tap, then words."""


DIFFERS = 1.1
"""By how much the same work differs from one time to the next on a machine with other work."""

PHASES: Mapping[str, Callable[[Life], Phase]] = {
    "opening their Rounds": lambda life: life.opening,
    "owing the first questions": lambda life: life.asking,
    "Seals and Insights": lambda life: life.sealing,
    "rewriting the database": lambda life: life.rewriting,
}


async def growth(quick: bool) -> list[Figure]:
    sizes = SIZES[:-1] if quick else SIZES
    lives = [
        await live(on_sqlite, people, TEAM, replying=people, questions=QUESTIONS)
        for people in sizes
    ]
    return [*_ticks(lives), *_work(lives), *_memory(lives)]


def _ticks(lives: Sequence[Life]) -> Iterator[Figure]:
    for life in lives:
        what = f"a tick with nothing due, {life.people:,} members in {life.people // TEAM:,} Teams"
        yield time_for(what, life.quiet.took, times=BEATS, below=10)


def _work(lives: Sequence[Life]) -> Iterator[Figure]:
    """Seconds of each phase, and its work beside that for a tenth as many people."""
    for what, phase in PHASES.items():
        found = [(life, phase(life)) for life in lives]
        yield _seconds(what, *found[0])
        for (_, before), (life, now) in pairwise(found):
            yield _seconds(what, life, now, ratio=now.work / before.work)


def _seconds(what: str, life: Life, phase: Phase, ratio: float | None = None) -> Figure:
    spent = phase.took
    return Figure(
        what=f"{what}, {life.people:,} members",
        goal="" if ratio is None else "10 times as much",
        value=spent.own,
        unit="s",
        ratio=ratio,
        met=None if ratio is None else ratio <= 10 * DIFFERS,
        clock=spent.clock,
        processor=spent.processor,
    )


def _memory(lives: Sequence[Life]) -> Iterator[Figure]:
    """The most that any phase needed."""
    yield _megabytes(lives[0])
    for before, life in pairwise(lives):
        yield _megabytes(life, ratio=life.peak / before.peak)


def _megabytes(life: Life, ratio: float | None = None) -> Figure:
    return Figure(
        what=f"memory for all that, {life.people:,} members",
        goal="" if ratio is None else "the same within 10%",
        value=life.peak,
        unit="MB",
        ratio=ratio,
        met=None if ratio is None else ratio <= 1.1,
    )
