"""Where a text may be cut: never in the middle of what people see as one sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.clusters import whole

SIGNS = ("a", "é", "e\u0302\u0303", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "🇸🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "की", "1️⃣", "🌟", " ")


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12), st.data())
def test_a_text_is_cut_between_signs(signs: list[str], data: st.DataObject) -> None:
    text = "".join(signs)
    places = ["".join(signs[:n]) for n in range(len(signs) + 1)]
    end = data.draw(st.integers(1, len(text)))
    fits = [len(before) for before in places if 0 < len(before) <= end]
    assert whole(text, end) == (fits[-1] if fits else end)


@pytest.mark.parametrize("text", ["\u0301" * 9, "👩" + "‍" * 9, "a" + "\u0301" * 9])
def test_a_sign_that_is_too_long_by_itself_is_cut_all_the_same(text: str) -> None:
    assert 0 < whole(text, 5) <= 5


@given(st.text(min_size=1), st.integers(1, 50))
def test_something_is_always_left(text: str, end: int) -> None:
    assert 0 < whole(text, end) <= end
