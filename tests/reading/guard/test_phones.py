"""Phone numbers, and what has as many digits and is none."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "phone",
    [
        "070-123 45 67",
        "0701234567",
        "(0980) 31 92 12",
        "08-465 004 12",
        "+46 70 123 45 67",
        "0046701234567",
        "07700 900 318",
        "(01632) 960 417",
        "020 7946 0412",
        "+372 648 7215",
        "0457 391 0026",
        "+31 6 28 41 90 37",
        "347 5518 203",
        "+39 333 8120467",
        "600 123 456",
        "0176 48213907",
        "+49 (0)89 7214556",
        "694 123 4567",
        "06 30 123 4567",
    ],
)
def test_a_number_in_the_notation_of_its_country_is_found(phone: str) -> None:
    assert words(f"ring {phone} sen", Identifier.PHONE) == [phone]


def test_a_short_number_is_found_beside_a_word_for_it() -> None:
    assert words("call me on 960 417 please", Identifier.PHONE) == ["960 417"]


@pytest.mark.parametrize(
    "text",
    [
        "pass 07.00-16.00 och 21.00-07.00",
        "Reunión el 14.05.2026 15:30",
        "från 2019-2026",
        "ringde 1177, sen 112",
        "1 250 000 euros",
        "PA 160/90, FC 84, 145/85",
        "doser 100-200-100 mg",
    ],
)
def test_times_dates_sums_and_doses_are_no_phones(text: str) -> None:
    assert GUARD.read(text) == ()
