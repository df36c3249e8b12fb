"""The dates of a Schedule."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import available_timezones

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.asking.rounds import closing, due_moment
from bot.domain.asking.schedules import dates, plan_moment
from bot.domain.base.availability import Availability, local_day, local_moment, week_of

weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
days = st.dates(date(2024, 1, 1), date(2030, 1, 1))
everywhere = st.sampled_from(sorted(available_timezones()))


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


@given(everywhere, days)
def test_a_date_is_planned_before_it_begins_anywhere(zone: str, day: date) -> None:
    assert plan_moment(day) <= local_moment(zone, day, 0)


def test_a_date_is_planned_when_it_begins_where_it_begins_first() -> None:
    day = date(2026, 3, 2)
    assert plan_moment(day) == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert local_moment("Pacific/Kiritimati", day, 0) == plan_moment(day)
    assert local_day("Pacific/Kiritimati", plan_moment(day)) == day


@example("America/Godthab", 1439, date(2025, 1, 4)).via("the last hour of 29 March is skipped")
@given(everywhere, st.sampled_from((0, 30, 90, 150, 165, 540, 1439)), days)
def test_a_weekly_date_asks_everybody_once_a_week_whatever_the_clocks_do(
    zone: str, minute: int, start: date
) -> None:
    mine = Availability(zone=zone, days=(start.weekday(),), ask_at=minute, quiet_from=0, quiet_to=0)
    weekly = list(islice(dates(mine.days, 1, start, start), 60))
    closes = [closing([mine], on, 24) for on in weekly]
    moments = [due_moment(mine, on, end) for on, end in zip(weekly, closes, strict=True)]
    assert weekly == [start + timedelta(weeks=n) for n in range(60)]
    assert moments == [local_moment(zone, on, minute) for on in weekly]
    for earlier, later in pairwise(moments):
        assert earlier is not None
        assert later is not None
        assert abs(later - earlier - timedelta(weeks=1)) <= timedelta(hours=2)
    assert [local_day(zone, moment) for moment in moments if moment] == weekly
