"""Buttons of the screens that found a Team. `key` is that of the Draft they belong to."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class StartFounding:
    """Found a new Team."""


@dataclass(frozen=True, slots=True)
class ToggleTeamLanguage:
    key: str
    language: str


@dataclass(frozen=True, slots=True)
class LanguagesChosen:
    key: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    key: str
    zone: str


@dataclass(frozen=True, slots=True)
class FoundingBack:
    key: str


@dataclass(frozen=True, slots=True)
class LeaveFounding:
    key: str


BUTTONS: Buttons = {
    "tf": StartFounding,
    "tl": ToggleTeamLanguage,
    "td": LanguagesChosen,
    "tz": FoundIn,
    "tb": FoundingBack,
    "tx": LeaveFounding,
}
