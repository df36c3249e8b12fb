"""Personal numbers, in the notations that people type."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, found, words

NUMBERS = [
    "198802199029",
    "880219-9029",
    "880219 9029",
    "19880219-9029",
    "1988-02-19-9029",
    "880279-9026",
    "34803120211",
    "348 0312 0211",
    "48031212348",
    "250347-102Y",
    "250347-102y",
    "206517336",
    "3201.83.683",
    "BNCLRA51D45F205U",
    "bnclcu37a15z330p",
    "43920640R",
    "43920640-r",
    "Z-3989798-Q",
    "26 954 371 827",
    "12034823455",
    "1-480312-1233",
    "485 777 3457",
    "jm483120d",
    "JM 48 31 20 D",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_whose_check_digit_is_right_is_found(number: str) -> None:
    assert words(f"det var {number} som stod där", Identifier.PERSONAL_NUMBER) == [number]


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_found_without_a_space_around_it(number: str) -> None:
    assert words(f"({number}),", Identifier.PERSONAL_NUMBER) == [number]


def test_two_numbers_beside_each_other_are_two() -> None:
    text = "220131-2502 050946-8359"
    assert words(text, Identifier.PERSONAL_NUMBER) == ["220131-2502", "050946-8359"]


def test_a_number_with_a_slip_in_it_is_found_beside_a_word_for_it() -> None:
    assert found("personnummer 880219-9028") == [("880219-9028", "case_number")]


@pytest.mark.parametrize(
    "text",
    ["Blodtryck 182/94 och puls 110", "14 000 steg", "2026-11-29 08.30-16.00", "1 250 000 kr"],
)
def test_what_is_counted_and_measured_is_no_number_of_anybody(text: str) -> None:
    assert GUARD.read(text) == ()
