"""The dates of a Schedule."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import local_day, week_of
from bot.domain.schedules import dates, plan_moment

weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
days = st.dates(date(2024, 1, 1), date(2030, 1, 1))


@given(weekdays, st.integers(1, 4), days, st.integers(-30, 400))
def test_dates_fall_on_the_days_of_every_so_many_weeks(
    chosen: tuple[int, ...], weeks: int, start: date, ahead: int
) -> None:
    after = start + timedelta(days=ahead)
    found = list(islice(dates(chosen, weeks, start, after), 10))
    assert found == sorted(set(found))
    for day in found:
        assert day >= max(start, after)
        assert day.weekday() in chosen
        assert (week_of(day) - week_of(start)).days % (7 * weeks) == 0


@given(weekdays, st.integers(1, 4), days)
def test_no_date_is_left_out_between_two(chosen: tuple[int, ...], weeks: int, start: date) -> None:
    found = list(islice(dates(chosen, weeks, start, start), 8))
    for earlier, later in pairwise(found):
        assert next(dates(chosen, weeks, start, earlier + timedelta(days=1))) == later


def test_every_second_week_is_counted_from_the_week_of_the_start() -> None:
    wednesday = date(2026, 3, 4)
    found = list(islice(dates((0, 4), 2, wednesday, wednesday), 3))
    assert found == [date(2026, 3, 6), date(2026, 3, 16), date(2026, 3, 20)]


@pytest.mark.parametrize("zone", sorted(available_timezones() & {"Pacific/Kiritimati", "UTC"}))
def test_a_date_is_planned_before_it_begins_anywhere(zone: str) -> None:
    day = date(2026, 3, 2)
    begins = datetime(2026, 3, 2, tzinfo=ZoneInfo(zone))
    assert plan_moment(day) <= begins
    assert plan_moment(day) == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert local_day("Pacific/Kiritimati", plan_moment(day)) == day
