"""What is said to somebody who wants to be forgotten."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainForgetting:
    """Says what goes and what stays. `named` counts the answers shared with the person's name;
    `friend`: others may have shown something to this person alone."""

    teams: tuple[str, ...]
    named: int
    until: int
    friend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmForgetting:
    """Asks a second time. `until` is the last minute since 1970 at which a yes counts."""

    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotForgotten:
    """The person has changed their mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Goodbye. The last thing owed to somebody who is no Member any more."""
