"""Buttons for somebody who follows a link. All that is known of them travels in these."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.messages.people.joining import Page


@dataclass(frozen=True, slots=True)
class TurnPage:
    token: str
    page: Page


@dataclass(frozen=True, slots=True)
class SayYes:
    token: str


@dataclass(frozen=True, slots=True)
class SayNo:
    """Nothing is asked any more and nothing is kept."""


BUTTONS: Buttons = {
    "jp": TurnPage,
    "jy": SayYes,
    "jn": SayNo,
}
