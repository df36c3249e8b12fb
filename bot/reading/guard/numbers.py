"""Personal numbers: digits in a country's order whose check digit is right.

Each notation is tried from each place where it could begin, so that a number is found in the middle
of others.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from bot.reading.guard import checks
from bot.reading.guard.found import Found, Identifier

_GAP = re.compile(r"[ .\-+/\n]")

_SEPARATED = r"\d(?:[ .\-/]? ?\d){%d}"
_SWEDISH = r"(?:(?:18|19|20)\d\d|\d\d)[ .\-/]?\d\d[ .\-/]?\d\d ?[-+/.]? ?\d\d ?\d\d"

_NEAR = 40
"""Signs before a number in which a word for it may stand."""

_SAYS_NUMBER = re.compile(
    r"\b(?:bsn|sofi|burgerservice\w*|taj\w*|person\w*|pn|pnr|pesel|nhs|nino|id|isikukood\w*|"
    r"hetu\w*|"
    r"henkilötunnu\w*|afm|αφμ|αμκα|amka)\b",
    re.IGNORECASE,
)
_LIKE_A_PHONE = re.compile(r"\d{3}[ \-.]\d{3}[ \-.]\d{3}")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a number is written, and the checks of which one must agree."""

    pattern: re.Pattern[str]
    checks: Sequence[Callable[[str], bool]]
    keeps: bool = False
    """Whether its dash or plus is part of it, and tells the century."""
    said: bool = False
    """Whether so many other numbers agree by chance that a word or the notation must tell."""
    letter: bool = False
    """Whether it begins with one."""


def _stdnum(name: str) -> Callable[[str], bool]:
    def valid(digits: str) -> bool:
        return bool(_loaded(name)(digits))

    return valid


@cache
def _loaded(name: str) -> Callable[[str], bool]:
    # Most texts have no digits at all, and no text has the numbers of every country.
    check: Callable[[str], bool] = import_module(f"stdnum.{name}").is_valid
    return check


def _written(
    pattern: str, *ways: Callable[[str], bool], keeps: bool = False, said: bool = False
) -> Notation:
    whole = re.compile(rf"{pattern}(?![^\W_])", re.IGNORECASE)
    return Notation(whole, ways, keeps, said, letter=pattern[0] == "[")


NOTATIONS: Sequence[Notation] = (
    _written(_SWEDISH, checks.swedish),
    _written(
        r"(?:\d{11}|\d[ -]?\d{6}[ -]?\d{4}|\d{3}[ -]\d{4}[ -]\d{4})",
        _stdnum("ee.ik"),
        checks.hungarian_person,
    ),
    _written(r"\d{6}[ -]?\d{5}", _stdnum("pl.pesel"), _stdnum("gr.amka")),
    _written(r"\d{2} ?\d{3} ?\d{3} ?\d{3}", _stdnum("de.idnr")),
    _written(r"\d{2}\.?\d{2}\.?\d{2}[ -]?\d{3}[ .-]?\d{2}", _stdnum("be.nn")),
    _written(r"\d{6} ?[-+A-FU-Y] ?\d{3} ?[0-9A-Z]", _stdnum("fi.hetu"), keeps=True),
    _written(
        r"[A-Z]{3} ?[A-Z]{3} ?[\dLMNP-V]{2} ?[A-EHLMPRST] ?[\dLMNP-V]{2} ?[A-Z] ?[\dLMNP-V]{3} "
        r"?[A-Z]",
        _stdnum("it.codicefiscale"),
    ),
    _written(r"\d{2}\.?\d{3}\.?\d{3} ?-? ?[A-Z]", _stdnum("es.dni")),
    _written(r"[XYZ] ?-? ?\d\.?\d{3}\.?\d{3} ?-? ?[A-Z]", _stdnum("es.nie")),
    _written(r"[A-Z]{2} ?-?\d{2}[ -]?\d{2}[ -]?\d{2} ?-?[A-D]", checks.british_nino),
    _written(r"\d{3}[ .\-]?\d{3}[ .\-]?\d{4}", checks.british_nhs),
    _written(r"\d{4} ?-?\d{2}[ .]?\d{2}[ .]?\d{2}", checks.austrian),
    _written(r"8\d{3} ?\d{3} ?\d{3}", checks.hungarian_tax, said=True),
    _written(_SEPARATED % 8, _stdnum("nl.bsn"), checks.hungarian_taj, said=True),
    _written(r"\d{2} ?\d{6} ?[A-Z] ?\d{3}", checks.german_pension),
    _written(r"[A-Z] ?\d{3} ?\d{3} ?\d{3}", checks.german_health),
    _written(r"\d{7} ?[A-W][A-IW]?", _stdnum("ie.pps")),
    _written(r"\d{2}[ /\-]?\d{8}[ /\-]?\d{2}", checks.spanish_security),
    _written(r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}", checks.swiss),
)


_BEGIN = re.compile(r"[0-9A-Za-z](?<![^\W_].)(?:(?<=\d)|(?=[A-Za-z -]{0,7}\d))")
_DIGIT_FIRST = tuple(one for one in NOTATIONS if not one.letter)
_LETTER_FIRST = tuple(one for one in NOTATIONS if one.letter)


def numbers(text: str) -> Iterator[Found]:
    """Personal numbers of the countries of the pilot languages, and of some beside them."""
    done = 0
    for begin in _BEGIN.finditer(text):
        start = begin.start()
        if start >= done and (end := _end_of_number(text, start)):
            done = end
            yield Found(start, end, Identifier.PERSONAL_NUMBER)


def _end_of_number(text: str, start: int) -> int:
    for notation in _DIGIT_FIRST if text[start].isdigit() else _LETTER_FIRST:
        found = notation.pattern.match(text, start)
        if found is None or not _agrees(notation, found[0]):
            continue
        if not notation.said or _told(text, start, found[0]):
            return found.end()
    return 0


def _agrees(notation: Notation, written: str) -> bool:
    bare = (written.replace(" ", "") if notation.keeps else _GAP.sub("", written)).upper()
    return any(check(bare) for check in notation.checks)


def _told(text: str, start: int, written: str) -> bool:
    """Nine digits could be a phone, or how often something was counted."""
    if _SAYS_NUMBER.search(text, max(0, start - _NEAR), start):
        return True
    return (written.isdigit() and len(set(written)) > 3) or "." in written
