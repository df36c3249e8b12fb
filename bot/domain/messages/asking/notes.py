"""What is said about words that answered nothing, and about reflecting on one's own account."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingOpen:
    """Words came while nothing was asked: offers what can be done with them."""

    can_reflect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKept:
    """The words are among the person's private notes now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsLeft:
    """Nothing was done with the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """Something a Member may reflect on now."""

    team_id: int
    team: str
    bank_id: str
    bank: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferReflections:
    """Asks what to reflect on."""

    choices: tuple[Reflection, ...]
