"""Finds where the words of a phrase stand in a text.

From the anchor the text is searched word by word, as far as the phrase lets words stand between,
so the time for a phrase is bounded whatever the text is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.reading.danger.index import Numbered
from bot.reading.danger.laying import Laid

APART: Final = 8
"""Words. Further apart, what stands on both sides of a `+` hardly belongs together."""

Steps = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase, and the places of its words in a text."""

    phrase: Numbered
    places: tuple[int, ...]
    first: int
    last: int


def match(phrase: Numbered, place: int, laid: Laid) -> Hit | None:
    """The phrase with its anchor at `place`, or None if its other words do not stand around it."""
    left = _along(phrase.left, place, -1, laid)
    right = None if left is None else _along(phrase.right, place, 1, laid)
    if left is None or right is None:
        return None
    places = (*left, place, *right)
    for row in phrase.others:
        found = _beside(row, places, laid)
        if found is None:
            return None
        places = (*places, *found)
    return Hit(phrase, places, min(places), max(places))


def _along(steps: Steps, place: int, way: int, laid: Laid) -> tuple[int, ...] | None:
    """The nearest places of `steps`, one after the other, from `place` on."""
    paths: dict[int, tuple[int, ...]] = {place: ()}
    for number, gap in steps:
        further: dict[int, tuple[int, ...]] = {}
        for at, path in paths.items():
            for there in range(at + way, at + way * (gap + 2), way):
                if not laid.together(place, there):
                    break
                if number in laid.parts[there] and there not in further:
                    further[there] = (*path, there)
        if not further:
            return None
        paths = further
    return min(paths.items(), key=lambda path: abs(path[0] - place))[1]


def _beside(row: Steps, places: tuple[int, ...], laid: Laid) -> tuple[int, ...] | None:
    """The places of a row within reach of words that were found, or None."""
    (number, _), *steps = row
    end = min(len(laid.parts), max(places) + APART + 1)
    for start in range(max(0, min(places) - APART), end):
        fits = number in laid.parts[start] and start not in places
        if fits and laid.together(places[0], start):
            path = _along(steps, start, 1, laid)
            if path is not None and set(path).isdisjoint(places):
                return (start, *path)
    return None
