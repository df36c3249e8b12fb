"""Lists are compared in lower case, so they stand in it."""

import pytest

from bot.reading.guard.lists import houses, people, streets, things
from bot.reading.guard.lists.famous import FAMOUS
from bot.reading.guard.lists.towns import is_town


@pytest.mark.parametrize("module", [houses, people, things])
def test_every_word_is_in_lower_case(module: object) -> None:
    for words in vars(module).values():
        if isinstance(words, frozenset):
            assert all(word == word.casefold() for word in words)


def test_streets_are_in_lower_case_but_for_the_english() -> None:
    for words in (streets.ENDINGS, streets.KINDS_AFTER, streets.KINDS_BEFORE, streets.SMALL):
        assert all(word == word.casefold() for word in words)


def test_whoever_is_famous_has_more_than_one_name() -> None:
    assert all(" " in name or "-" in name for name in FAMOUS)


def test_a_town_has_its_capital() -> None:
    assert is_town("Göteborg")
    assert is_town("Αθήνα")
    assert not is_town("göteborg")
    assert not is_town("Schritte")
