"""Building a Schedule: what a facilitator has chosen so far, field by field."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.domain.asking.schedules import EVERY_WEEKS, OPEN_HOURS, USUAL_HOURS, Schedule
from bot.domain.base.availability import EVERY_DAY, first_of
from bot.domain.base.roles import ASKED, Role

Choice = TypeVar("Choice")


class Field(StrEnum):
    """What is chosen, in the order in which it is asked."""

    BANK = "bank"
    DAYS = "days"
    EVERY = "every"
    ROLES = "roles"
    OPEN = "open"
    REMINDER = "reminder"

    @property
    def toggled(self) -> bool:
        """Whether several may be chosen, so that a press does not lead on by itself."""
        return self in (Field.DAYS, Field.ROLES)

    def before(self, other: "Field") -> bool:
        """Whether this is asked first."""
        order = list(Field)
        return order.index(self) < order.index(other)

    @property
    def following(self) -> "Field | None":
        order = list(Field)
        return order[order.index(self) + 1] if self is not order[-1] else None

    @property
    def preceding(self) -> "Field | None":
        order = list(Field)
        return order[order.index(self) - 1] if self is not order[0] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A Schedule in the making. `schedule_id` is 0 for a new one."""

    team_id: int
    schedule_id: int = 0
    bank_id: str = ""
    days: tuple[int, ...] = ()
    every_weeks: int = 1
    roles: frozenset[Role] = frozenset()
    open_hours: int = USUAL_HOURS
    reminder: bool = True

    @property
    def first_missing(self) -> Field | None:
        """The first field that still has to be chosen."""
        chosen = {Field.BANK: self.bank_id, Field.DAYS: self.days, Field.ROLES: self.roles}
        return next((field for field, value in chosen.items() if not value), None)

    def differs(self, other: "Plan") -> list[Field]:
        """The fields in which the other is not the same."""
        return [one for one, name in STORED.items() if getattr(self, name) != getattr(other, name)]


STORED = {
    Field.BANK: "bank_id",
    Field.DAYS: "days",
    Field.EVERY: "every_weeks",
    Field.ROLES: "roles",
    Field.OPEN: "open_hours",
    Field.REMINDER: "reminder",
}
"""What each field is called in a Plan."""


def of_schedule(schedule: Schedule) -> Plan:
    """A Schedule that is to be changed."""
    return Plan(
        team_id=schedule.team_id,
        schedule_id=schedule.id,
        bank_id=schedule.bank_id,
        days=schedule.days,
        every_weeks=schedule.every_weeks,
        roles=schedule.roles,
        open_hours=schedule.open_hours,
        reminder=schedule.reminder,
    )


def chosen(plan: Plan, field: Field, value: str) -> Plan:
    """The Plan after a press. ValueError if there is no such choice; banks are not known here."""
    match field:
        case Field.BANK:
            return replace(plan, bank_id=value)
        case Field.DAYS:
            return replace(plan, days=_days(plan.days, _one_of(EVERY_DAY, int(value))))
        case Field.EVERY:
            return replace(plan, every_weeks=_one_of(EVERY_WEEKS, int(value)))
        case Field.ROLES:
            return replace(plan, roles=plan.roles ^ {_one_of(ASKED, Role(value))})
        case Field.OPEN:
            return replace(plan, open_hours=_one_of(OPEN_HOURS, int(value)))
        case Field.REMINDER:
            return replace(plan, reminder=_one_of((0, 1), int(value)) == 1)


def anchor(plan: Plan, before: Schedule | None, today: date) -> date:
    """From which date the weeks are counted: the next chosen weekday, today included.

    A Schedule that runs already keeps its rhythm, unless the rhythm itself is changed.
    """
    if before and before.starts_on < today and before.every_weeks == plan.every_weeks:
        return before.starts_on
    return first_of(plan.days, today)


def _days(days: tuple[int, ...], day: int) -> tuple[int, ...]:
    return tuple(sorted({*days} ^ {day}))


def _one_of(offered: tuple[Choice, ...], value: Choice) -> Choice:
    if value not in offered:
        raise ValueError(f"{value} is not offered")
    return value
