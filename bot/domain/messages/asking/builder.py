"""The screens that build a Schedule. `key` is that of the Draft."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.asking.builder import Field
from bot.domain.base.roles import Role
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class BankChoice:
    bank_id: str
    title: str
    purpose: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role with how many people of the Team hold it."""

    role: Role
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskField(Message):
    """One field of the Schedule, with what is chosen now. `bank` is a title."""

    key: str
    field: Field
    team: str
    bank_id: str
    bank: str
    days: tuple[int, ...]
    every_weeks: int
    roles: tuple[Role, ...]
    open_hours: int
    reminder: bool
    banks: tuple[BankChoice, ...] = ()
    offered: tuple[RoleChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewSchedule(Message):
    """What would come of it.

    `people` are asked on the first date, told as `reached`; `under_way`: dates whose Round is open
    already; `dropped`: people who would be asked less often than planned, because there are
    ceilings; `beside`: banks of other Schedules that ask the same people on the same days.
    """

    key: str
    team: str
    bank: str
    days: tuple[int, ...]
    every_weeks: int
    roles: tuple[Role, ...]
    open_hours: int
    reminder: bool
    dates: tuple[date, ...]
    today: date
    people: int
    reached: Band | Enough | None
    floor: int
    under_way: tuple[date, ...] = ()
    lacking: tuple[str, ...] = ()
    dropped: int = 0
    beside: tuple[str, ...] = ()
    has_channel: bool = True
    held_until: datetime | None = None


MESSAGES = (AskField, PreviewSchedule)
