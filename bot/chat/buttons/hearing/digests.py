"""Buttons under a manager's Digest."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class ReadRelease:
    """`drawn` is 1 where its picture stands above the button, else 0."""

    release_id: int
    drawn: int


@dataclass(frozen=True, slots=True)
class SeeQueue:
    team_id: int


BUTTONS: Buttons = {
    "Dr": ReadRelease,
    "Dq": SeeQueue,
}
