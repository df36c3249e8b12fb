"""People's own time, on both sides of every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.availability import (
    Availability,
    after_quiet,
    ask_moment,
    clock_face,
    find_zones,
    first_of,
    is_quiet,
    local_day,
    local_moment,
    read_day,
    read_span,
    read_time,
    this_evening,
    tomorrow,
    week_of,
)

ZONES = (
    "Europe/Stockholm",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "UTC",
)
"""Clocks that change at one, two, a quarter to three, midnight; by half an hour; for Ramadan; the
other way round (Ireland has winter time as the exception); or not at all."""

MINUTE = timedelta(minutes=1)

zones = st.sampled_from(ZONES)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
minutes = st.integers(0, 1439)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def availability(zone: str = "Europe/Stockholm", **fields: object) -> Availability:
    made = {"zone": zone, "days": (0, 1, 2, 3, 4), "ask_at": 540, "quiet_from": 1200}
    return Availability(**(made | {"quiet_to": 420} | fields))  # type: ignore[arg-type] # all its


@cache
def changes(zone: str) -> list[datetime]:
    """The first minutes after each change of clocks in two years."""
    there = ZoneInfo(zone)
    found = []
    for number in range(2 * 365):
        day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
        before, after = day, day + timedelta(days=1)
        offset = before.astimezone(there).utcoffset()
        if offset == after.astimezone(there).utcoffset():
            continue
        while after - before > MINUTE:
            middle = before + (after - before) // 2 // MINUTE * MINUTE
            same = middle.astimezone(there).utcoffset() == offset
            before, after = (middle, after) if same else (before, middle)
        found.append(after)
    return found


CHANGING = [zone for zone in ZONES if changes(zone)]


@st.composite
def nights(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a moment within four hours of a change of its clocks."""
    zone = draw(st.sampled_from(CHANGING))
    change = draw(st.sampled_from(changes(zone)))
    return zone, change + draw(st.integers(-240, 240)) * MINUTE


