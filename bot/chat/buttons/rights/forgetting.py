"""Buttons of somebody who wants to be forgotten. `until` is a minute since 1970."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class BeginForgetting:
    """Say what would go, and what would stay."""


@dataclass(frozen=True, slots=True)
class AskForgetting:
    until: int


@dataclass(frozen=True, slots=True)
class Forget:
    until: int


@dataclass(frozen=True, slots=True)
class StayHere:
    """Change nothing."""


BUTTONS: Buttons = {
    "Fb": BeginForgetting,
    "Fa": AskForgetting,
    "FF": Forget,
    "Fs": StayHere,
}
