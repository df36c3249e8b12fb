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
    nouns: frozenset[str]
    small: frozenset[str]


@cache
def listed() -> Listed:
    """The lists. They weigh some megabytes, so there is one of each for all."""
    given, words, family = _parts("names.txt")
    (places,) = _parts("places.txt")
    ordinary, nouns, small = _parts("ordinary.txt")
    return Listed(given, words, family, places, ordinary, nouns, small)


def _parts(name: str) -> list[frozenset[str]]:
    """What stands in a file, in parts with an empty line between; above the first is a heading."""
    text = (_FOLDER / name).read_text(encoding="utf-8").rstrip("\n")
    return [frozenset(part.split("\n")) for part in text.split("\n\n")[1:]]
