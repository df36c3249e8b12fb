"""Dates of birth, and all other dates."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "text",
    [
        "född |1933-12-05|",
        "född |3/4-51|",
        "born |3/4/51|",
        "dob |12 March 1948|",
        "born |5th of Dec '33|",
        "sünd |11.06.1934|",
        "s. |25.3.1947|",
        "geboortedatum is |2 juli 1938|",
        "nato il |16/03/1948|",
        "Nació el |14/03/1938|",
        "am |5. Mai 1931| geboren",
        "ur. |12 marca 1948|",
        "γεννήθηκε |3 Ιουνίου 1949|",
        "született |1948. március 12.|",
        "syntynyt |3. huhtikuuta 1951|",
        "hennes dag: |1948-03-12|",
    ],
)
def test_a_date_of_birth_is_found(text: str) -> None:
    before, date, after = text.split("|")
    assert words(before + date + after, Identifier.BIRTH_DATE) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "möte 14 februari 2026",
        "Reunión el 14 de mayo a las 15:30",
        "Termin 03.11.2025",
        "Grant deadline 30 September",
        "from 1 January 2024",
    ],
)
def test_the_date_of_a_meeting_is_clean(text: str) -> None:
    assert GUARD.read(text) == ()
