"""What is said about words that answered nothing, and about reflecting on one's own account."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingOpen(Message):
    """Words came while nothing was asked: offers what can be done with them."""

    can_reflect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKept(Message):
    """The words are among the person's private notes now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsLeft(Message):
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
class OfferReflections(Message):
    """Asks what to reflect on. Where there is nothing, `in_team`: whether the person is in any, and
    `waits`: whether there would be, if it were clear who helps when something is wrong."""

    choices: tuple[Reflection, ...]
    in_team: bool = True
    waits: bool = False


MESSAGES = (NothingOpen, NoteKept, WordsLeft, OfferReflections)
