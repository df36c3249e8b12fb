"""Numbers that mean somebody because of the word beside them: cases, journals, rooms and beds."""

import re
from collections.abc import Iterator

from bot.reading.guard.found import Found, Kind
from bot.reading.guard.lists.beside import CASES, FILLERS, ROOMS, ROOMS_AFTER

_FILLER = rf"(?:[ :#.,=(-]{{1,3}}(?:(?:{'|'.join(FILLERS)})\b\.?)?){{1,4}}"
_CASE = re.compile(
    rf"(?<!\w)(?:{'|'.join(CASES)})(?!\w){_FILLER}"
    r"(?P<code>(?:[^\W\d_]{1,6}[ \-/.:]{0,2}){0,3}\d(?:[ ]?[\-/.:]?[ ]?[A-Z]{0,4}[\-/.]?\d){0,24}"
    r"(?:[\-/]?[A-Za-z]{1,2}(?!\w))?)",
    re.IGNORECASE,
)
_ROOM = re.compile(
    rf"(?<!\w)(?:{'|'.join(ROOMS)})(?:(?: ?(?:nr|no|number|nummer|nro|numero|número|num|numer|szám|n)\.?)? ?"
    r"[:#º°]? ?)(?P<code>\d{1,4}(?: ?[A-Za-z](?!\w))?(?:-[A-Za-z\d]{1,3}(?!\w))?|[A-H] ?\d{1,3}(?!\w)|[A-H](?!\w))"
    r"(?![\d.,:]\d|\d)(?P<after> ?[^\W\d_%]{0,12}%?)",
    re.IGNORECASE,
)
_ROOM_AFTER = re.compile(
    rf"(?<![\w.,:])\d{{1,4}}(?:\. ?|-?[aeáéo]s |-?(?:ban|ben|es|os|as|ös) | )(?:{'|'.join(ROOMS_AFTER)})(?!\w)",
    re.IGNORECASE,
)
_UNIT = frozenset(
    """
    hours hour h hrs minutes min mins times days weeks x % timmar minuter gånger dagar stunden minuten
    mal tage uur minuten keer dagen tuntia minuuttia kertaa päivää tundi minutit korda päeva ore minuti
    volte giorni horas minutos veces días godzin minut razy dni óra perc nap people personer am pm
    """.split()
)
_DIGIT = re.compile(r"\d")


def beside(text: str) -> Iterator[Found]:
    """Case numbers and rooms, each with the word that tells what it is."""
    for found in _CASE.finditer(text):
        if _is_case(found["code"]):
            yield Found(*found.span("code"), Kind.CASE_NUMBER)
    for found in _ROOM.finditer(text):
        if found["after"].strip().casefold() not in _UNIT:
            yield Found(found.start(), found.end("code"), Kind.ROOM)
    for found in _ROOM_AFTER.finditer(text):
        yield Found(*found.span(), Kind.ROOM)


def _is_case(code: str) -> bool:
    """Three digits at least, and no year or amount alone."""
    digits = len(_DIGIT.findall(code))
    if code.isdigit():
        return digits >= 4 and not (digits == 4 and code[:2] in ("19", "20"))
    return digits >= 3