def wall(zone: str, moment: datetime) -> tuple[date, int]:
    """The day and the minutes that a clock on a wall there shows."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date(), local.hour * 60 + local.minute


@given(nights())
def test_at_a_change_a_time_of_day_is_the_first_moment_that_shows_it(
    night: tuple[str, datetime],
) -> None:
    """Looked up minute by minute, on the walls of that night."""
    zone, moment = night
    day, minute = wall(zone, moment)
    first = moment
    for earlier in range(181):
        if wall(zone, moment - earlier * MINUTE) == (day, minute):
            first = moment - earlier * MINUTE
    assert local_moment(zone, day, minute) == first


@pytest.mark.parametrize("zone", CHANGING)
def test_what_a_change_skips_comes_as_much_later_as_the_clocks_were_moved(zone: str) -> None:
    forward = [at for at in changes(zone) if wall(zone, at) > unmoved(wall(zone, at - MINUTE))]
    assert len(forward) == len(changes(zone)) / 2
    for at in forward:
        last, now = wall(zone, at - MINUTE), wall(zone, at)
        moved = _apart(last, now) - 1
        for skipped in range(moved):
            day, minute = unmoved(last, 1 + skipped)
            found = local_moment(zone, day, minute)
            assert found == at + skipped * MINUTE
            assert wall(zone, found) == unmoved((day, minute), moved)


def unmoved(shown: tuple[date, int], minutes: int = 1) -> tuple[date, int]:
    """What a clock that is not moved shows so many minutes later."""
    day, minute = shown
    days, rest = divmod(minute + minutes, 1440)
    return day + timedelta(days=days), rest


def _apart(one: tuple[date, int], other: tuple[date, int]) -> int:
    return (other[0] - one[0]).days * 1440 + other[1] - one[1]


@given(zones, days, minutes)
def test_each_local_day_has_exactly_one_moment_for_a_wall_clock_time(
    zone: str, day: date, minute: int
) -> None:
    local = local_moment(zone, day, minute).astimezone(ZoneInfo(zone))
    shown = local.hour * 60 + local.minute
    assert local.date() == day
    # In the hour (or half hour) that summer time skips, the clock has moved on as far as it jumped.
    assert shown == minute or 0 < shown - minute <= 60


@given(zones, days, minutes)
def test_the_same_time_on_later_days_comes_later(zone: str, day: date, minute: int) -> None:
    first = local_moment(zone, day, minute)
    second = local_moment(zone, day + timedelta(days=1), minute)
    assert timedelta(hours=22) < second - first < timedelta(hours=26)


def test_a_time_that_the_change_skips_comes_an_hour_later() -> None:
    asked = local_moment("Europe/Stockholm", date(2026, 3, 29), 150)
    assert asked == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert asked.astimezone(ZoneInfo("Europe/Stockholm")).hour == 3


def test_lord_howe_moves_by_half_an_hour_only() -> None:
    asked = local_moment("Australia/Lord_Howe", date(2026, 10, 4), 135)
    local = asked.astimezone(ZoneInfo("Australia/Lord_Howe"))
    assert (local.hour, local.minute) == (2, 45)


def test_of_a_time_that_comes_twice_the_first_is_taken() -> None:
    asked = local_moment("America/New_York", date(2026, 11, 1), 90)
    assert asked == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_the_day_is_the_persons_own() -> None:
    moment = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert local_day("Pacific/Apia", moment) == date(2026, 3, 3)
    assert local_day("Etc/GMT+12", moment) == date(2026, 3, 1)


def test_who_does_not_work_that_day_is_asked_on_their_next_one() -> None:
    saturday, end = date(2026, 3, 7), datetime(2026, 3, 10, tzinfo=UTC)
    assert ask_moment(availability(), saturday, end) == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def test_who_works_too_late_to_answer_is_not_asked() -> None:
    saturday = date(2026, 3, 7)
    assert ask_moment(availability(), saturday, datetime(2026, 3, 9, 8, 0, tzinfo=UTC)) is None
    assert ask_moment(availability(days=()), saturday, datetime(2027, 1, 1, tzinfo=UTC)) is None


@given(zones, moments, minutes, minutes)
def test_after_quiet_hours_it_is_never_quiet(
    zone: str, moment: datetime, start: int, end: int
) -> None:
    mine = availability(zone, quiet_from=start, quiet_to=end)
    later = after_quiet(mine, moment)
    assert later >= moment
    assert later - moment <= timedelta(hours=25)
    # Whoever has less than an hour awake may find it skipped by a change.
    assert start == end or (start - end) % 1440 <= 60 or not is_quiet(mine, later)


@given(nights(), minutes, minutes)
def test_quiet_hours_end_in_the_future_in_every_night(
    night: tuple[str, datetime], start: int, end: int
) -> None:
    """Or else what waits for their end would be looked at again and again."""
    zone, moment = night
    mine = availability(zone, quiet_from=start, quiet_to=end)
    later = after_quiet(mine, moment)
    assert later > moment if is_quiet(mine, moment) else later == moment
    assert later - moment <= timedelta(hours=25)


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_twice() -> None:
    night = availability(quiet_from=20 * 60, quiet_to=150)
    first, second = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))
    assert after_quiet(night, first) == first + timedelta(minutes=15)
    assert after_quiet(night, second) == second + timedelta(minutes=15)


@given(zones, moments)
def test_without_quiet_hours_nothing_waits(zone: str, moment: datetime) -> None:
    assert after_quiet(availability(zone, quiet_from=0, quiet_to=0), moment) == moment


def test_quiet_hours_span_midnight() -> None:
    night = availability(quiet_from=22 * 60, quiet_to=6 * 60)
    late = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    assert is_quiet(night, late)
    assert after_quiet(night, late) == datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    early = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    assert after_quiet(night, early) == datetime(2026, 3, 3, 5, 0, tzinfo=UTC)


def test_this_evening_and_tomorrow_are_the_persons_own() -> None:
    now = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    assert this_evening(availability(), now) == datetime(2026, 3, 28, 18, 0, tzinfo=UTC)
    assert tomorrow(availability(), now) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "hour"),
    [
        ((20, 7), 19),
        ((22, 6), 21),
        ((0, 6), 19),
        ((9, 16), 19),
        ((12, 20), 20),
        ((18, 6), 17),
        ((17, 7), 19),
    ],
)
def test_this_evening_is_an_evening_whatever_the_quiet_hours_are(
    quiet: tuple[int, int], hour: int
) -> None:
    own = availability(zone="UTC", quiet_from=quiet[0] * 60, quiet_to=quiet[1] * 60)
    noon = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert this_evening(own, noon) == datetime(2026, 3, 2, hour, 0, tzinfo=UTC)


@given(days)
def test_a_week_begins_on_its_monday(day: date) -> None:
    assert week_of(day).weekday() == 0
    assert timedelta(0) <= day - week_of(day) < timedelta(days=7)


@given(st.sets(st.integers(0, 6), min_size=1), days)
def test_the_first_of_some_weekdays_is_within_a_week(wanted: set[int], start: date) -> None:
    found = first_of(wanted, start)
    assert found.weekday() in wanted
    assert timedelta(0) <= found - start < timedelta(days=7)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", 480),
        ("8.30", 510),
        ("08:30", 510),
        ("0830", 510),
        (" 23:59 ", 1439),
        ("0", 0),
        ("24", None),
        ("8:60", None),
        ("soon", None),
        ("", None),
        ("8:30:15", None),
        ("12345", None),
    ],
)
def test_times_of_day_are_read_as_people_write_them(typed: str, meant: int | None) -> None:
    assert read_time(typed) == meant


@given(minutes)
def test_a_shown_time_is_read_again(minute: int) -> None:
    assert read_time(clock_face(minute)) == minute


def test_zones_are_found_by_their_city() -> None:
    assert find_zones("stock") == ["Europe/Stockholm"]
    assert find_zones("europe/stockholm")[0] == "Europe/Stockholm"
    assert find_zones("new york") == ["America/New_York"]
    assert find_zones("  ") == []


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("20-7", (1200, 420)),
        ("from 21:30 to 06.15", (1290, 375)),
        ("20:00–07:00", (1200, 420)),
        ("always", None),
        ("20", None),
        ("20-25", None),
        ("8, 12 and 16", None),
    ],
)
def test_two_times_are_read_as_people_write_them(typed: str, span: tuple[int, int] | None) -> None:
    assert read_span(typed) == span


@given(minutes, minutes)
def test_a_shown_span_is_read_again(start: int, end: int) -> None:
    assert read_span(f"{clock_face(start)}-{clock_face(end)}") == (start, end)


@given(days, days)
def test_a_date_is_read_as_written_and_a_day_of_the_year_lies_ahead(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    found = read_day(f"{day.day}/{day.month}", today)
    assert found is None or (found > today and (found.day, found.month) == (day.day, day.month))


@given(st.text(max_size=20), days)
def test_whatever_is_written_reading_a_date_does_not_fail(typed: str, today: date) -> None:
    found = read_day(typed, today)
    assert found is None or isinstance(found, date)
    assert read_span(typed) is None or len(read_span(typed) or ()) == 2


def test_a_day_that_is_over_means_next_years() -> None:
    assert read_day("1.2.", date(2026, 3, 2)) == date(2027, 2, 1)
    assert read_day("2/3", date(2026, 3, 2)) == date(2027, 3, 2)
    assert read_day("29/2", date(2026, 3, 2)) is None


def test_ones_own_time_may_lie_in_ones_quiet_hours() -> None:
    assert availability(ask_at=21 * 60).asks_in_quiet
    assert not availability(ask_at=9 * 60).asks_in_quiet
