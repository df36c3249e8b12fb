"""Postcodes. Those of Britain and the Netherlands are like nothing else; of bare digits a town
tells."""

import re
from collections.abc import Iterator

from bot.reading.guard.buckets import Begins, Buckets
from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.lists.towns import is_town

_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|"
    "K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|"
    "UB|W[ACDFNRSV]?|YO|ZE"
)
_BRITISH_BEGINS = re.compile(r"[A-Za-z](?<!\w.)[A-Za-z]?\d[A-Za-z\d]? ?\d")
_BRITISH = re.compile(
    rf"(?:(?:{_AREAS})\d[\dA-HJKMNP-Y]? ?\d[ABD-HJLNP-UW-Z]{{2}}"
    rf"|(?:{_AREAS.lower()})\d[\da-hjkmnp-y]? \d[abd-hjlnp-uw-z]{{2}})(?!\w)"
)
_NO_BRITISH = re.compile(r"\d(?:th|st|nd|rd|hr|hrs)\b")
_DUTCH = re.compile(
    r"[1-9](?<![\w.,]\d)\d{3} ?(?!S[ADS]|MG|ML|IU|IE|KR|EU|AM|PM|KG|KM|CC|HZ|AD|BC|NR|"
    r"KJ)[A-Z]{2}(?!\w)"
)
_DUTCH_SMALL = re.compile(r"[1-9](?<![\w.,]\d)\d{3} [a-z]{2}(?= [A-Z])")
_WITH_TOWN = re.compile(
    r"(?P<code>\d(?<![\w.,:/+]\d)(?<!\d-\d)(?:\d{2} ?\d{2}|\d-\d{3}|\d{3,4}))"
    r"(?P<gap>,? )(?P<town>[^\W\d_a-zß-ÿ][^\W\d_]+)"
)
_SAID = Buckets(
    (
        r"postnummer\w*",
        r"postnr",
        r"postcode\w*",
        r"zip",
        r"plz",
        r"postleitzahl\w*",
        r"postinumero\w*",
        r"sihtnumber\w*",
        r"indeks\w*",
        r"cap",
        r"kod pocztowy",
        r"código postal",
        r"cp",
        r"c\.p\.",
        r"irányítószám\w*",
        r"irsz",
        r"τ\.?κ\.?",
    ),
    r"\W{1,3}(?:\w{1,4} )?(?P<code>\d{3} ?\d{2}|\d{2}-\d{3}|\d{4,5})(?![\d])",
)
_POLISH = re.compile(r"\d(?<![\w.,:/+-]\d)\d-\d{3}(?= [A-ZŁŚŻŹĆ][a-ząćęłńóśźż])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def postcodes(text: str, begins: Begins) -> Iterator[Found]:
    """Codes of so few doors that they nearly are an address."""
    for start in _BRITISH_BEGINS.finditer(text):
        found = _BRITISH.match(text, start.start())
        if found is not None and _NO_BRITISH.search(found[0]) is None:
            yield Found(*found.span(), Identifier.POSTCODE)
    for pattern in (_DUTCH, _DUTCH_SMALL, _POLISH):
        for found in pattern.finditer(text):
            if pattern is not _DUTCH_SMALL or is_town(_next_word(text, found.end())):
                yield Found(*found.span(), Identifier.POSTCODE)
    for found in _WITH_TOWN.finditer(text):
        if _is_of_town(found):
            yield Found(found.start(), found.end("code"), Identifier.POSTCODE)
    for found in _SAID.find(text, begins):
        yield Found(*found.span("code"), Identifier.POSTCODE)


def _next_word(text: str, at: int) -> str:
    return text[at + 1 : at + 30].split(" ")[0].rstrip(".,;:!?")


def _is_of_town(found: re.Match[str]) -> bool:
    code, town = found["code"], found["town"]
    if _YEAR.fullmatch(code):
        return False
    return is_town(town)


def after_address(text: str, end: int) -> Found | None:
    """The bare code that follows a street, whatever the town."""
    found = _AFTER.match(text, end)
    return Found(*found.span("code"), Identifier.POSTCODE) if found else None


_AFTER = re.compile(
    r",? {1,2}(?P<code>\d{3} ?\d{2}|\d{2}-\d{3}|\d{4,5})(?=,? [^\W\d_a-z]|[.,]?$|[.,;)]|\n)"
)
