"""Buttons in a chat that may become a Team's channel."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class LinkTeam:
    """Make the chat in which this button stands the Team's channel."""

    team: int


@dataclass(frozen=True, slots=True)
class LinkAllTheSame:
    """The same after a warning; `warned` is of what."""

    team: int
    warned: str


BUTTONS: Buttons = {
    "L": LinkTeam,
    "LA": LinkAllTheSame,
}
