"""What is suggested in the place of what was found."""

import pytest

from bot.domain.base.availability import HOME
from bot.reading.guard.found import Identifier
from bot.reading.guard.lists.instead import COLLEAGUE, INSTEAD, NAME, SUPPORTED
from bot.reading.guard.replacing import Replacing


def test_whoever_is_named_twice_gets_the_same_both_times_and_others_something_else() -> None:
    replacing = Replacing("en", [])

    told = [replacing.instead(Identifier.NAME, name) for name in ("Fatima", "Omar", "fatima", "Li")]

    assert told == [
        "a person I support",
        "another person I support",
        "a person I support",
        "[name 3]",
    ]


def test_whoever_is_in_the_team_is_a_colleague_by_any_part_of_their_name() -> None:
    replacing = Replacing("sv", ["Karin Ek"])

    told = [replacing.instead(Identifier.NAME, name) for name in ("Karin", "karin ek", "Ek")]

    assert told == ["en kollega"] * 3


def test_what_stands_before_a_name_is_not_said_twice() -> None:
    assert Replacing("en", []).instead(Identifier.NAME, "Ann", "my colleague ") == "[name]"
    assert Replacing("sv", []).instead(Identifier.NAME, "Ann", "jag ringde fru ") == "[namn]"


def test_a_genitive_stays_one() -> None:
    assert Replacing("en", []).instead(Identifier.NAME, "Mary's") == "a person I support's"


def test_a_language_without_its_own_words_takes_others() -> None:
    assert Replacing("pl", []).instead(Identifier.EMAIL, "a@b.se") == "[e-mail]"


@pytest.mark.parametrize("language", HOME)
def test_every_pilot_language_has_words_for_people(language: str) -> None:
    assert {language} <= COLLEAGUE.keys() & SUPPORTED.keys() & NAME.keys()


def test_there_is_something_for_everything_that_is_looked_for() -> None:
    assert INSTEAD.keys() == {*Identifier} - {Identifier.NAME}
    assert all("en" in texts for texts in INSTEAD.values())
