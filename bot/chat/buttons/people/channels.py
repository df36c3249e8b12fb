"""Buttons in a chat that may become a Team's channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkTeam:
    """Make the chat in which this button stands the Team's channel."""

    team: int


@dataclass(frozen=True, slots=True)
class LinkAllTheSame:
    """The same after a warning; `warned` is of what."""

    team: int
    warned: str
