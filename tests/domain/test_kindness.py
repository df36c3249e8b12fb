"""Whether a plan of Prompts keeps within the ceilings."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.kindness import Ceilings, would_drop

MONDAY = date(2026, 3, 2)
CEILINGS = Ceilings()


def test_once_a_week_with_a_reminder_is_kind() -> None:
    assert not would_drop([(day(n), 2) for n in (0, 7, 14)], CEILINGS)


def test_two_on_one_day_are_too_many() -> None:
    assert would_drop([(day(0), 1), (day(0), 1)], CEILINGS)


def test_two_a_week_with_reminders_are_too_many() -> None:
    assert would_drop([(day(0), 2), (day(3), 2)], CEILINGS)
    assert not would_drop([(day(0), 2), (day(3), 1)], CEILINGS)


def test_seven_days_later_is_another_week() -> None:
    assert not would_drop([(day(0), 2), (day(7), 2)], CEILINGS)
    assert would_drop([(day(0), 2), (day(6), 2)], CEILINGS)


def test_an_installation_may_ask_for_less() -> None:
    assert would_drop([(day(0), 1), (day(1), 1)], Ceilings(messages_a_week=1))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 2)), max_size=12))
def test_what_is_kind_never_passes_the_promises(asks: list[tuple[int, int]]) -> None:
    planned = [(day(n), messages) for n, messages in asks]
    if would_drop(planned, CEILINGS):
        return
    days = [on for on, _ in planned]
    assert len(days) == len(set(days))
    for start in days:
        week = sum(n for on, n in planned if start <= on < start + timedelta(days=7))
        assert week <= 3


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)
