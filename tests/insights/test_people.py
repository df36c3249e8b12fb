"""Counting people who cannot be told apart by name."""

from collections.abc import Callable

import pytest

from bot.domain.insights import Band, Said
from bot.insights.people import band, people, theme_band

Say = Callable[..., Said]


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
    assert band(count, floor) == expected


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
    assert theme_band(count) == expected
