"""Numbers that mean somebody because of the word beside them: cases, journals, rooms and beds."""

import re
from collections.abc import Iterator

from bot.reading.guard.buckets import Begins, Buckets
from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.lists.beside import CASES, FILLERS, ROOMS, ROOMS_AFTER

_FILLER = rf"(?:[ :#.,=(-]{{1,3}}(?:(?:{'|'.join(FILLERS)})\b\.?)?){{1,4}}"
_CASE = Buckets(
    CASES,
    rf"(?!\w){_FILLER}"
    r"(?P<code>(?:[^\W\d_]{1,6}[ \-/.:]{0,2}){0,3}\d(?:[ ]?[\-/.:]?[ ]?[A-Z]{0,5}[\-/. ]?\d){0,24}"
    r"(?:[\-/]?[A-Za-z]{1,2}(?!\w))?)",
)
_ROOM = Buckets(
    ROOMS,
    r"(?:(?: ?(?:nr|no|number|nummer|nro|numero|número|num|numer|szám|n)\.?)? ?[:#º°]? ?)"
    r"(?P<code>\d{1,4}(?:\.\d{1,2})?(?: ?[^\W\d_](?!\w))?(?:-[A-Za-z\d]{1,3}(?!\w))?"
    r"|[A-HΑ-Ε] ?\d{1,3}(?!\w)|[A-H](?!\w))"
    r"(?![\d.,:]\d|\d)(?P<after> ?[^\W\d_%]{0,12}%?)",
)
_ROOM_AFTER = re.compile(
    r"\d(?<![\w.,:]\d)\d{0,3}(?:\. ?|-?[aeáéo]s |-?(?:es|os|as|ös|ás) | )"
    rf"(?:{'|'.join(ROOMS_AFTER)})(?!\w)",
    re.IGNORECASE,
)
_UNIT = frozenset(
    [
        "hours",
        "hour",
        "h",
        "hrs",
        "minutes",
        "min",
        "mins",
        "times",
        "days",
        "weeks",
        "x",
        "%",
        "timmar",
        "minuter",
        "gånger",
        "dagar",
        "stunden",
        "minuten",
        "mal",
        "tage",
        "uur",
        "minuten",
        "keer",
        "dagen",
        "tuntia",
        "minuuttia",
        "kertaa",
        "päivää",
        "tundi",
        "minutit",
        "korda",
        "päeva",
        "ore",
        "minuti",
        "volte",
        "giorni",
        "horas",
        "minutos",
        "veces",
        "días",
        "godzin",
        "minut",
        "razy",
        "dni",
        "óra",
        "perc",
        "nap",
        "people",
        "personer",
        "am",
        "pm",
    ]
)
_DIGIT = re.compile(r"\d")
_PRONOUN = ("we ", "We ")
"""*WE 3* is a flat in German, and *we 3* are people."""

_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+|(?:19|20)\d\d[-/](?:19|20)?\d\d")


def beside(text: str, begins: Begins) -> Iterator[Found]:
    """Case numbers and rooms, each with the word that tells what it is."""
    for found in _CASE.find(text, begins):
        if _is_case(found["code"]):
            yield Found(*found.span("code"), Identifier.CASE_NUMBER)
    for found in _ROOM.find(text, begins):
        if found["after"].strip().casefold() not in _UNIT and found[0][:3] not in _PRONOUN:
            yield Found(found.start(), found.end("code"), Identifier.ROOM)
    for found in _ROOM_AFTER.finditer(text):
        yield Found(*found.span(), Identifier.ROOM)


def _is_case(code: str) -> bool:
    """Three digits at least, and no year or amount alone."""
    if code.isdigit():
        return len(code) >= 5
    return len(_DIGIT.findall(code)) >= 3 and _AMOUNT.fullmatch(code) is None
