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
