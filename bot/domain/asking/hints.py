"""Hints: what people who are new are told once, beside what is said anyway."""

from datetime import date, timedelta
from enum import StrEnum


class Hint(StrEnum):
    """`readers`: who may see an answer in words is explained, not only asked; `habits`: whether
    what was chosen on the way in is still right is asked once more."""

    READERS = "readers"
    HABITS = "habits"


AFTER_A_WEEK = timedelta(days=7)


def following(hint: Hint, day: date) -> tuple[Hint | None, date | None]:
    """Which hint somebody gets next, if any, whose questions came with this one on that day; and
    from which day on."""
    if hint is Hint.READERS:
        return Hint.HABITS, day + AFTER_A_WEEK
    return None, None
