"""`make bench`, or `python -m benchmarks --quick [NAME...]` for a first impression."""

import argparse
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import machine, record
from benchmarks.answers import durable_answers, press_to_next
from benchmarks.fanout import at_the_free_limit, at_the_paid_limit
from benchmarks.figures import HEAD, Figure
from benchmarks.growth import growth
from benchmarks.guard import guard
from benchmarks.idle import idle, start
from benchmarks.record import Measurement, Record
from benchmarks.rounds import large_round, large_round_on_postgresql
from benchmarks.seals import beside_a_large_seal, many_seals
from benchmarks.sends import sends_to_the_box
from bot.host.loop import run

WIDE = 140
"""Characters of a line that nobody sees in a terminal."""

Bench = Callable[[bool], Awaitable[list[Figure]]]

BENCHES: tuple[Bench, ...] = (
    sends_to_the_box,
    at_the_free_limit,
    at_the_paid_limit,
    durable_answers,
    press_to_next,
    large_round,
    large_round_on_postgresql,
    beside_a_large_seal,
    many_seals,
    growth,
    guard,
    start,
    idle,
)


async def measure(benches: Sequence[Bench], *, quick: bool, keep: Path | None) -> Record:
    """One after the other, saying which is at work. What is found is kept at once."""
    found = Record(machine=machine.described(), benches={})
    for number, bench in enumerate(benches, 1):
        print(f"{number}/{len(benches)} {bench.__name__} ...", file=sys.stderr, flush=True)
        found = found.plus(bench.__name__, await _measured(bench, quick))
        if keep is not None:
            record.write(keep, found)
    return found


async def _measured(bench: Bench, quick: bool) -> Measurement:
    load, at, began = machine.load(), datetime.now(UTC), time.perf_counter()
    figures = await bench(quick)
    return Measurement(
        at=f"{at:%Y-%m-%d %H:%M}",
        quick=quick,
        seconds=round(time.perf_counter() - began, 1),
        load=round(load, 1),
        figures=tuple(figures),
    )


def show(found: Record) -> None:
    """The table for people."""
    table = Table(*HEAD)
    for one in found.benches.values():
        for figure in one.figures:
            table.add_row(*figure.cells())
        table.add_section()
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    console.print(", ".join(f"{what} {one}" for what, one in found.machine.items()))
    console.print(table)


def main(arguments: Sequence[str]) -> None:
    names = [bench.__name__ for bench in BENCHES]
    wishes = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    wishes.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(names)}")
    wishes.add_argument("--quick", action="store_true", help="a tenth of it, in some minutes")
    wishes.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in this file")
    wishes.add_argument("-v", action="store_true", help="show what the bots say of themselves")
    wish = wishes.parse_args(arguments)
    if unknown := {*wish.names} - {*names}:
        wishes.error(f"there is no {', '.join(sorted(unknown))}")
    wanted = [bench for bench in BENCHES if not wish.names or bench.__name__ in wish.names]
    found = run(measure(wanted, quick=wish.quick, keep=wish.json))
    show(found)
    if wish.json is None:
        print(record.dump(found))


if __name__ == "__main__":
    main(sys.argv[1:])
