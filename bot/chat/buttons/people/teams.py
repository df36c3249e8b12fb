"""Buttons about a Team."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


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


BUTTONS: Buttons = {
    "Tl": ListTeams,
    "To": OpenTeam,
    "Tn": AskName,
    "Tf": ChooseFloor,
    "TF": SetFloor,
    "Tu": UnlinkChannel,
    "TU": UnlinkAllTheSame,
    "Te": AskEnd,
}
