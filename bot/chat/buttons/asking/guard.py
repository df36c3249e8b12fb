"""Buttons under words that may tell who they are about."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.base.visibility import Visibility


@dataclass(frozen=True, slots=True)
class SendReplaced:
    """`sent` stands for the version that is shown, and `offer` for the readers."""

    answer: int
    visibility: Visibility
    sent: str
    offer: str


@dataclass(frozen=True, slots=True)
class NoName:
    """What may be no name is none."""

    answer: int
    visibility: Visibility
    sent: str
    offer: str


@dataclass(frozen=True, slots=True)
class WriteAnew:
    """The next words take the place of these, for which `wording` stands."""

    answer: int
    wording: str


BUTTONS: Buttons = {
    "gs": SendReplaced,
    "gn": NoName,
    "gw": WriteAnew,
}
