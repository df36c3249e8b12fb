"""Whether a plan of Prompts keeps within the ceilings."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking.frequency_caps import FrequencyCaps, would_drop

MONDAY = date(2026, 3, 2)
CEILINGS = FrequencyCaps()


def test_once_a_week_with_a_reminder_is_kind() -> None:
    assert not would_drop([(day(n), day(n + 1)) for n in (0, 7, 14)], CEILINGS)


def test_two_on_one_day_are_too_many() -> None:
    assert would_drop([(day(0),), (day(0),)], CEILINGS)


def test_two_a_week_with_reminders_are_too_many() -> None:
    assert would_drop([(day(0), day(1)), (day(3), day(4))], CEILINGS)
    assert not would_drop([(day(0), day(1)), (day(3),)], CEILINGS)


def test_seven_days_later_is_another_week() -> None:
    assert not would_drop([(day(0), day(0)), (day(7), day(7))], CEILINGS)
    assert would_drop([(day(0), day(0)), (day(6), day(6))], CEILINGS)


def test_a_reminder_counts_on_the_day_on_which_it_comes() -> None:
    assert would_drop([(day(0), day(3)), (day(7), day(8)), (day(9),)], CEILINGS)


def test_what_is_sure_to_come_is_counted_as_well() -> None:
    assert CEILINGS.allow([day(0)], prompts_today=0, begun=[day(3), day(4)])
    assert not CEILINGS.allow([day(0)], prompts_today=0, begun=[day(3), day(4), day(6)])
    assert CEILINGS.allow([day(0)], prompts_today=0, begun=[day(-6), day(3), day(4), day(7)])


def test_a_week_that_was_too_full_already_does_not_matter_later() -> None:
    assert CEILINGS.allow([day(7)], prompts_today=0, begun=[day(n) for n in (0, 0, 0, 0)])


def test_an_installation_may_ask_for_less() -> None:
    assert would_drop([(day(0),), (day(1),)], FrequencyCaps(messages_a_week=1))


def test_a_prompt_that_is_planned_already_has_its_day() -> None:
    assert would_drop([(day(0),)], CEILINGS, sure=[day(0)], prompted=[day(0)])
    assert not would_drop([(day(1),)], CEILINGS, sure=[day(0)], prompted=[day(0)])


@given(st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 4)), max_size=12))
def test_what_is_kind_never_passes_the_promises(asks: list[tuple[int, int | None]]) -> None:
    planned = [(day(n),) if more is None else (day(n), day(n + more)) for n, more in asks]
    if would_drop(planned, CEILINGS):
        return
    asked = [days[0] for days in planned]
    assert len(asked) == len(set(asked))
    messages = [one for days in planned for one in days]
    for start in messages:
        week = [one for one in messages if start <= one < start + timedelta(days=7)]
        assert len(week) <= 3


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)
