"""What a benchmark found, and the table it is shown in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`ratio` is against the peer or the ideal of the same run. `met` is None without a goal."""

    what: str
    goal: str
    value: float
    unit: str
    ratio: float | None = None
    met: bool | None = None


def show(figures: Sequence[Figure]) -> None:
    """The table for people, and the same as JSON for machines."""
    table = Table("what", "goal", "figure", "ratio", "verdict")
    for one in figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        verdict = {True: "reached", False: "missed", None: ""}[one.met]
        table.add_row(one.what, one.goal, f"{one.value:,.4g} {one.unit}", ratio, verdict)
    Console().print(table)
    print(json.dumps([asdict(one) for one in figures]))
