"""Buttons for leaving a Team."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class ChooseLeaving:
    """Back to the choice of the Team."""


@dataclass(frozen=True, slots=True)
class AskLeaving:
    team: int


@dataclass(frozen=True, slots=True)
class LeaveTeam:
    team: int


@dataclass(frozen=True, slots=True)
class Stay:
    """Do not leave."""


BUTTONS: Buttons = {
    "ml": ChooseLeaving,
    "ma": AskLeaving,
    "mL": LeaveTeam,
    "ms": Stay,
}
