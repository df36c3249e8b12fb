"""Buttons under words that answered nothing, and for reflections of one's own."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons, UnderWords


@dataclass(frozen=True, slots=True)
class KeepNote(UnderWords):
    """Keep the words that this message answers to as a private note."""


@dataclass(frozen=True, slots=True)
class StartReflection:
    """Choose what to reflect on now."""


@dataclass(frozen=True, slots=True)
class PickReflection:
    team: int
    bank: str


@dataclass(frozen=True, slots=True)
class IgnoreWords:
    """Let the words be."""


BUTTONS: Buttons = {
    "n": KeepNote,
    "r": StartReflection,
    "R": PickReflection,
    "i": IgnoreWords,
}
