"""Buttons about who helps when something is wrong. `team`: 0 for the organisation's card."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.people.support import SupportField


@dataclass(frozen=True, slots=True)
class SomethingIsWrong:
    """Shows the card. It needs no words."""


@dataclass(frozen=True, slots=True)
class OpenSupport:
    team: int


@dataclass(frozen=True, slots=True)
class AskLine:
    team: int
    field: SupportField


@dataclass(frozen=True, slots=True)
class EmptyLine:
    team: int
    field: SupportField


@dataclass(frozen=True, slots=True)
class UseOrganisations:
    """The Team has no card of its own any more."""

    team: int


BUTTONS: Buttons = {
    "us": SomethingIsWrong,
    "uo": OpenSupport,
    "ul": AskLine,
    "ue": EmptyLine,
    "uu": UseOrganisations,
}
