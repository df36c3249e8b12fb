"""Lists, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


def page_of(
    all_of_them: Sequence[Value], page: int, size: int
) -> tuple[int, Sequence[Value], bool]:
    """The page, or the last one where there are not so many any more; what is on it; and whether
    there are others."""
    last = max(len(all_of_them) - 1, 0) // size
    page = min(max(page, 0), last)
    return page, all_of_them[page * size : (page + 1) * size], page < last
