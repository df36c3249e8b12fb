import pytest

from bot.sandbox.fields import UnfitError
from bot.sandbox.newstickers import emoji_in


@pytest.mark.parametrize("emoji", ["😄", "⭐", "☺️", "1️⃣", "👨‍💻", "🇸🇪", "™️", "‼️", "↔️"])
def test_an_emoji(emoji: str) -> None:
    assert emoji_in([emoji, "😄"]) == emoji


@pytest.mark.parametrize("words", ["", "x", "1", "å", "hej", " ", "😄" * 30])
def test_what_is_no_emoji(words: str) -> None:
    with pytest.raises(UnfitError, match="expected a Unicode emoji"):
        emoji_in([words])


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("😄", "expected an Array of string"),
        ([], "emoji list must be non-empty"),
        (["😄"] * 21, "too many emoji specified"),
        ([1], "emoji must be a string"),
    ],
)
def test_what_is_no_list_of_emoji(given: object, complaint: str) -> None:
    with pytest.raises(UnfitError, match=complaint):
        emoji_in(given)
