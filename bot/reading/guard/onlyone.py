"""Words by which everybody knows who is meant, although nobody is named: *our only man*."""

import re
from collections.abc import Iterator

from bot.reading.guard.found import Found, Kind
from bot.reading.guard.lists.only import PATTERNS

_ONLY = tuple(re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE) for one in PATTERNS)


def only_ones(text: str) -> Iterator[Found]:
    """Each is a hint: the people of a ward know who it is, others do not."""
    for pattern in _ONLY:
        for found in pattern.finditer(text):
            yield Found(*found.span(), Kind.ONLY_ONE)
