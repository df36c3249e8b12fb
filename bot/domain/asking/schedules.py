"""Schedules: when a Team is asked what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule

from bot.domain.base.roles import Role

EARLIEST_ZONE = timedelta(hours=14)
"""A date begins this much earlier than UTC's where it begins first (the Line Islands)."""


EVERY_WEEKS = (1, 2, 3, 4)
OPEN_HOURS = (24, 48, 72, 168)
USUAL_HOURS = 48
AHEAD = 3
"""Dates shown before a Schedule is saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Every `every_weeks` weeks on `days`, counted from the week of `starts_on`.

    There is no hour: each Member is asked at their own. `next_on` is the next date to fire;
    `plan_at` is when that date begins anywhere on Earth, so that nobody is asked late. `declared`:
    its id in the settings file, which then owns all of it but the pause.
    """

    id: int
    team_id: int
    bank_id: str
    days: tuple[int, ...]
    every_weeks: int
    starts_on: date
    roles: frozenset[Role]
    open_hours: int
    reminder: bool
    paused: bool
    next_on: date
    plan_at: datetime
    declared: str | None = None


def dates(days: tuple[int, ...], every_weeks: int, starts_on: date, after: date) -> Iterator[date]:
    """The dates of a Schedule on or after `after`, without end."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    rule = rrule(WEEKLY, interval=every_weeks, byweekday=days, dtstart=_midnight(monday))
    first = max(after, starts_on)
    for moment in rule.xafter(_midnight(first), inc=True):
        yield moment.date()


def plan_moment(day: date) -> datetime:
    """When `day` begins anywhere on Earth."""
    return datetime.combine(day, time(), tzinfo=UTC) - EARLIEST_ZONE


def first_after(moment: datetime) -> date:
    """The first date that begins nowhere on Earth before this moment."""
    there = moment.astimezone(UTC) + EARLIEST_ZONE
    return there.date() if there.time() == time() else there.date() + timedelta(days=1)


def _midnight(day: date) -> datetime:
    # dateutil's recurrence works on naive datetimes; only the date is used of them.
    return datetime.combine(day, time())
