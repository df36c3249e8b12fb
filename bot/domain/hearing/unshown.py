"""What was asked, and nothing could be shown of it: when that is worth a word."""

from collections.abc import Sequence
from datetime import date

WEEKS_OF_SILENCE = 2
"""After so many weeks in which a bank showed nothing at all, whoever leads the Team is told."""

WEEKS_WITHOUT = 4
"""And after so many, each time, of which questions nothing was shown."""


def comes_due(on: date, before: Sequence[date], weeks: int, *, again: bool) -> bool:
    """Whether, with the Round of that day, nothing has been shown for so many weeks.

    `before`: the days of the Rounds right before it that showed nothing, newest first. A Round
    stands for its week. `again`: and each time that so many more have passed.
    """
    if not before:
        return weeks <= 1
    first, previous = before[-1], before[0]
    now, then = _weeks(first, on) // weeks, _weeks(first, previous) // weeks
    return now > then if again else now >= 1 > then


def _weeks(first: date, last: date) -> int:
    return (last - first).days // 7 + 1
