"""Rounds: one firing of a Schedule for a Team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.base.availability import (
    Availability,
    ask_moment,
    kind_moment,
    local_moment,
    week_of,
)

LAST_CHANCE = timedelta(hours=1)
"""Nobody is asked who would have less time than this to answer."""

OVERDUE = timedelta(minutes=15)
"""What is later than this has missed the person's own hour, so that their quiet hours count."""


class RoundState(StrEnum):
    OPEN = "open"
    SEALED = "sealed"


SELF_STARTED = "self:"
SCHEDULED = "schedule:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """`slot` names the firing within its Team, so that whoever ticks first makes the only one.

    `number` runs per Team and bank and picks the wording. `asked` and `took_part` are counts of
    people; they stay when everything else about who answered is forgotten. Until then `asked` is
    how many will be, or 0 where people begin by themselves.
    """

    id: int
    team_id: int
    schedule_id: int | None
    bank_id: str
    slot: str
    number: int
    on_date: date
    closes_at: datetime
    state: RoundState
    asked: int
    took_part: int

    @property
    def self_started(self) -> bool:
        """Whether people began it themselves. A Schedule that made one may be gone meanwhile."""
        return self.slot.startswith(SELF_STARTED)

    @property
    def scheduled(self) -> bool:
        """Whether a Schedule has laid it out on its date; one that is sent by hand is not."""
        return self.slot.startswith(SCHEDULED)


def scheduled_slot(schedule_id: int, on: date) -> str:
    return f"{SCHEDULED}{schedule_id}:{on.isoformat()}"


def sent_now_slot(schedule_id: int, at: datetime) -> str:
    """Two presses of "send now" within the same minute mean one."""
    return f"now:{schedule_id}:{at:%Y-%m-%dT%H:%M}"


def self_started_slot(bank_id: str, on: date) -> str:
    """Reflections people start themselves are gathered by week."""
    return f"{SELF_STARTED}{bank_id}:{week_of(on).isoformat()}"


def week_end(on: date) -> date:
    """The Monday after: when a week of self-started reflections closes."""
    return week_of(on) + timedelta(days=7)


def closing(asked: Iterable[Availability], on: date, open_hours: int) -> datetime:
    """When the Round of that date closes: so many hours after the last own time of those of these
    people who are asked on it. Who has that day off holds nothing open, unless all have.

    ValueError if it asks nobody.
    """
    people = [*asked]
    there = [one for one in people if on.weekday() in one.days] or people
    last = max(local_moment(one.zone, on, one.ask_at) for one in there)
    return last + timedelta(hours=open_hours)


def due_moment(availability: Availability, on: date, closes_at: datetime) -> datetime | None:
    """When this person is asked; None if their own days leave them no time to answer."""
    return ask_moment(availability, on, closes_at - LAST_CHANCE)


def due_late(
    availability: Availability, due_at: datetime, now: datetime, closes_at: datetime
) -> datetime | None:
    """When somebody is asked whose moment was, or is, this one. If it is over (the bot was away, or
    the Schedule is new), they are asked as soon as it is kind; None if that is too late."""
    return due_at if now - due_at <= OVERDUE else due_now(availability, now, closes_at)


def due_about(
    availability: Availability, on: date, closes_at: datetime, now: datetime
) -> datetime | None:
    """When somebody is asked about that date in a Round that is laid out now: at their own time, or
    if that is over, as soon as it is kind."""
    moment = due_moment(availability, on, closes_at)
    return due_late(availability, moment, now, closes_at) if moment is not None else None


def due_now(availability: Availability, now: datetime, closes_at: datetime) -> datetime | None:
    """When this person is asked what is asked at once: as soon as it is kind, if in time."""
    moment = kind_moment(availability, now)
    return moment if moment < closes_at - LAST_CHANCE else None
