"""The guard: what identifies somebody in a text, found before others read it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bot.reading.guard.beside import beside
from bot.reading.guard.dates import birth_dates
from bot.reading.guard.found import Found, Kind
from bot.reading.guard.links import links
from bot.reading.guard.money import money
from bot.reading.guard.names import Names
from bot.reading.guard.numbers import numbers
from bot.reading.guard.onlyone import only_ones
from bot.reading.guard.phones import phones
from bot.reading.guard.places import addresses
from bot.reading.guard.plain import plain
from bot.reading.guard.postcodes import after_address, postcodes

_Reader = Callable[[str], Iterator[Found]]

_WITH_DIGITS: Sequence[_Reader] = (
    numbers,
    money,
    birth_dates,
    beside,
    addresses,
    postcodes,
    phones,
)
"""In the order of what they know: what one has taken, the next does not see."""

_TAKEN = "\x1f"
"""Stands for each sign of what was found, and for nothing that anybody writes."""

_PASSES = 3
"""A number that was hidden by another shows when that is taken out."""


class Guard:
    """Reads texts by the rules of all eleven languages, as people mix them. It keeps nothing."""

    def __init__(self, roster: Iterable[str] = ()) -> None:
        self._names = Names(roster)

    def read(self, text: str, cleared: Collection[str] = ()) -> tuple[Found, ...]:
        """What was found, from left to right; no two overlap.

        `cleared` are the words, casefolded, of which whoever wrote them says that they are no names.
        """
        seen = plain(text.replace(_TAKEN, " "))
        left, found = _structured(seen.text)
        for reader in (self._names.find, only_ones):
            for one in reader(left):
                if not _is_cleared(seen.text[one.start : one.end], cleared):
                    found.extend(_free(one, found))
        return tuple(sorted(Found(*seen.written(one.start, one.end), one.kind) for one in found))


def _structured(text: str) -> tuple[str, list[Found]]:
    """What has a form of its own, and the text without it."""
    found: list[Found] = []
    for _ in range(_PASSES):
        new: list[Found] = []
        readers = (links, *_WITH_DIGITS) if any(map(str.isdigit, text)) else (links,)
        for reader in readers:
            text = _take(text, reader(text), new)
        found += new
        if not new:
            break
    return text, found


def _take(text: str, told: Iterator[Found], found: list[Found]) -> str:
    """The text with what was told taken out; of two that overlap, the one that is told first."""
    pieces, done = [], 0
    for one in sorted(told):
        if one.start < done or _TAKEN in text[one.start : one.end]:
            continue
        pieces += [text[done : one.start], _TAKEN * (one.end - one.start)]
        done = one.end
        found.append(one)
        if one.kind is Kind.ADDRESS and (code := after_address(text, one.end)):
            pieces += [text[done : code.start], _TAKEN * (code.end - code.start)]
            done = code.end
            found.append(code)
    return "".join([*pieces, text[done:]])


def _free(one: Found, found: Sequence[Found]) -> Iterator[Found]:
    """The longest part of it that is not taken, if that is most of it."""
    start, end = one.start, one.end
    for other in found:
        if other.start < end and start < other.end:
            if other.start - start >= end - other.end:
                end = max(start, other.start)
            else:
                start = min(end, other.end)
    if end - start > 2 and (end - start) * 2 >= one.end - one.start:
        yield Found(start, end, one.kind)


def _is_cleared(words: str, cleared: Collection[str]) -> bool:
    if not cleared:
        return False
    low = words.casefold()
    return low in cleared or all(word in cleared for word in low.split())
