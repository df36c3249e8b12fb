"""What was asked, and nothing could be shown of it: when that is worth a word."""

from datetime import date

WEEKS_OF_SILENCE = 2
"""After so many weeks in which a bank showed nothing at all, whoever leads the Team is told."""

WEEKS_WITHOUT = 4
"""And after so many, each time, of which questions nothing was shown."""


def comes_due(on: date, first: date, previous: date | None, weeks: int, *, again: bool) -> bool:
    """Whether, with the Round of that day, nothing has been shown for so many weeks.

    `first`: the day of the first Round that showed nothing; `previous`: that of the last one after
    which it could have been told. A Round stands for its week. `again`: and each time that so many
    more have passed.
    """
    now = _weeks(first, on) // weeks
    then = 0 if previous is None else _weeks(first, previous) // weeks
    return now > then if again else now >= 1 > then


def _weeks(first: date, last: date) -> int:
    return (last - first).days // 7 + 1
