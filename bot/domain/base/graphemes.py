"""Graphemes: what people see as one sign, though it may be several characters, such as a flag or a
letter with marks."""

import regex

_GRAPHEME = regex.compile(r"\X")


def boundary(text: str, end: int) -> int:
    """The last place up to `end` where a cut tears no sign apart; `end` if there is none."""
    place = 0
    for sign in _GRAPHEME.finditer(text):
        if sign.end() > end:
            break
        place = sign.end()
    return place or end
