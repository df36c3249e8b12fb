"""What is said to somebody who wants to be forgotten."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Fleeting, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainForgetting(Message):
    """Says what goes and what stays. `named` counts the answers shared with the person's name;
    `friend`: others may have shown something to this person alone."""

    teams: tuple[str, ...]
    named: int
    until: int
    friend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmForgetting(Message):
    """Asks a second time. `until` is the last minute since 1970 at which a yes counts."""

    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotForgotten(Message):
    """The person has changed their mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Fleeting):
    """Goodbye. The last thing owed to somebody who is no Member any more."""


MESSAGES = (ExplainForgetting, ConfirmForgetting, NotForgotten, Forgotten)
