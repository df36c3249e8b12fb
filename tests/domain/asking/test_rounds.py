"""Rounds: the slots that make each firing happen once, and how long it is open."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking.rounds import (
    Round,
    RoundState,
    closing,
    due_moment,
    scheduled_slot,
    self_started_slot,
    sent_now_slot,
    week_end,
)
from bot.domain.base.availability import Availability

MONDAY = date(2026, 3, 2)


def person(zone: str, ask_at: int, days: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Availability:
    return Availability(zone=zone, days=days, ask_at=ask_at, quiet_from=1200, quiet_to=420)


def test_a_slot_names_one_firing() -> None:
    noon = datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)
    slots = {
        scheduled_slot(1, MONDAY),
        scheduled_slot(2, MONDAY),
        scheduled_slot(1, MONDAY + timedelta(days=1)),
        sent_now_slot(1, noon),
        self_started_slot("weekly-check", MONDAY),
    }
    assert len(slots) == 5
    assert all(len(slot) <= 64 for slot in slots)


@pytest.mark.parametrize(
    ("slot", "theirs"),
    [(scheduled_slot(1, MONDAY), False), (self_started_slot("weekly-check", MONDAY), True)],
)
def test_a_round_remembers_who_began_it_when_its_schedule_is_gone(slot: str, theirs: bool) -> None:
    closed = Round(
        id=1,
        team_id=1,
        schedule_id=None,
        bank_id="weekly-check",
        slot=slot,
        number=1,
        on_date=MONDAY,
        closes_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
        state=RoundState.SEALED,
        asked=9,
        took_part=3,
    )
    assert closed.self_started is theirs


def test_two_presses_within_a_minute_mean_one() -> None:
    first = datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)
    assert sent_now_slot(1, first) == sent_now_slot(1, first + timedelta(seconds=50))
    assert sent_now_slot(1, first) != sent_now_slot(1, first + timedelta(seconds=55))


def test_own_reflections_are_gathered_by_week() -> None:
    assert self_started_slot("x", MONDAY) == self_started_slot("x", MONDAY + timedelta(days=6))
    assert week_end(MONDAY + timedelta(days=6)) == MONDAY + timedelta(days=7)


def test_a_round_closes_so_many_hours_after_the_last_persons_time() -> None:
    early, late = person("Pacific/Apia", 540), person("America/New_York", 1080)
    assert closing([early, late], MONDAY, 24) == datetime(2026, 3, 3, 23, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="empty"):
        closing([], MONDAY, 24)


def test_who_has_that_day_off_holds_nothing_open_unless_all_have() -> None:
    here, off = person("Europe/Stockholm", 540), person("Pacific/Honolulu", 540, days=(1, 2))
    assert closing([here, off], MONDAY, 24) == closing([here], MONDAY, 24)
    assert closing([off], MONDAY, 24) == datetime(2026, 3, 3, 19, 0, tzinfo=UTC)


def test_nobody_is_asked_who_would_have_less_than_an_hour() -> None:
    tuesdays = person("UTC", 540, days=(1,))
    on_tuesday = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert due_moment(tuesdays, MONDAY, on_tuesday + timedelta(minutes=61)) == on_tuesday
    assert due_moment(tuesdays, MONDAY, on_tuesday + timedelta(minutes=60)) is None
