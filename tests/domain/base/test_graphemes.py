"""Where a text may be cut: never in the middle of what people see as one sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.graphemes import boundary

SIGNS = {
    "a letter": "a",
    "a letter with an accent of its own": "e\u0301",
    "a letter with several marks": "e\u0302\u0303",
    "a Hangul syllable of jamo": "\u1112\u1161\u11ab",
    "a Hangul syllable and its last jamo": "\ud558\u11ab",
    "a Devanagari vowel": "की",
    "a Devanagari conjunct": "क्षि",
    "a Tamil vowel": "நி",
    "a Thai vowel with a tone": "กำ",
    "a sign that reaches over the next": "\u0600\u0661",
    "the end of a line of Windows": "\r\n",
    "a family": "👩‍👩‍👧‍👦",
    "a skin tone": "👍🏽",
    "a heart in red": "❤️",
    "a flag": "🇸🇪",
    "the flag of a region": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "a keycap": "1️⃣",
    "a space": " ",
}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_no_sign_is_torn(sign: str) -> None:
    text = f"x{sign}x"

    assert {boundary(text, end) for end in range(1, len(text))} == {1, len(text) - 1}


@given(st.lists(st.sampled_from([*SIGNS.values()]), min_size=1, max_size=12), st.data())
def test_a_text_is_cut_between_signs(signs: list[str], data: st.DataObject) -> None:
    text = "".join(signs)
    places = ["".join(signs[:n]) for n in range(len(signs) + 1)]
    end = data.draw(st.integers(1, len(text)))
    fits = [len(before) for before in places if 0 < len(before) <= end]
    assert boundary(text, end) == (fits[-1] if fits else end)


def test_a_row_of_flags_is_cut_between_two() -> None:
    assert [boundary("🇸🇪🇪🇪🇵🇹", end) for end in range(2, 7)] == [2, 2, 4, 4, 6]


@pytest.mark.parametrize("text", ["\u0301" * 9, "👩" + "‍" * 9, "a" + "\u0301" * 9])
def test_a_sign_that_is_too_long_by_itself_is_cut_all_the_same(text: str) -> None:
    assert boundary(text, 5) == 5


@given(st.text(min_size=1), st.integers(1, 50))
def test_something_is_always_left(text: str, end: int) -> None:
    assert 0 < boundary(text, end) <= end
