"""Accounts and cards."""

import re
from collections.abc import Iterator, Mapping

from bot.reading.guard.checks import luhn
from bot.reading.guard.found import Found, Identifier

_LENGTHS: Mapping[str, int] = {
    country: int(length)
    for length, countries in {
        "15": "NO",
        "16": "BE",
        "18": "DK FI FO GL NL",
        "19": "MK SI",
        "20": "AT BA EE KZ LT XK",
        "21": "CH HR LI LV",
        "22": "BG BH DE GB GE IE ME RS",
        "23": "AE GI IL IQ TL",
        "24": "AD CZ ES MD PK RO SA SE SK TN",
        "25": "LY PT",
        "26": "IS TR",
        "27": "FR GR IT MC SM",
        "28": "AL AZ CY HU LB PL",
        "29": "UA",
        "31": "MT",
    }.items()
    for country in countries.split()
}
_IBAN = re.compile(
    r"[A-Z](?<![^\W_].)(?=([A-Z] ?\d{2}(?:[ \-.]{0,2}[A-Z0-9]){11,27}))", re.IGNORECASE
)
_FOURS = re.compile(r"[2-6](?<!\w\d)\d{3}([ .\-]{1,2})\d{4}\1\d{4}\1\d{4}(?!\w)")
_CARD = re.compile(
    r"[2-6](?<!\w\d)(?:(?<=3)\d{3}[ .\-]?\d{6}[ .\-]?\d{5}"
    r"|\d{3}(?:[ .\-]?\d{4}){2}[ .\-]?\d{1,7})(?!\w)"
)
_BETWEEN = re.compile(r"[ .\-]")


def money(text: str) -> Iterator[Found]:
    """Where money can be taken from, or sent to."""
    for found in _IBAN.finditer(text):
        if (end := _iban_end(found[0] + found[1])) and not text[found.start() + end :][
            :1
        ].isalnum():
            yield Found(found.start(), found.start() + end, Identifier.IBAN)
    for found in _FOURS.finditer(text):
        yield Found(*found.span(), Identifier.CARD)
    for found in _CARD.finditer(text):
        if luhn(_BETWEEN.sub("", found[0])):
            yield Found(*found.span(), Identifier.CARD)


def _iban_end(written: str) -> int:
    """How much of it is the account: what follows may be the next word. 0 if it is none."""
    length = _LENGTHS.get(written[:2].upper(), 0)
    places = [place for place, sign in enumerate(written) if sign.isalnum()]
    if not length or len(places) < length:
        return 0
    end = places[length - 1] + 1
    bare = "".join(written[place] for place in places[:length])
    # What was copied with a slip is an account as well, if it has the capitals of one.
    looks = bare[:2].isupper() and sum(sign.isdigit() for sign in bare) >= length - 6
    return end if looks or _rest_is_one(bare.upper()) else 0


def _rest_is_one(bare: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1
