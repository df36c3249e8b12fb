"""Buttons that carry a Receipt."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class FollowAnswer:
    receipt: str


@dataclass(frozen=True, slots=True)
class AskWithdrawal:
    receipt: str


@dataclass(frozen=True, slots=True)
class WithdrawAnswer:
    receipt: str


BUTTONS: Buttons = {
    "f": FollowAnswer,
    "w": AskWithdrawal,
    "W": WithdrawAnswer,
}
