"""Buttons that show who sees what."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class ChooseReadersTeam:
    """The choice of the Team, or the only Team."""


@dataclass(frozen=True, slots=True)
class SeeReaders:
    team: int


BUTTONS: Buttons = {
    "ht": ChooseReadersTeam,
    "hs": SeeReaders,
}
