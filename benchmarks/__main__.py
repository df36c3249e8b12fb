"""`make bench`, or `python -m benchmarks --quick` for a first impression."""

import sys

from benchmarks.answers import answers
from benchmarks.fanout import at_the_free_limit, at_the_paid_limit
from benchmarks.figures import Figure, show
from bot.loop import run


async def measure(*, quick: bool) -> list[Figure]:
    return [
        *await at_the_free_limit(300 if quick else 3000),
        *await at_the_paid_limit(1000 if quick else 3000),
        *await answers(300 if quick else 1000),
    ]


if __name__ == "__main__":
    show(run(measure(quick="--quick" in sys.argv)))
