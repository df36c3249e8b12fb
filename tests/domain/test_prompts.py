"""Prompts, and when somebody is reminded of one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import Pace, is_quiet
from bot.domain.prompts import remind_moment

DUE = datetime(2026, 3, 2, 8, tzinfo=UTC)
BOB = Pace(zone="Europe/Stockholm", days=(0, 1, 2, 3, 4), ask_at=540, quiet_from=1200, quiet_to=420)


def test_the_reminder_comes_half_way() -> None:
    assert remind_moment(BOB, DUE, DUE + timedelta(hours=48)) == DUE + timedelta(hours=24)


@given(st.integers(0, 24 * 60), st.integers(1, 168))
def test_nobody_is_reminded_in_their_quiet_hours(minutes: int, hours: int) -> None:
    due = DUE + timedelta(minutes=minutes)
    assert not is_quiet(BOB, remind_moment(BOB, due, due + timedelta(hours=hours)))
