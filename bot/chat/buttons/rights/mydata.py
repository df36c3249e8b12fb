"""The button that gives somebody what is kept about them."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class AskMyData:
    """Send it as files."""


BUTTONS: Buttons = {"Dg": AskMyData}
