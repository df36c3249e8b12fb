"""Consecutive numbers."""

from collections.abc import Iterator


class Numbers(Iterator[int]):
    """Like `itertools.count`, but it can be asked where it stands, and set there again."""

    def __init__(self, upcoming: int) -> None:
        self.upcoming = upcoming

    def __next__(self) -> int:
        number = self.upcoming
        self.upcoming += 1
        return number


MOST_DIGITS = 19
"""More are of no use to anybody who counts in 64 bits."""


def number_in(text: str) -> int:
    """The whole number that a text is; 0 for none, and for one that is too large."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0
