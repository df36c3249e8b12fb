"""Prompts, and when somebody is reminded of one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking.prompts import remind_moment
from bot.domain.asking.rounds import LAST_CHANCE
from bot.domain.base.availability import Availability, is_quiet, local_day

DUE = datetime(2026, 3, 2, 8, tzinfo=UTC)
BOB = Availability(
    zone="Europe/Stockholm", days=(0, 1, 2, 3, 4), ask_at=540, quiet_from=1200, quiet_to=420
)


def test_the_reminder_comes_half_way() -> None:
    assert remind_moment(BOB, DUE, DUE + timedelta(hours=48)) == DUE + timedelta(hours=24)


def test_half_way_on_a_day_off_it_comes_on_the_next_of_ones_days_if_that_is_in_time() -> None:
    friday = DUE + timedelta(days=4)
    assert remind_moment(BOB, friday, friday + timedelta(days=2)) is None
    assert remind_moment(BOB, friday, friday + timedelta(days=4)) == DUE + timedelta(days=7)


@given(st.integers(0, 7 * 24 * 60), st.integers(1, 168))
def test_nobody_is_reminded_in_their_quiet_hours_on_a_day_off_or_too_late(
    minutes: int, hours: int
) -> None:
    due = DUE + timedelta(minutes=minutes)
    moment = remind_moment(BOB, due, due + timedelta(hours=hours))
    if moment is not None:
        assert due + LAST_CHANCE <= moment <= due + timedelta(hours=hours) - LAST_CHANCE
        assert not is_quiet(BOB, moment)
        assert local_day(BOB.zone, moment).weekday() in BOB.days
