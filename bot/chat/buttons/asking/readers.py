"""Buttons that show who sees what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseReadersTeam:
    """The choice of the Team, or the only Team."""


@dataclass(frozen=True, slots=True)
class SeeReaders:
    team: int
