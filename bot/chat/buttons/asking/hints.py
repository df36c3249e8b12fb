"""Buttons that answer a hint. They belong to an answer, as what is told of them when its Round is
sealed would tell that its author has given one."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.people.settings import Setting


@dataclass(frozen=True, slots=True)
class KeepUsual:
    """The usual levels stay as they are."""

    answer: int


@dataclass(frozen=True, slots=True)
class ChangeUsual:
    answer: int
    setting: Setting


BUTTONS: Buttons = {
    "hk": KeepUsual,
    "hc": ChangeUsual,
}
