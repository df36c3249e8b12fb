"""Dates of birth. Dates of meetings are dates like all others, and tell of nobody."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from bot.reading.guard.buckets import Begins, Buckets
from bot.reading.guard.found import Found, Identifier

_OLDEST, _YOUNGEST = 1900, 2014
"""Years that make an age. What was later is more often when something was done, or will be; a date
of birth beside a word for it is found whatever its year."""

_MONTH_WORDS = (
    r"jan(?:uar[iy]?)?",
    r"feb(?:r?uar[iy]?)?",
    r"mar(?:ch|s)?",
    r"märz",
    r"maart",
    r"mrt",
    r"marz",
    r"apr(?:il)?",
    r"ma[jiy]",
    r"jun[ie]?",
    r"jul[iy]?",
    r"aug(?:ust(?:i|us)?)?",
    r"sept?(?:ember)?",
    r"o[ck]t(?:ober)?",
    r"nov(?:ember)?",
    r"de[cz](?:ember)?",
    r"jänner",
    r"jaanuar\w*",
    r"veebruar\w*",
    r"märts\w*",
    r"aprill\w*",
    r"juuni\w*",
    r"juuli\w*",
    r"august\w*",
    r"septemb\w*",
    r"oktoob\w*",
    r"novemb\w*",
    r"detsemb\w*",
    r"tammikuu\w*",
    r"helmikuu\w*",
    r"maaliskuu\w*",
    r"huhtikuu\w*",
    r"toukokuu\w*",
    r"kesäkuu\w*",
    r"heinäkuu\w*",
    r"elokuu\w*",
    r"syyskuu\w*",
    r"lokakuu\w*",
    r"marraskuu\w*",
    r"joulukuu\w*",
    r"gennaio",
    r"febbraio",
    r"marzo",
    r"aprile",
    r"maggio",
    r"giugno",
    r"luglio",
    r"agosto",
    r"settembre",
    r"ottobre",
    r"novembre",
    r"dicembre",
    r"enero",
    r"febrero",
    r"abril",
    r"mayo",
    r"junio",
    r"julio",
    r"sep?tiembre",
    r"octubre",
    r"noviembre",
    r"diciembre",
    r"stycz\w+",
    r"lut\w+",
    r"mar(?:ca|zec)",
    r"kwie\w+",
    r"maja?",
    r"czerw\w+",
    r"lip(?:ca|iec)",
    r"sierp\w+",
    r"wrze\w+",
    r"paźdz\w+",
    r"listop\w+",
    r"grud\w+",
    r"ιαν\w*",
    r"γενάρη\w*",
    r"φεβ\w*",
    r"φλεβ\w*",
    r"μαρτ\w*",
    r"μάρτ\w*",
    r"απρ\w*",
    r"μα[ΐιίϊ]\w*",
    r"μάι\w*",
    r"ιουν\w*",
    r"ιούν\w*",
    r"ιουλ\w*",
    r"ιούλ\w*",
    r"αυγ\w*",
    r"αύγ\w*",
    r"σεπτ\w*",
    r"οκτ\w*",
    r"νο[εέ]μ\w*",
    r"δεκ\w*",
    r"δεκέμ\w*",
    r"január\w*",
    r"február\w*",
    r"márci\w*",
    r"ápril\w*",
    r"máj\w*",
    r"júni\w*",
    r"júli\w*",
    r"auguszt\w*",
    r"szept\w*",
    r"októb\w*",
    r"novemb\w*",
    r"decemb\w*",
)
_MONTHS = "|".join(_MONTH_WORDS)
_YEAR = r"(?:(?P<year%d>(?:18|19|20)\d\d)|'?\d\d(?!\d))"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BEGINS = re.compile(r"\d(?<!\w\d)(?<!\d[.\-/]\d)")
"""Where a number begins; to look for a digit is quick, to look for a date in each place is not."""

_NOT_AFTER = r"(?!\w)(?![./\-]\d)"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_ORDINAL = r"(?:st|nd|rd|th|\.|º|ª|er|:a|:e|-?a|-?e)?"
_FULL = re.compile(
    r"(?:"
    rf"{_DAY} ?[./\-] ?(?:{_MONTH_NUMBER}|1[3-9]|2\d|3[01]) ?[./\-] ?{_YEAR % 1}"
    rf"|(?P<year2>(?:18|19|20)\d\d) ?[./\-] ?{_MONTH_NUMBER} ?[./\-] ?{_DAY}\.?"
    rf"|{_DAY} ?{_ORDINAL} ?(?:of |de |di |η |της )?(?:{_MONTHS})\.?,? ?"
    rf"(?:del |de |of |-)?{_YEAR % 3}"
    rf"|(?P<year4>(?:18|19|20)\d\d)(?:\.|-?e?s?)? ?(?:{_MONTHS})\.? ?{_DAY}(?:\.|-?[áéaei]\w*)?"
    rf"|(?P<year6>19\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"){_NOT_AFTER}",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:"
    rf"{_DAY} ?[./\-] ?{_MONTH_NUMBER}\.?|\d\d[-.]{_MONTH_NUMBER}[-.]{_DAY}"
    rf"|(?:(?:19|20)?\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|"
    rf"3[01])"
    rf"|{_DAY} ?{_ORDINAL} ?(?:of |de |di |η )?(?:{_MONTHS})"
    rf"){_NOT_AFTER}",
    re.IGNORECASE,
)
_MONTH_FIRST = Buckets(
    _MONTH_WORDS,
    rf"\.? {_DAY}(?:st|nd|rd|th|\.|-?[áéaei]\w*)?(?P<full>,? {_YEAR % 5})?{_NOT_AFTER}",
)
_BORN = Buckets(
    [
        r"född\w*",
        r"födelse\w*",
        r"fyller",
        r"fyllde",
        r"f\.",
        r"born",
        r"dob",
        r"d\.o\.b",
        r"birth\w*",
        r"b\.",
        r"bday",
        r"sünd\w*",
        r"sünnip\w*",
        r"sünnia\w*",
        r"synt\w*",
        r"synny\w*",
        r"s\.",
        r"gebo\w*",
        r"geb",
        r"verjaar\w*",
        r"jarig",
        r"geburt\w*",
        r"nat[oaie]",
        r"nascit\w*",
        r"compleann\w*",
        r"compie",
        r"ur\.",
        r"urodz\w*",
        r"nacid[oa]s?",
        r"nació",
        r"nacimiento",
        r"cumpleaños",
        r"cumple",
        r"γενν\w*",
        r"γενέθλ\w*",
        r"γεν\.",
        r"γ\.",
        r"szül\w*",
        r"sz\.",
        r"rodz\w*",
    ]
)
_NEAR, _AFTER = 32, 16
_LONGEST = 16
"""Letters of a word for being born."""


def birth_dates(text: str, begins: Begins) -> Iterator[Found]:
    """Full dates that make an age, and any date beside a word for being born."""
    said = sorted(found.span() for found in _BORN.find(text, begins))
    numbers = [found.start() for found in _BEGINS.finditer(text)]
    full = (_FULL.match(text, start) for start in numbers)
    for found in (*filter(None, full), *_MONTH_FIRST.find(text, begins)):
        year = next((int(one) for one in found.groupdict().values() if one and one.isdigit()), 0)
        if _OLDEST <= year <= _YOUNGEST or _is_beside(text, *found.span(), said):
            yield Found(*found.span(), Identifier.BIRTH_DATE)
    for start in numbers if said else ():
        part = _PART.match(text, start)
        if part is not None and _is_beside(text, *part.span(), said):
            yield Found(*part.span(), Identifier.BIRTH_DATE)


def _is_beside(text: str, start: int, end: int, said: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the words that are `said` stands shortly before the date or after it."""
    for at in range(bisect(said, (start - _NEAR - _LONGEST, 0)), len(said)):
        begin, over = said[at]
        if begin > end + _AFTER:
            break
        between = text[over:start] if over <= start else text[end:begin]
        if "\n" not in between and over >= start - _NEAR:
            return True
    return False
