"""Dates of birth. Dates of meetings are dates like all others, and tell of nobody."""

import re
from collections.abc import Iterator

from bot.reading.guard.found import Found, Kind

_OLDEST, _YOUNGEST = 1900, 2014
"""Years that make an age. What was later is more often when something was done, or will be; a date
of birth beside a word for it is found whatever its year."""

_MONTHS = (
    # English, German, Dutch and Swedish
    r"jan(?:uar[iy]?)?|feb(?:r?uar[iy]?)?|m(?:ar(?:ch|s)?|ärz|aart|rt|rz)|apr(?:il)?|ma[jiy]|jun[ie]?|"
    r"jul[iy]?|aug(?:ust(?:i|us)?)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|jänner|"
    # Estonian
    r"jaanuar\w*|veebruar\w*|märts\w*|aprill\w*|juuni\w*|juuli\w*|august\w*|septemb\w*|oktoob\w*|"
    r"novemb\w*|detsemb\w*|"
    # Finnish
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*|"
    # Italian and Spanish
    r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|"
    r"enero|febrero|abril|mayo|junio|julio|sep?tiembre|octubre|noviembre|diciembre|"
    # Polish
    r"stycz\w+|lut\w+|mar(?:ca|zec)|kwie\w+|maja?|czerw\w+|lip(?:ca|iec)|sierp\w+|wrze\w+|paźdz\w+|"
    r"listop\w+|grud\w+|"
    # Greek
    r"ιαν\w*|γενάρη\w*|φεβ\w*|φλεβ\w*|μαρτ\w*|μάρτ\w*|απρ\w*|μα[ΐιίϊ]\w*|μάι\w*|ιουν\w*|ιούν\w*|ιουλ\w*|"
    r"ιούλ\w*|αυγ\w*|αύγ\w*|σεπτ\w*|οκτ\w*|νο[εέ]μ\w*|δεκ\w*|δεκέμ\w*|"
    # Hungarian
    r"január\w*|február\w*|márci\w*|ápril\w*|máj\w*|júni\w*|júli\w*|auguszt\w*|szept\w*|októb\w*|"
    r"novemb\w*|decemb\w*"
)
_YEAR = r"(?:(?P<year%d>(?:18|19|20)\d\d)|'?\d\d(?!\d))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_FULL = re.compile(
    rf"(?<![\w])(?<!\d[.\-/])(?:"
    rf"{_DAY} ?[./\-] ?(?:0?[1-9]|1[0-2]|1[3-9]|2\d|3[01]) ?[./\-] ?{_YEAR % 1}"
    rf"|(?P<year2>(?:18|19|20)\d\d) ?[./\-] ?(?:0?[1-9]|1[0-2]) ?[./\-] ?{_DAY}\.?"
    rf"|{_DAY} ?(?:st|nd|rd|th|\.|º|ª|er|:a|:e|-?a|-?e)? ?(?:of |de |di |η |της )?(?:{_MONTHS})\.?,? ?"
    rf"(?:del |de |of |-)?{_YEAR % 3}"
    rf"|(?P<year4>(?:18|19|20)\d\d)(?:\.|-?e?s?)? ?(?:{_MONTHS})\.? ?{_DAY}(?:\.|-?[áéaei]\w*)?"
    rf"|(?:{_MONTHS})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR % 5}"
    rf"|(?P<year6>19\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf")(?![\w])(?![./\-]\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![\w])(?<!\d[.\-/])(?:"
    rf"{_DAY} ?[./\-] ?(?:0?[1-9]|1[0-2])\.?|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|{_DAY} ?(?:st|nd|rd|th|\.|º|:a|:e|-?a|-?e)? ?(?:of |de |di |η )?(?:{_MONTHS})"
    rf"|(?:{_MONTHS})\.? {_DAY}(?:st|nd|rd|th|\.|-?[áéaei]\w*)?)(?![\w])(?![./\-]\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:född\w*|födelse\w*|fyller|fyllde|född|f\.|born|dob|d\.o\.b\.?|birth\w*|b\.|bday|sünd\w*|"
    r"sünnip\w*|sünnia\w*|synt\w*|synny\w*|s\.|gebo\w*|geb\b\.?|verjaar\w*|jarig|geburt\w*|nat[oaie]|"
    r"nascit\w*|compleann\w*|compie|ur\.|urodz\w*|nacid[oa]s?|nació|nacimiento|cumpleaños|cumple|"
    r"γενν\w*|γενέθλ\w*|szül\w*|sz\.)(?!\w)",
    re.IGNORECASE,
)
_NEAR, _AFTER = 32, 16


def birth_dates(text: str) -> Iterator[Found]:
    """Full dates that make an age, and any date beside a word for being born."""
    for found in _FULL.finditer(text):
        year = next((int(one) for one in found.groupdict().values() if one), 0)
        if _OLDEST <= year <= _YOUNGEST or _is_beside(text, *found.span()):
            yield Found(*found.span(), Kind.BIRTH_DATE)
    if _BORN.search(text) is None:
        return
    for found in _PART.finditer(text):
        if _is_beside(text, *found.span()):
            yield Found(*found.span(), Kind.BIRTH_DATE)


def _is_beside(text: str, start: int, end: int) -> bool:
    line = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    return (
        _BORN.search(text, line, start) is not None
        or _BORN.search(text, end, end + _AFTER) is not None
    )
