"""What somebody writes in a list stands for what they mean."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.phrases import (
    GAP,
    NAME_FORM,
    Forms,
    PhraseError,
    Slot,
    Wording,
    alike,
    bare,
    level,
)


@pytest.fixture
def wording() -> Wording:
    made = Wording()
    made.group("HON", "hon han")
    made.group("FOLK", "HON tjej*")
    return made


def word(*words: str) -> Forms:
    return Forms(words=frozenset(words))


def test_a_star_stands_for_any_end_or_beginning(wording: Wording) -> None:
    part = wording.part("slår|knuff*|*slagen")
    assert part == Forms(frozenset({"slår"}), frozenset({"knuff"}), frozenset({"slagen"}))


def test_capitals_stand_for_a_group_and_for_the_groups_in_it(wording: Wording) -> None:
    assert wording.part("FOLK|dem") == Forms(frozenset({"hon", "han", "dem"}), frozenset({"tjej"}))


def test_a_name_is_a_group_that_is_always_there(wording: Wording) -> None:
    assert wording.part("NAME") == word(NAME_FORM)


def test_two_dots_leave_room_for_a_few_words(wording: Wording) -> None:
    (phrase,) = wording.phrases("vill .. inte leva")
    assert phrase.rows == ((Slot(word("vill")), Slot(word("inte"), GAP), Slot(word("leva"))),)
    assert not phrase.firm


def test_sides_of_a_plus_are_rows_and_a_mark_at_the_end_makes_it_firm(wording: Wording) -> None:
    (phrase,) = wording.phrases("kniv + hotar HON!")
    assert [len(row) for row in phrase.rows] == [1, 2]
    assert phrase.firm


def test_a_word_in_brackets_may_be_left_out(wording: Wording) -> None:
    with_it, without = wording.phrases("går (bara) inte")
    assert (len(with_it.rows[0]), len(without.rows[0])) == (3, 2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("HONN slår", 'Did you mean "HON"?'),
        ("sl?r", "is no word"),
        ("*slag*", "* at one end or none"),
        ("ab*", "must be 3 letters"),
        ("(bara) (inte)", "has a side without a word that must be there"),
        ("slår + ..", "has a side without a word that must be there"),
        ("(bara inte", "Close it"),
        ("(a) (b) (c) (d) (e) slår", "Make two of it"),
        ("", "has a side"),
        ("slår|", "is no word"),
    ],
)
def test_what_cannot_be_meant_is_told(wording: Wording, line: str, told: str) -> None:
    with pytest.raises(PhraseError, match=told.replace("*", r"\*").replace("?", r"\?")):
        list(wording.phrases(line))


def test_no_word_is_told(wording: Wording) -> None:
    assert wording.words("  ") == Forms()


@pytest.mark.parametrize(
    ("typed", "levelled"), [("HJÄÄÄLP", "hjälp"), ("don’t", "don't"), ("Kniv", "kniv")]
)
def test_letters_are_levelled(typed: str, levelled: str) -> None:
    assert level(typed) == levelled


def test_keys_without_rings_and_dots_write_bare_letters() -> None:
    assert [bare(one) for one in ("slår", "dörr", "zabił")] == ["slar", "dorr", "zabil"]


def test_doubled_letters_are_single_only_in_words_long_enough() -> None:
    assert [alike(one) for one in ("slaggen", "dörr", "slagen")] == ["slagen", "dörr", "slagen"]


@given(st.text())
def test_levelling_twice_changes_nothing(text: str) -> None:
    assert level(level(text)) == level(text)


@given(st.text(max_size=60))
def test_any_line_is_understood_or_refused(line: str) -> None:
    with suppress(PhraseError):
        list(Wording().phrases(line))
