"""The corpora of `tests/readings/guard/`: lines in which each identifier is marked `{kind|text}`.

They were written by people who had not seen the rules. Lines with an odd number were looked at
while the rules were written; those with an even number were only counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.reading.guard import Found, Guard, Identifier

FOLDER = Path(__file__).parents[2] / "readings" / "guard"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.txt")))

_MARK = re.compile(r"\{([a-z_.]+)\|([^{}]*)\}")
_NAMES = {"name.native", "name.other"}


@dataclass(frozen=True, slots=True)
class Line:
    """A message, and what identifies somebody in it."""

    text: str
    marked: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Score:
    """How many there are of each kind, and how many of them were found."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def share(self, kind: str) -> float:
        """In per cent; 100 of none."""
        return 100 * self.found[kind] / self.there[kind] if self.there[kind] else 100.0

    def cell(self, kind: str) -> str:
        return f"{self.found[kind]:3}/{self.there[kind]:3} {self.share(kind):4.0f}%"


def lines(language: str, *, held_out: bool = False) -> Iterator[Line]:
    """All lines, or those that nobody looked at."""
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not (held_out and number % 2):
            yield _read(line.removeprefix("~"))


def _read(line: str) -> Line:
    text, done, marked = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        marked.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        done = mark.end()
    return Line(text + line[done:], tuple(marked))


def score(guard: Guard, language: str, *, held_out: bool = False) -> Score:
    """A mark is found if a span covers half of it; a line without marks is clean."""
    told = Score()
    for line in lines(language, held_out=held_out):
        found = guard.read(line.text)
        if not line.marked:
            told.there["clean"] += 1
            told.found["clean"] += bool(found)
        for start, end, kind in line.marked:
            sort = kind if kind in _NAMES or kind == Identifier.ONLY_ONE else "structured"
            told.there[sort] += 1
            told.found[sort] += any(_covers(one, start, end) for one in found)
    return told


def _covers(one: Found, start: int, end: int) -> bool:
    return 2 * (min(end, one.end) - max(start, one.start)) >= end - start
