"""The lists of names, loaded when the first text is read.

`names.txt` holds them in three parts, each word in lower case on a line of its own: given names,
given and family names that are ordinary words as well, and family names. Beside it lie
`places.txt`, what has a capital and is nobody, and `ordinary.txt`, words that look like a name or a
form of one. `docs/names/` tells where they come from.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_PREFIX = 3


class PackedWords:
    """A sorted list as the one text that it was read from: a tenth of what a set of words
    weighs."""

    def __init__(self, lines: str) -> None:
        self._lines = f"\n{lines}\n"
        self._places: dict[str, tuple[int, int]] = {}
        start, current = 0, None
        at = 0
        while at < len(self._lines) - 1:
            end = self._lines.index("\n", at + 1)
            prefix = self._lines[at + 1 : min(end, at + 1 + _PREFIX)]
            if prefix != current:
                start, current = at, prefix
            self._places[prefix] = (start, end + 1)
            at = end

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        place = self._places.get(word[:_PREFIX])
        return place is not None and self._lines.find(f"\n{word}\n", *place) >= 0


@dataclass(frozen=True, slots=True)
class Lists:
    """What the files hold."""

    given: PackedWords
    words: PackedWords
    family: PackedWords
    places: PackedWords
    ordinary: PackedWords
    nouns: PackedWords
    small: PackedWords


@cache
def listed() -> Lists:
    """The lists. They weigh a megabyte or two, so there is one of each for all."""
    return Lists(*_parts("names.txt"), *_parts("places.txt"), *_parts("ordinary.txt"))


def _parts(name: str) -> list[PackedWords]:
    """What stands in a file, in parts with an empty line between; above the first is a heading."""
    text = (_FOLDER / name).read_text(encoding="utf-8").rstrip("\n")
    return [PackedWords(part) for part in text.split("\n\n")[1:]]
