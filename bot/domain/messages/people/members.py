"""What is said to somebody who leaves a Team."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTeamToLeave(Message):
    teams: tuple[LeaveChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLeaving(Message):
    """Says what goes and what stays, and asks once more. `several`: there are other Teams;
    `friend`: others may have shown something to this person alone."""

    team_id: int
    team: str
    several: bool
    friend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StayedAfterAll(Message):
    """They did not leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftTeam(Message):
    """`last`: they belong to no Team any more."""

    team: str
    last: bool


MESSAGES = (PickTeamToLeave, ConfirmLeaving, StayedAfterAll, LeftTeam)
