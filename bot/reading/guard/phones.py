"""Phone numbers. What has the length of one in some country is one, unless it is a time or a
sum."""

import re
from collections.abc import Iterator

from bot.reading.guard.found import Found, Identifier

_CANDIDATE = re.compile(r"[+(\d](?<![\w.,:/-].)(?:[ (+]{0,2}\d)?(?:[ .\-/()]{0,3}\d){5,15}(?![\w])")
_NO_DIGIT = re.compile(r"\D+")
_TIMES = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[ \-]+(?:[01]?\d|2[0-4])[.:][0-5]\d)*")
_DATES = re.compile(
    r"(?:(?:19|20)\d\d([.\-/ ])[ ]?\d{1,2}\1[ ]?\d{1,2}|\d{1,2}([.\-/ ])[ ]?\d{1,2}\2[ ]?(?:(?:19|"
    r"20)\d\d|\d\d)"
    r"|(?:19|20)\d\d[ /\-]{1,3}(?:19|20)\d\d|(?:19|20)\d{2}[01]\d[0-3]\d)"
)
_SUM = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+(?:[ \-]+[1-9]\d{0,2}(?:[ .]\d{3})+)?")
_ABROAD = re.compile(r"\(?(?:\+|00)")
_AT_HOME = re.compile(r"\(?0[1-9]")
_GROUPED = re.compile(
    r"[5-9]\d{2}[ .\-]\d{3}[ .\-]\d{3}|[5-9]\d{2}(?:[ .\-]\d{2}){3}|\d{2}(?:[ .\-]\d{2,3}){3}"
    r"|\(?[2-9]\d{2}\)?[ .\-]\d{3}[ .\-]\d{4}|5\d{3}[ \-]\d{4}|5\d[ \-]\d{3}[ \-]\d{3}"
    r"|2\d{2,3}[ \-]\d{6,7}|69\d{1,2}[ "
    r"\-]\d{3}"
    r"[ \-]\d{4}|3\d{2}[ .\-]\d{6,7}|3\d{2}[ .\-]\d{3}[ .\-]\d{4}|2\d{3}[ .\-]\d{3}[ .\-]\d{3}"
    r"|69\d[ .\-]\d{7}|69\d{2}[ .\-]\d{6}|210[ .\-]\d{3}[ .\-]\d{4}"
)
_BARE = re.compile(r"[5-9]\d{8}|3[1-9]\d{8}|69\d{8}|2[1-8]\d{8}")

_NEAR = 30
_SAYS_PHONE = re.compile(
    r"(?:\b(?:tel|tfn|tlf|telf?|ph|mob|mobil\w*|mobiel\w*|mobile|cell|phone\w*|number|nummer\w*|"
    r"numer\w*|número\w*|numero\w*|num|nr|ring|ringer|ringde|ringa|rang|call\w*|text|texted|sms\w*|"
    r"whatsapp\w*|signal|viber|soita|soitti|soittaa|puhelin\w*|puh|kännykkä\w*|helista\w*|"
    r"tel\w*|bel|belde|bellen|gebeld|gsm|handy\w*|rufnummer|anruf\w*|llam\w*|móvil\w*|chiam\w*|"
    r"cellulare\w*|zadzw\w*|dzwoń|dzwoni\w*|kom|komórk\w*|hív\w*|mobilja|τηλ\w*|κιν\w*|"
    r"κάλεσ\w*|πάρε)\b|☎|📞|📱)",
    re.IGNORECASE,
)
_REGIONS = ("SE", "GB", "DE", "FI", "NL", "IT", "HU")
_OPEN = ("ES", "PL", "EE", "GR", "IT", "US")
"""Countries where a number begins with any digit."""


def phones(text: str) -> Iterator[Found]:
    """Numbers that somebody could be called on; three or four digits reach a service, no person."""
    for found in _CANDIDATE.finditer(text):
        written = found[0].strip()
        if not _is_no_phone(written) and _is_phone(text, found.start(), written):
            yield Found(found.start(), found.start() + len(written), Identifier.PHONE)


def _is_no_phone(written: str) -> bool:
    return _TIMES.fullmatch(written) is not None or _DATES.fullmatch(written) is not None


def _is_phone(text: str, start: int, written: str) -> bool:
    bare = _NO_DIGIT.sub("", written)
    said = _SAYS_PHONE.search(text, max(0, start - _NEAR), start) is not None
    if _ABROAD.match(written):
        return _possible(f"+{bare.removeprefix('00') if '+' not in written else bare}", None)
    if _AT_HOME.match(written):
        return 7 <= len(bare) <= 12 and any(_possible(bare, region) for region in _REGIONS)
    if _GROUPED.fullmatch(written) or (_BARE.fullmatch(written)):
        return any(_possible(bare, region) for region in _OPEN)
    if len(bare) == 11 and bare.startswith("06"):
        return True
    return said and len(bare) <= 12


def _possible(number: str, region: str | None) -> bool:
    # Its tables weigh some megabytes; most messages have no run of digits that long.
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
