"""The lists of names, loaded when the first text is read.

`names.txt` holds them in three parts, each word in lower case on a line of its own: given names,
given and family names that are ordinary words as well, and family names. Beside it lie
`places.txt`, what has a capital and is nobody, and `ordinary.txt`, words that look like a form of a
name. `docs/names/` tells where they come from.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Listed:
    """What the files hold."""

    given: frozenset[str]
    words: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    ordinary: frozenset[str]


@cache
def listed() -> Listed:
    """The lists. They weigh some megabytes, so there is one of each for all."""
    parts = _read("names.txt").split("\n\n")[1:]
    given, words, family = (frozenset(part.split("\n")) for part in parts)
    return Listed(given, words, family, _one("places.txt"), _one("ordinary.txt"))


def _one(name: str) -> frozenset[str]:
    return frozenset(_read(name).split("\n\n")[1].split("\n"))


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").rstrip("\n")
