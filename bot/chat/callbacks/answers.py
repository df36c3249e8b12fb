"""Buttons that answer, and that choose who may see an answer."""

from dataclasses import dataclass

from bot.domain.visibility import Visibility


@dataclass(frozen=True, slots=True)
class TapOption:
    answer: int
    option: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class ToggleOption:
    answer: int
    option: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class DoneChoosing:
    answer: int
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class PickReaders:
    """`offer` tells which readers stood above the button."""

    answer: int
    visibility: Visibility
    offer: str


@dataclass(frozen=True, slots=True)
class PickUntoldReaders:
    """From before buttons told that: whom the author was shown is not known."""

    answer: int
    visibility: Visibility
