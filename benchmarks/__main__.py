"""`make bench`, or `python -m benchmarks --quick [NAME...]` for a first impression."""

import sys
from collections.abc import Awaitable, Callable

from benchmarks.answers import durable_answers, press_to_next
from benchmarks.fanout import at_the_free_limit, at_the_paid_limit
from benchmarks.figures import Figure, show
from benchmarks.sends import sends_to_the_box
from bot.loop import run

Bench = Callable[[bool], Awaitable[list[Figure]]]

BENCHES: tuple[Bench, ...] = (
    sends_to_the_box,
    at_the_free_limit,
    at_the_paid_limit,
    durable_answers,
    press_to_next,
)


async def measure(*, quick: bool, names: list[str]) -> list[Figure]:
    figures: list[Figure] = []
    for bench in BENCHES:
        if not names or bench.__name__ in names:
            figures += await bench(quick)
    return figures


if __name__ == "__main__":
    given = sys.argv[1:]
    wanted = [one for one in given if not one.startswith("-")]
    show(run(measure(quick="--quick" in given, names=wanted)))
