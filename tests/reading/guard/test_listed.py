"""The lists that are shipped."""

from pathlib import Path

import pytest

from bot.reading import guard
from bot.reading.guard.listed import PackedWords, listed

FOLDER = Path(guard.__file__).parent


@pytest.mark.parametrize("file", ["names.txt", "places.txt", "ordinary.txt"])
def test_each_part_of_a_list_is_sorted_and_says_nothing_twice(file: str) -> None:
    for part in (FOLDER / file).read_text(encoding="utf-8").rstrip("\n").split("\n\n")[1:]:
        words = part.split("\n")
        assert words == sorted(set(words))
        assert all(word == word.casefold() and word for word in words)


def test_a_word_is_in_a_list_only_as_a_whole() -> None:
    words = PackedWords("an\nanna\nannas\nbo")
    assert [one in words for one in ("an", "anna", "annas", "bo")] == [True] * 4
    assert [one in words for one in ("a", "ann", "", "nna", "c")] == [False] * 5
    assert 1 not in words


def test_the_lists_are_apart() -> None:
    lists = listed()
    for name in ("fatima", "nguyen", "sirkka", "jarosław"):
        assert name in lists.given or name in lists.family
    assert "will" in lists.words
    assert "will" not in lists.given
    assert "stockholm" in lists.places
