"""Buttons about a Team."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListTeams:
    page: int


@dataclass(frozen=True, slots=True)
class OpenTeam:
    team: int


@dataclass(frozen=True, slots=True)
class AskName:
    team: int


@dataclass(frozen=True, slots=True)
class ChooseFloor:
    team: int


@dataclass(frozen=True, slots=True)
class SetFloor:
    team: int
    floor: int


@dataclass(frozen=True, slots=True)
class UnlinkChannel:
    team: int


@dataclass(frozen=True, slots=True)
class UnlinkAllTheSame:
    """After a warning."""

    team: int


@dataclass(frozen=True, slots=True)
class AskEnd:
    """Ask for the Team's name before it is deleted."""

    team: int
