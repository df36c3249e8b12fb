"""Buttons under a question."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.asking.prompts import Snooze
from bot.domain.base.visibility import Visibility


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    """Draw the question again, keeping taps with this visibility."""

    answer: int
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """Let an answer that was private count. `chat` stands for the chat that was named beside it."""

    answer: int
    chat: str


@dataclass(frozen=True, slots=True)
class SkipQuestion:
    answer: int


@dataclass(frozen=True, slots=True)
class OfferSnooze:
    answer: int


@dataclass(frozen=True, slots=True)
class SnoozeQuestion:
    answer: int
    wish: Snooze


@dataclass(frozen=True, slots=True)
class TakeUp:
    answer: int


@dataclass(frozen=True, slots=True)
class AskExample:
    answer: int


BUTTONS: Buttons = {
    "q": ShowQuestion,
    "Q": CountAnswer,
    "x": SkipQuestion,
    "z": OfferSnooze,
    "Z": SnoozeQuestion,
    "u": TakeUp,
    "e": AskExample,
}
