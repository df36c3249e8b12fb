"""Street addresses in eleven languages."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "street",
    [
        "Älvstigen 5A",
        "Västra Hamngatan 3",
        "8 St Anne's Terrace",
        "61 Quarry Bank",
        "Flat 4, 12 High Street",
        "Lindenweg 7",
        "Hafenstr. 3b",
        "Am Markt 5",
        "Kerkplein 21 bis",
        "Kirkkokatu 5",
        "Hämeentie 34 B 12",
        "Sõpruse pst 182-14",
        "Kase tänav 5",
        "corso Garibaldi 108/B",
        "via dei Mille 23",
        "Avda. de la Constitución, 112",
        "calle Mayor 4",
        "ul. Długa 12/5",
        "Kossuth Lajos utca 12",
        "οδός Ερμού 15",
        "Πατησίων 214",
    ],
)
def test_a_street_with_its_number_is_found(street: str) -> None:
    assert words(f"hon bor på {street}, tror jag", Identifier.ADDRESS) == [street]


@pytest.mark.parametrize(
    "text",
    [
        "plan 3 hade larm",
        "Der Weg 20 Minuten",
        "Storgatan 14.30 var det kö",
        "Der Parkplatz 3 war frei",
        "We walked 20 Yards House by house",
    ],
)
def test_a_number_beside_another_word_is_no_address(text: str) -> None:
    assert words(text, Identifier.ADDRESS) == []


def test_half_an_hour_away_is_nowhere() -> None:
    assert GUARD.read("Heimweg 20 Minuten") == ()
