"""The guard: what identifies somebody in a text, found before others read it."""

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bot.reading.guard.beside import beside
from bot.reading.guard.buckets import Begins, begins_of
from bot.reading.guard.dates import birth_dates
from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.links import links
from bot.reading.guard.money import money
from bot.reading.guard.names import Names
from bot.reading.guard.numbers import numbers
from bot.reading.guard.onlyone import only_ones
from bot.reading.guard.phones import phones
from bot.reading.guard.places import addresses
from bot.reading.guard.plain import TAKEN, plain
from bot.reading.guard.postcodes import after_address, postcodes

_Reader = Callable[[str, Begins], Iterator[Found]]

_WITH_DIGITS: Sequence[_Reader] = (
    lambda text, _: numbers(text),
    lambda text, _: money(text),
    birth_dates,
    lambda text, _: addresses(text),
    beside,
    postcodes,
    lambda text, _: phones(text),
)
"""In the order of what they know: what one has taken, the next does not see."""

_DIGIT = re.compile(r"\d")

_PASSES = 3
"""More than anybody packs into one another."""

_LEFT = re.compile(r"\d(?:[ .\-/+()]{0,3}\w?\d){3}")
"""As many digits as may still be something."""


class Guard:
    """Reads texts by the rules of all eleven languages, as people mix them. It keeps nothing."""

    def __init__(self, roster: Iterable[str] = ()) -> None:
        self._names = Names(roster)

    def read(self, text: str, cleared: Collection[str] = ()) -> tuple[Found, ...]:
        """What was found, from left to right; no two overlap.

        `cleared` are the words, casefolded, of which whoever wrote them says that they are no
        names.
        """
        seen = plain(text.replace(TAKEN, " "))
        left, found = _structured(seen.text)
        names = [one for one in self._names.find(left) if not _cleared(seen.text, one, cleared)]
        hints = [one for one in only_ones(left) if not _cleared(seen.text, one, cleared)]
        found = _beside_each_other(sorted([*found, *names]), sorted(hints))
        return tuple(sorted(Found(*seen.written(one.start, one.end), one.kind) for one in found))


def _structured(text: str) -> tuple[str, list[Found]]:
    """What has a form of its own, and the text without it."""
    found: list[Found] = []
    text = _take(text, links(text), found)
    if _DIGIT.search(text) is None:
        return text, found
    text, new = _read_once(text)
    found += new
    if not new or _LEFT.search(text) is None:
        return text, found
    lines, at = text.split("\n"), 0
    for number, line in enumerate(lines):
        lines[number], more = _read_again(line)
        found += (Found(one.start + at, one.end + at, one.kind) for one in more)
        at += len(line) + 1
    return "\n".join(lines), found


def _read_again(line: str) -> tuple[str, list[Found]]:
    """A number that was hidden by another shows when that is taken out."""
    found: list[Found] = []
    for _ in range(_PASSES):
        if TAKEN not in line or _LEFT.search(line) is None:
            break
        line, new = _read_once(line)
        found += new
        if not new:
            break
    return line, found


def _read_once(text: str) -> tuple[str, list[Found]]:
    found: list[Found] = []
    begins = begins_of(text)
    for reader in _WITH_DIGITS:
        text = _take(text, reader(text, begins), found)
    return text, found


def _take(text: str, told: Iterator[Found], found: list[Found]) -> str:
    """The text with what was told taken out; of two that overlap, the one that is told first."""
    pieces, done = [], 0
    for one in sorted(told, key=_longest_first):
        if one.start < done or TAKEN in text[one.start : one.end]:
            continue
        pieces += [text[done : one.start], TAKEN * (one.end - one.start)]
        done = one.end
        found.append(one)
        if one.kind is Identifier.ADDRESS and (code := after_address(text, one.end)):
            pieces += [text[done : code.start], TAKEN * (code.end - code.start)]
            done = code.end
            found.append(code)
    return "".join([*pieces, text[done:]])


def _beside_each_other(found: Sequence[Found], hints: Sequence[Found]) -> list[Found]:
    """With the hints: each as it is, or what is left of it beside what is found in it."""
    kept = list(found)
    for hint in _joined(hints):
        start, end = hint.start, hint.end
        for other in found[bisect(found, start, key=_end) :]:
            if other.start >= end:
                break
            if other.start - start >= end - other.end:
                end = other.start
            else:
                start = max(start, other.end)
        if end - start > 2 and (end - start) * 2 >= hint.end - hint.start:
            kept.append(Found(start, end, hint.kind))
    return kept


def _joined(hints: Sequence[Found]) -> Iterator[Found]:
    """Hints that overlap as one."""
    joined: Found | None = None
    for hint in hints:
        if joined is not None and hint.start < joined.end:
            joined = Found(joined.start, max(joined.end, hint.end), hint.kind)
            continue
        if joined is not None:
            yield joined
        joined = hint
    if joined is not None:
        yield joined


def _longest_first(one: Found) -> tuple[int, int]:
    return one.start, -one.end


def _end(one: Found) -> int:
    return one.end


def _cleared(text: str, one: Found, cleared: Collection[str]) -> bool:
    if not cleared:
        return False
    low = text[one.start : one.end].casefold()
    return low in cleared or all(word in cleared for word in low.split())
