"""Buttons of whoever reads what was done to the tool itself."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class ChooseRegister:
    """Choose whose Register to read, if there are several."""

    page: int


@dataclass(frozen=True, slots=True)
class ReadRegister:
    team: int
    page: int


BUTTONS: Buttons = {
    "gc": ChooseRegister,
    "gr": ReadRegister,
}
