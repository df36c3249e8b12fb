"""What is said about Schedules to those who set the rhythm."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.base.roles import Role
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """One Schedule. `bank` is empty if its bank is not installed any more. `declared`: the settings
    file owns it."""

    schedule_id: int
    bank: str
    days: tuple[int, ...]
    every_weeks: int
    roles: tuple[Role, ...]
    open_hours: int
    reminder: bool
    paused: bool
    next_on: date
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledTeam:
    team_id: int
    name: str
    schedules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickScheduledTeam(Message):
    """Asks whose Schedules to see, a page of Teams at a time."""

    teams: tuple[ScheduledTeam, ...]
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSchedules(Message):
    """A Team's Schedules. `several`: there are other Teams to go back to. `held_until`: until then
    a representative has paused what is asked."""

    team_id: int
    team: str
    lines: tuple[ScheduleLine, ...]
    several: bool = False
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSchedule(Message):
    """One Schedule with what can be done to it."""

    team_id: int
    team: str
    line: ScheduleLine
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmScheduleEnd(Message):
    """Asks once more before a Schedule is deleted."""

    team: str
    line: ScheduleLine


MESSAGES = (PickScheduledTeam, ShowSchedules, ShowSchedule, ConfirmScheduleEnd)
