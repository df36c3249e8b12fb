"""Buttons of those who stand for the people of a Team."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class SeeOversight:
    team: int


@dataclass(frozen=True, slots=True)
class AskHold:
    """Ask why new questions are to be paused."""

    team: int


@dataclass(frozen=True, slots=True)
class HoldOn:
    """Let the pause last on."""

    team: int


@dataclass(frozen=True, slots=True)
class EndHold:
    team: int


@dataclass(frozen=True, slots=True)
class InviteRepresentative:
    """Make a link into the whole installation."""


@dataclass(frozen=True, slots=True)
class StandDown:
    """Stand for the people of all Teams no more."""


BUTTONS: Buttons = {
    "os": SeeOversight,
    "oh": AskHold,
    "oo": HoldOn,
    "oe": EndHold,
    "oi": InviteRepresentative,
    "od": StandDown,
}
