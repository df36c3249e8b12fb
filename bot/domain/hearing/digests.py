"""Digests: when a manager's weekly letter goes out, and which days it tells of."""

from datetime import datetime, timedelta

from bot.domain.base.availability import Availability, after_quiet, local_day, local_moment

WEEK = timedelta(days=7)

OVERDUE = timedelta(minutes=15)
"""A Digest later than this (the bot was away) has missed its own hour, so quiet hours count."""

TOO_LATE = timedelta(hours=24)
"""A Digest later than this is left out; the next one tells of both weeks."""


def next_digest(zone: str, day: int, minutes: int, after: datetime) -> datetime:
    """The first moment after `after` that is this weekday and time on somebody's own clock."""
    today = local_day(zone, after)
    ahead = (today + timedelta(days=days) for days in range(WEEK.days + 1))
    moments = (local_moment(zone, one, minutes) for one in ahead if one.weekday() == day)
    return next(moment for moment in moments if moment > after)


def going_out(availability: Availability, due: datetime, now: datetime) -> datetime | None:
    """When a Digest that fell due at `due` goes out, as it looks `now`. None: not at all."""
    late = now - due
    if late > TOO_LATE:
        return None
    return after_quiet(availability, now) if late > OVERDUE else now


def told_since(last_until: datetime | None, due: datetime) -> datetime:
    """From when on a Digest tells: where the last one ended, or else a week before it is due."""
    return due - WEEK if last_until is None else last_until
