"""What a benchmark found, and the rows in which it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.spent import Spent

HEAD = ("what", "goal", "figure", "ratio", "verdict", "by the clock", "processor")
VERDICTS = {True: "reached", False: "missed", None: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`ratio` is against the peer or the ideal of the same run. `met` is None without a goal.

    A time from which the machine's other work was taken stands beside what the `clock` showed and
    what of it was spent by the `processor`, in the same unit.
    """

    what: str
    goal: str
    value: float
    unit: str
    ratio: float | None = None
    met: bool | None = None
    clock: float | None = None
    processor: float | None = None

    def cells(self) -> Iterator[str]:
        """A row under HEAD."""
        yield self.what
        yield self.goal
        yield _told(self.value, self.unit)
        yield "" if self.ratio is None else f"{self.ratio:.2f}"
        yield VERDICTS[self.met]
        yield _told(self.clock, self.unit)
        yield _told(self.processor, self.unit)


def time_for(
    what: str, spent: Spent, *, times: int = 1, below: float | None = None, goal: str = ""
) -> Figure:
    """Milliseconds that each of so many took; the goal is to stay below so many."""
    each = 1000 / times
    return Figure(
        what=what,
        goal=goal or ("" if below is None else f"{below:g} ms"),
        value=spent.own * each,
        unit="ms",
        met=None if below is None else spent.own * each < below,
        clock=spent.clock * each,
        processor=spent.processor * each,
    )


def _told(number: float | None, unit: str) -> str:
    """ "1,234 ms": three digits that matter, and all before the point."""
    if number is None:
        return ""
    digits = f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
    return f"{digits} {unit}".strip()
