"""When it is worth a word that nothing could be shown."""

from datetime import date, timedelta

import pytest

from bot.domain.hearing.unshown import comes_due

MONDAY = date(2026, 3, 2)


def told_on(every_days: int, rounds: int, weeks: int, *, again: bool) -> list[int]:
    """After which of so many Rounds, none of which has shown anything, it is told."""
    days = [MONDAY + timedelta(days=every_days * n) for n in range(rounds)]
    return [
        n + 1
        for n in range(1, rounds)
        if comes_due(days[n], MONDAY, days[n - 1], weeks, again=again)
    ]


@pytest.mark.parametrize(("every_days", "told_after"), [(1, 8), (7, 2), (14, 2), (28, 2)])
def test_two_silent_weeks_are_told_once(every_days: int, told_after: int) -> None:
    assert told_on(every_days, 30, 2, again=False) == [told_after]


def test_a_question_of_every_week_is_named_every_four_weeks() -> None:
    assert told_on(7, 12, 4, again=True) == [4, 8, 12]


def test_a_question_of_every_day_is_named_as_often() -> None:
    assert told_on(1, 50, 4, again=True) == [22, 50]


def test_whoever_could_not_be_told_so_far_is_told_with_the_next_round() -> None:
    weeks = [MONDAY + timedelta(weeks=n) for n in range(6)]
    assert comes_due(weeks[4], MONDAY, None, 2, again=False)
    assert comes_due(weeks[4], MONDAY, weeks[2], 4, again=True)
    assert not comes_due(weeks[4], MONDAY, weeks[3], 4, again=True)
