"""A text as the rules read it, and where each sign of it stood.

People paste numbers with hard spaces, dashes of all lengths and signs that nobody sees, and phones
write the digits of their own script. The rules know one space, one dash and ten digits.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

TAKEN = "\x1f"
"""Stands for each sign of what was found, and for nothing that anybody writes."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_CLUSTER = re.compile(rf"{_UNSEEN.pattern}+|.(?:{_UNSEEN.pattern}*{_MARKS})+", re.DOTALL)
"""What is more than one sign, or none."""

_LIKENESS = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000",
    "'": "`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201a\u201b\u2032\uff07",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033",
}


def _table() -> dict[int, str]:
    table = {ord(sign): plain for plain, signs in _LIKENESS.items() for sign in signs}
    for code in range(0xFF01, 0xFF5F):
        table.setdefault(code, chr(code - 0xFEE0))
    return table


_TABLE = _table()
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text to be read. `starts` and `ends` are None if it is as long as what was written."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where the part from `start` to `end` stands in what was written."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    """The text with one space, one dash, one apostrophe and ten digits, and nothing unseen."""
    if text.isascii():
        return Plain(text.replace("\t", " ").replace("`", "'"))
    alike = _FOREIGN_DIGIT.sub(_digit, text.translate(_TABLE))
    if _UNSEEN.search(alike) is None and unicodedata.is_normalized("NFC", alike):
        return Plain(alike)
    return _composed(alike)


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0]))


def _composed(text: str) -> Plain:
    """With what is unseen left out, and letters and their marks put together as one sign."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in _CLUSTER.finditer(text):
        letters.append(text[done : found.start()])
        starts += range(done, found.start())
        ends += range(done + 1, found.start() + 1)
        done = found.end()
        if one := unicodedata.normalize("NFC", _UNSEEN.sub("", found[0])):
            letters.append(one)
            starts += [found.start()] * len(one)
            ends += [done] * len(one)
    letters.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Plain("".join(letters), starts, ends)
