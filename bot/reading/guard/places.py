"""Where somebody lives: street addresses, as the eleven languages write them.

Each number is asked whether a street stands before it or after it: there are few numbers in a text,
and many words that could begin a street.
"""

import re
from collections.abc import Iterator, Sequence

from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.lists.streets import (
    ADDED,
    ENDINGS,
    ENGLISH,
    KINDS_AFTER,
    KINDS_BEFORE,
    LIVES,
    NO_STREET,
    SMALL,
    UNITS,
)
from bot.reading.guard.lists.things import THINGS
from bot.reading.guard.lists.towns import is_town

_NUMBER = re.compile(
    r"\d(?<![\w.,:/-]\d)\d{0,3}(?!\d)"
    r"(?P<rest>(?: ?[A-Za-zα-ωΑ-Ω](?![\w'])(?: \d{1,3}(?!\d))?)?"
    r"(?:-\d{1,4}|/\d{0,4}[A-Za-z]?\d{0,3}| ?m\. ?\d{1,3}|,? \d{1,2} ?[ºª°](?: ?[A-D](?!\w))?| "
    r"bis)?)"
    r"(?!\d)(?![.,:]\d)"
)
_UNITS = "|".join((*UNITS, *(one.capitalize() for one in UNITS if len(one) > 2)))
_UNIT = re.compile(rf" ?(?:{_UNITS})(?!\w)")
_WORD = re.compile(r"[^\s()\"]+")
_SIGN = re.compile(
    r"(?:n|nº|n°|nr|núm|num|numero|número|no|nro|numer|αρ|αριθμός)\.?", re.IGNORECASE
)
_AT_THE = frozenset({"am", "im", "zum", "zur"})
_AT_THE_WAY = frozenset(
    {"an der", "an den", "auf der", "auf dem", "in der", "unter den", "hinter dem"}
)
_BACK = 80
"""Signs in which a street with its kind, its name and small words fits."""

_ON_ENGLISH = re.compile(
    r"[A-Za-z]?,? (?:(?:[A-Z][\w'.]{0,24}|of|the|on) ){1,4}?"
    rf"(?:{'|'.join(ENGLISH)})(?![\w'])"
)
_FLAT = re.compile(r"(?:flat|apt\.?|apartment|unit) \d{1,4}[a-z]?,? $", re.IGNORECASE)

_POLISH_STREET = re.compile(r"[A-ZĆŁŚŻŹ]\w{2,20}ej")
"""The Poles live *na Długiej 12*."""

_GREEK_STREET = re.compile(r"[Α-ΩΆ-Ώ][ά-ώ]{3,20}(?:ων|ών|ου|ού|ης|ής|ας|άς)")
"""The Greek say it in the genitive, as *Patision 214*, and nothing else."""

_Words = Sequence[re.Match[str]]


def addresses(text: str) -> Iterator[Found]:
    """Streets with the number of a house."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        rest = number.start("rest")
        if text[rest : rest + 1] in (" ", "") and _UNIT.match(text, rest):
            continue
        english = _ON_ENGLISH.match(text, rest)
        if english:
            flat = _FLAT.search(text, max(0, start - 24), start)
            yield Found(flat.start() if flat else start, english.end(), Identifier.ADDRESS)
        elif (begin := _street_before(text, start)) is not None:
            yield Found(begin, end, Identifier.ADDRESS)


def _street_before(text: str, at: int) -> int | None:
    """Where the street begins whose house has the number at `at`."""
    line = max(0, at - _BACK, text.rfind("\n", 0, at) + 1)
    words = list(_WORD.finditer(text, line, at))
    if words and _SIGN.fullmatch(words[-1][0].rstrip(",")):
        words.pop()
    if not words or text[words[-1].end() : at].strip():
        return None
    for way in (_by_its_end, _by_what_stands_first, _by_who_lives_there):
        if (found := way(words)) is not None:
            return found
    return None


def _by_its_end(words: _Words) -> int | None:
    last = words[-1][0].rstrip(",")
    low = last.casefold().rstrip(".")
    if low in KINDS_AFTER:
        named = _named(words[:-1], 3)
        return named[0].start() if named else None
    if not _capital(last) or low.endswith(NO_STREET):
        return None
    if len(words) > 1 and words[-2][0].casefold() in _AT_THE and words[-2][0][0].isupper():
        return words[-2].start()
    if _stands_at(words):
        return words[-3].start()
    if _POLISH_STREET.fullmatch(last) and len(words) > 1 and words[-2][0] in ("na", "przy", "z"):
        return words[-1].start()
    if _GREEK_STREET.fullmatch(last) and len(words) > 1 and low not in THINGS:
        return words[-1].start()
    if any(low.endswith(one) and len(low) > len(one) + 1 for one in ENDINGS):
        added = [one for one in words[-3:-1] if one[0].casefold().rstrip(".") in ADDED]
        return (added[0] if added else words[-1]).start()
    return None


def _by_who_lives_there(words: _Words) -> int | None:
    """A name alone, shortly after a word for living or for an address."""
    last = words[-1][0].rstrip(",")
    if not (last[:1].isupper() and last[1:].islower() and last.isalpha()) or is_town(last):
        return None
    lives = any(one[0].casefold().rstrip(":") in LIVES for one in words[-4:-1])
    return words[-1].start() if lives else None


def _stands_at(words: _Words) -> bool:
    """Whether it is *An der Alster*, with the capital that a street has."""
    if len(words) < 3 or not words[-3][0][0].isupper():
        return False
    return f"{words[-3][0]} {words[-2][0]}".casefold() in _AT_THE_WAY


def _by_what_stands_first(words: _Words) -> int | None:
    """A kind of street, small words, and what the street is called."""
    for back in range(2, min(len(words), 6) + 1):
        kind, rest = words[-back][0], words[len(words) - back + 1 :]
        if kind.casefold().rstrip(".") in KINDS_BEFORE:
            told = [one[0] for one in rest if one[0].casefold() not in SMALL]
            return words[-back].start() if told and _capital(told[0]) else None
        if words[-back][0].endswith((".", ",", ";", "!", "?")) and len(kind) > 4:
            return None
    glued = words[-1][0]
    return words[-1].start() if glued.casefold().startswith(("c/", "ul.")) else None


def _named(words: _Words, most: int) -> list[re.Match[str]]:
    """The words with a capital that stand last, `most` at most."""
    named: list[re.Match[str]] = []
    for word in reversed(words[-most:]):
        if not _capital(word[0]) or (named and word[0][-1] in ",;!?"):
            break
        named.insert(0, word)
    return named


def _capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1
