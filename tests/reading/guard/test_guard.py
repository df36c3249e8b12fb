"""The guard as a whole: what it promises of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.guard import Guard, Identifier
from tests.reading.guard.corpora import LANGUAGES, lines
from tests.reading.guard.said import GUARD, found, replaced

SOFT = {Identifier.NAME, Identifier.ONLY_ONE}
LINES = [line.text for language in LANGUAGES for line in lines(language) if line.marked]

PATHOLOGICAL = [
    "1" * 20_000,
    "1 " * 10_000,
    "a@" * 10_000,
    "a." * 10_000,
    "www." * 5_000,
    "+" * 20_000,
    "A" * 20_000,
    "Anna " * 4_000,
    "Will and " * 2_500,
    "den enda " * 2_500,
    "den enda mannen " * 1_500,
    "the only " * 2_500,
    "dnr " * 5_000,
    "dnr nr nr nr 1 " * 1_500,
    "born 1.1." * 2_500,
    "1.1.1" * 4_000,
    "1/1/19" * 3_500,
    "SE50 8000 " * 2_000,
    "SE" * 10_000,
    "aa11" * 5_000,
    "Via " * 5_000,
    "Via A 1 " * 2_500,
    "12 St " * 3_500,
    "-" * 20_000,
    "'" * 20_000,
    "a'" * 10_000,
    "a\u0301" * 10_000,
    "\u200b" * 20_000,
    "\u200ba" * 10_000,
    "de " * 7_000,
    "Anna de la " * 2_000,
    " " * 20_000,
    "\n" * 20_000,
    "(" * 20_000,
    "ring 1-" * 3_000,
    "ABCDEF" * 3_000,
    "abcdef12a34b567c" * 1_300,
    "\x1f" * 20_000,
    "ß" * 20_000,
    "İ" * 20_000,
    "@" * 20_000,
    "@a" * 10_000,
    "rum " * 5_000,
    "rum 1" * 4_000,
    "född " * 4_000,
    "Ελένη " * 3_300,
]


@pytest.mark.parametrize("text", PATHOLOGICAL, ids=lambda text: repr(text[:12]))
@pytest.mark.timeout(60)  # a rule that goes back and forth would take hours
def test_a_hostile_text_comes_to_an_end(text: str) -> None:
    assert all(one.end <= len(text) for one in GUARD.read(text))


@given(st.text(max_size=300))
def test_finds_stand_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    before = 0
    for one in GUARD.read(text):
        assert before <= one.start < one.end <= len(text)
        before = one.end


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=4), st.sampled_from([" ", "\n", ", "]))
def test_no_identifier_is_left_once_it_is_replaced(parts: list[str], between: str) -> None:
    text = between.join(parts)
    left = replaced(text)
    assert [one for one in GUARD.read(left) if one.kind not in SOFT] == []


@given(st.text(alphabet="0123456789 .-/+()ABab@", max_size=60))
def test_no_row_of_digits_is_half_found(text: str) -> None:
    left = replaced(text)
    assert [one for one in GUARD.read(left) if one.kind not in SOFT] == []


def test_a_name_in_the_only_one_is_a_name_and_the_rest_a_hint() -> None:
    kinds = {kind for _, kind in found("our only male nurse on the ward, Fatima, left")}
    assert kinds == {"only_one", "name"}


def test_cleared_words_are_no_names_and_numbers_stay() -> None:
    text = "kollegan Fatima, 070-123 45 67"
    assert [one.kind for one in GUARD.read(text, cleared={"fatima"})] == [Identifier.PHONE]
    assert [one.kind for one in GUARD.read(text, cleared={"070-123 45 67"})] == [
        Identifier.NAME,
        Identifier.PHONE,
    ]


def test_the_same_guard_reads_one_text_as_another() -> None:
    guard = Guard()
    assert guard.read("Fatima kom") == guard.read("Fatima kom")
    assert guard.read("") == ()
