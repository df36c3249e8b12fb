"""Buttons of the screens that build a Schedule. `key` is that of the Draft they belong to."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.asking.builder import Field


@dataclass(frozen=True, slots=True)
class NewSchedule:
    team: int


@dataclass(frozen=True, slots=True)
class ChangeSchedule:
    schedule: int


@dataclass(frozen=True, slots=True)
class ShowField:
    key: str
    field: Field


@dataclass(frozen=True, slots=True)
class PickValue:
    key: str
    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class LookAhead:
    """Show what would come of the Schedule."""

    key: str


@dataclass(frozen=True, slots=True)
class SaveSchedule:
    key: str


@dataclass(frozen=True, slots=True)
class LeaveBuilder:
    key: str


BUTTONS: Buttons = {
    "bn": NewSchedule,
    "bc": ChangeSchedule,
    "bf": ShowField,
    "bp": PickValue,
    "bl": LookAhead,
    "bs": SaveSchedule,
    "bx": LeaveBuilder,
}
