"""Postcodes, alone or with their town."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "text",
    [
        "|NE4 7RD|",
        "|sa1 6hd|",
        "|SW1A1AA|",
        "|6211 KA|",
        "|41117| Göteborg",
        "|214 30| Malmö",
        "|24103| Kiel",
        "|00-950| Warszawa",
        "|28013| Madrid",
        "|104 38| Αθήνα",
        "τκ |104 38|",
    ],
)
def test_a_postcode_is_found(text: str) -> None:
    before, code, after = text.split("|")
    assert words(f"bor i {before}{code}{after} nu", Identifier.POSTCODE) == [code]


def test_the_code_behind_a_street_is_found_whatever_the_town() -> None:
    assert words("Lindenweg 7, 24999 Wees", Identifier.POSTCODE) == ["24999"]


@pytest.mark.parametrize(
    "text", ["12000 Schritte", "B12 1mg", "2024 AM", "10000 Euro", "from 5 3rd"]
)
def test_a_bare_number_is_none(text: str) -> None:
    assert GUARD.read(text) == ()
