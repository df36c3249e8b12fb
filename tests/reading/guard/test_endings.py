"""What a word may be a form of."""

import pytest

from bot.reading.guard.endings import bases


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("annas", "anna"),
        ("virtasen", "virtanen"),
        ("pekan", "pekka"),
        ("urvele", "urve"),
        ("péterrel", "péter"),
        ("annával", "anna"),
        ("marka", "marek"),
        ("kasią", "kasia"),
        ("kowalskiego", "kowalski"),
        ("γιώργο", "γιώργοσ"),
    ],
)
def test_a_form_leads_to_its_name(word: str, base: str) -> None:
    assert base in list(bases(word))


def test_a_short_word_is_a_form_of_nothing() -> None:
    assert list(bases("as")) == []
