"""Buttons that carry a Receipt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowAnswer:
    receipt: str


@dataclass(frozen=True, slots=True)
class AskWithdrawal:
    receipt: str


@dataclass(frozen=True, slots=True)
class WithdrawAnswer:
    receipt: str
