"""Whatever signs people write with, a rule reads the same, and finds stand where they wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.guard import Identifier
from bot.reading.guard.plain import plain
from tests.reading.guard.said import words


@pytest.mark.parametrize(
    "written",
    [
        "070\u2013123\u00a045\u202f67",
        "070\u200b-12\u200d3 45 67",
        "０７０-１２３ ４５ ６７",
        "٠٧٠-١٢٣ ٤٥ ٦٧",
        "۰۷۰-۱۲۳ ۴۵ ۶۷",
    ],
)
def test_a_phone_number_is_found_with_whatever_digits_dashes_and_spaces(written: str) -> None:
    assert words(f"ring {written} sen", Identifier.PHONE) == [written]


@pytest.mark.parametrize(
    "written", ["Fa\u200btima", "Fa\u00adtima", "A\u030asa", "Kath\u2019s", "Sirkka\u2011Liisan"]
)
def test_a_name_is_found_with_signs_in_it_that_nobody_sees(written: str) -> None:
    assert words(f"kollegan {written} kom", Identifier.NAME) == [written]


@given(st.text(max_size=80))
def test_each_sign_stands_where_it_was_written(text: str) -> None:
    seen = plain(text)
    for place in range(len(seen.text)):
        start, end = seen.written(place, place + 1)
        assert 0 <= start < end <= len(text)
    if seen.text:
        assert seen.written(0, len(seen.text))[1] <= len(text)
