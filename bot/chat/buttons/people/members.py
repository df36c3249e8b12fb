"""Buttons for leaving a Team."""

from dataclasses import dataclass


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
