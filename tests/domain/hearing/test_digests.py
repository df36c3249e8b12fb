"""When a manager's Digest is due, goes out, and what it may tell of."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.availability import Availability, is_quiet
from bot.domain.hearing.digests import OVERDUE, TOO_LATE, WEEK, going_out, next_digest, told_since
from bot.domain.transport.deliveries import DeliveryState, Heard, heard

FRIDAY_NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
OWED, SENT, PARKED = DeliveryState.OWED, DeliveryState.SENT, DeliveryState.PARKED
ZONES = ("Europe/Stockholm", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "UTC")
PACE = Availability(
    zone="Europe/Stockholm", days=(0, 1, 2, 3, 4), ask_at=540, quiet_from=20 * 60, quiet_to=7 * 60
)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-03-02 05:00", "2026-03-06 12:00"),
        ("2026-03-06 11:59", "2026-03-06 12:00"),
        ("2026-03-06 12:00", "2026-03-13 12:00"),
        # Summer time begins on 29 March and ends on 25 October: 13:00 stays 13:00.
        ("2026-03-27 12:00", "2026-04-03 11:00"),
        ("2026-10-23 11:00", "2026-10-30 12:00"),
    ],
)
def test_friday_at_one_is_friday_at_one_all_year(after: str, expected: str) -> None:
    found = next_digest("Europe/Stockholm", 4, 13 * 60, at(after))
    assert found == at(expected)


def test_a_time_that_the_change_to_summer_skips_comes_an_hour_later() -> None:
    found = next_digest("Europe/Stockholm", 6, 2 * 60 + 30, at("2026-03-28 12:00"))
    assert found.astimezone(ZoneInfo("Europe/Stockholm")).strftime("%a %H:%M") == "Sun 03:30"


def test_a_time_that_comes_twice_in_autumn_is_due_once() -> None:
    first = next_digest("Europe/Stockholm", 6, 2 * 60 + 30, at("2026-10-24 12:00"))
    second = next_digest("Europe/Stockholm", 6, 2 * 60 + 30, first)
    assert second - first > timedelta(days=6)


@given(
    zone=st.sampled_from(ZONES),
    day=st.integers(0, 6),
    minutes=st.integers(0, 1439),
    hours=st.integers(0, 3 * 365 * 24),
)
def test_the_next_one_is_always_ahead_and_at_most_a_week_away(
    zone: str, day: int, minutes: int, hours: int
) -> None:
    after = FRIDAY_NOON + timedelta(hours=hours)
    found = next_digest(zone, day, minutes, after)
    assert after < found <= after + WEEK + timedelta(hours=2)


def test_in_time_it_goes_out_even_in_quiet_hours_that_its_reader_chose() -> None:
    late_evening = at("2026-03-06 21:00")
    assert going_out(PACE, late_evening, late_evening + OVERDUE) == late_evening + OVERDUE


def test_late_it_waits_for_the_end_of_quiet_hours() -> None:
    found = going_out(PACE, FRIDAY_NOON, at("2026-03-06 23:00"))
    assert found == at("2026-03-07 06:00")


def test_more_than_a_day_late_it_is_left_out() -> None:
    assert going_out(PACE, FRIDAY_NOON, FRIDAY_NOON + TOO_LATE) is not None
    assert going_out(PACE, FRIDAY_NOON, FRIDAY_NOON + TOO_LATE + timedelta(minutes=1)) is None


@given(minutes=st.integers(16, 24 * 60))
def test_late_it_never_goes_out_in_quiet_hours(minutes: int) -> None:
    found = going_out(PACE, FRIDAY_NOON, FRIDAY_NOON + timedelta(minutes=minutes))
    assert found is not None
    assert not is_quiet(PACE, found)


def test_it_tells_from_where_the_last_one_ended_or_a_week_back() -> None:
    assert told_since(None, FRIDAY_NOON) == FRIDAY_NOON - WEEK
    assert told_since(FRIDAY_NOON - 2 * WEEK, FRIDAY_NOON) == FRIDAY_NOON - 2 * WEEK


@pytest.mark.parametrize(
    ("states", "messages", "expected"),
    [
        ([SENT, SENT], 2, Heard.YES),
        ([SENT, OWED], 2, Heard.NOT_YET),
        ([SENT, PARKED], 2, Heard.NEVER),
        ([SENT], 2, Heard.NEVER),
        ([], 1, Heard.NEVER),
        ([PARKED, OWED], 2, Heard.NOT_YET),
    ],
)
def test_only_what_the_channel_got_in_whole_is_told(
    states: list[DeliveryState], messages: int, expected: Heard
) -> None:
    assert heard(states, messages) is expected


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
