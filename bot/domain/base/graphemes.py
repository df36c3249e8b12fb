"""Graphemes: what people see as one sign, though it may be several characters, such as a flag or a
letter with marks."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def boundary(text: str, end: int) -> int:
    """The last place up to `end` where a cut tears no sign apart; `end` if there is none."""
    if _plain(text[: end + 1]):
        return min(end, len(text))
    place = 0
    for sign in _grapheme().finditer(text):
        if sign.end() > end:
            break
        place = sign.end()
    return place or end


def _plain(text: str) -> bool:
    """Whether each character is a sign of its own."""
    return text.isascii() and "\r" not in text


@cache
def _grapheme() -> "regex.Pattern[str]":
    # 1.6 MB, which a bot at rest need not hold.
    import regex

    return regex.compile(r"\X")
