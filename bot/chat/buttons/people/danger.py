"""Buttons of somebody whose words sounded as if something is wrong. `team`: 0 for none; `until`: to
which day they were on a leave already, or nothing."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.base.dangers import Danger


@dataclass(frozen=True, slots=True)
class SayReported:
    danger: Danger
    team: int
    until: str


@dataclass(frozen=True, slots=True)
class ReportNow:
    danger: Danger
    team: int
    until: str


@dataclass(frozen=True, slots=True)
class GoOn:
    """Ask again from now on; also said where it was not that kind of thing."""

    danger: Danger
    team: int
    until: str


BUTTONS: Buttons = {
    "dr": SayReported,
    "dn": ReportNow,
    "dg": GoOn,
}
