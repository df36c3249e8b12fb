"""Buttons about Schedules."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class PickTeamToSchedule:
    """Choose whose Schedules to see."""

    page: int


@dataclass(frozen=True, slots=True)
class ListSchedules:
    team: int


@dataclass(frozen=True, slots=True)
class OpenSchedule:
    schedule: int


@dataclass(frozen=True, slots=True)
class PauseSchedule:
    schedule: int


@dataclass(frozen=True, slots=True)
class ResumeSchedule:
    schedule: int


@dataclass(frozen=True, slots=True)
class SendNow:
    schedule: int


@dataclass(frozen=True, slots=True)
class AskScheduleEnd:
    """Ask once more before the Schedule is deleted."""

    schedule: int


@dataclass(frozen=True, slots=True)
class EndSchedule:
    schedule: int


BUTTONS: Buttons = {
    "Sp": PickTeamToSchedule,
    "Sl": ListSchedules,
    "So": OpenSchedule,
    "SP": PauseSchedule,
    "SR": ResumeSchedule,
    "SN": SendNow,
    "Sd": AskScheduleEnd,
    "SD": EndSchedule,
}
