"""Counting people who cannot be told apart by name."""

from collections.abc import Callable

import pytest

from bot.domain.hearing.insights import Band, Enough, Utterance
from bot.insights.people import ABSENT, band, fewest_asked, people, theme_band

Say = Callable[..., Utterance]


def test_nobody_said_nothing() -> None:
    assert people([]) == 0


def test_alice_who_answers_twice_is_one_person(say: Say) -> None:
    assert people([say("Alice"), say("Alice"), say("Bob")]) == 2


def test_alice_in_two_rounds_may_be_the_same_person(say: Say) -> None:
    said = [say("Alice"), say("Bob"), say("Alice", round_id=2), say("Charlie", round_id=2)]

    assert people(said) == 2


def test_alice_named_and_alice_unnamed_may_be_the_same_person(say: Say) -> None:
    said = [say("Alice", named=True), say("Alice"), say("Bob", named=True), say("Charlie")]

    assert people(said) == 2


@pytest.mark.parametrize(
    ("count", "floor", "expected"),
    [
        (4, 5, None),
        (5, 5, Band(low=5, high=9)),
        (9, 5, Band(low=5, high=9)),
        (10, 5, Band(low=10, high=19)),
        (49, 5, Band(low=20, high=49)),
        (50, 5, Band(low=50, high=None)),
        (1000, 5, Band(low=50, high=None)),
        (7, 8, None),
        (8, 8, Band(low=8, high=9)),
        (10, 10, Band(low=10, high=19)),
        (12, 12, Band(low=12, high=19)),
        (60, 60, Band(low=60, high=None)),
    ],
)
def test_a_crowd_is_told_as_a_range(count: int, floor: int, expected: Band | None) -> None:
    assert band(count, floor, asked=5000) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, None),
        (3, Band(low=3, high=5)),
        (6, Band(low=6, high=10)),
        (10, Band(low=6, high=10)),
        (11, Band(low=11, high=None)),
    ],
)
def test_people_behind_a_theme_are_told_as_a_range(count: int, expected: Band | None) -> None:
    assert theme_band(count, asked=5000) == expected


def test_five_of_five_are_not_told_as_five_to_nine() -> None:
    """That would name all of them."""
    assert {band(count, 5, asked=9) for count in range(5, 10)} == {Enough.ENOUGH}


@pytest.mark.parametrize("floor", [5, 7, 10])
@pytest.mark.parametrize("asked", range(5, 70))
def test_five_may_always_be_absent_whatever_a_reader_concludes(asked: int, floor: int) -> None:
    """A reader knows how many were asked, and the rules."""
    told: dict[object, list[int]] = {}
    for count in range(floor, asked + 1):
        told.setdefault(band(count, floor, asked), []).append(count)
    for across, possible in told.items():
        if isinstance(across, Band):
            assert across.low == possible[0] <= asked - ABSENT
        else:
            assert across is Enough.ENOUGH
            assert possible[0] == floor > asked - ABSENT


@pytest.mark.parametrize("asked", range(3, 30))
def test_five_may_always_be_absent_from_a_theme(asked: int) -> None:
    for count in range(3, asked + 1):
        across = theme_band(count, asked)
        assert across is Enough.ENOUGH or (across and across.low <= min(count, asked - ABSENT))


def test_a_band_speaks_of_any_round_that_may_be_behind_it(say: Say) -> None:
    """Of four people nobody could be told; of a Round that is not known, nobody knows."""
    said = [say("Alice", round_id=1), say("Bob", round_id=2), say("Cid", round_id=3)]
    assert fewest_asked(said, {1: 4, 2: 12, 3: 9}, 5) == 9
    assert fewest_asked(said, {1: 4, 2: 12}, 5) == 0
    assert fewest_asked(said[:1], {1: 4}, 5) == 0
