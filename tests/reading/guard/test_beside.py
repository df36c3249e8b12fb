"""Numbers that mean somebody because of the word beside them."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "text",
    [
        "dnr |2024/1187-3|",
        "mål |Ä 318-24|",
        "Akten |T 5521-22|",
        "case ref |SW/2023/0148|",
        "record no. |MH-77120|",
        "journal entry |20417-C|",
        "Geschäftszeichen |12 XVII 447/22|",
        "Zaaknummer |C/16/558213|",
        "Juhtumi number |JK-2024/0318|",
        "Expediente nº |SAAD-08/114592|",
    ],
)
def test_the_number_of_a_case_is_found(text: str) -> None:
    before, number, after = text.split("|")
    assert words(before + number + after, Identifier.CASE_NUMBER) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "rum 12",
        "room 4",
        "bed 7",
        "Zimmer 12",
        "kamer 17",
        "huone 4",
        "toas 12",
        "stanza 9",
        "habitación 7",
        "pokój 12",
        "δωμάτιο 4",
        "4-es szoba",
        "lgh 1102",
        "flat 3B",
    ],
)
def test_a_room_is_found_with_its_word(text: str) -> None:
    assert words(f"hon i {text} ringde", Identifier.ROOM) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "mål 3 i planen",
        "in bed 10 minutes",
        "fall 2024 was hard",
        "journal 2023",
        "plan 3",
        "room at 9",
    ],
)
def test_other_numbers_beside_such_a_word_are_clean(text: str) -> None:
    assert GUARD.read(text) == ()
