"""What is said while a Prompt is open."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.asking.gaps import Gap
from bot.domain.asking.prompts import Snooze
from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.asking.answers import Kept, Readers
from bot.domain.messages.base.message import Message, OnlyInPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of a question, in the reader's language."""

    id: str
    label: str
    emoji: str = ""


class Again(StrEnum):
    """Why a question is asked once more: there is still time; a tap on it may have been lost."""

    REMINDER = "reminder"
    TAP_LOST = "tap_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Message):
    """A question with its buttons. `visibility` is what a tap would be kept with.

    `position` of `total` counts the questions this person will meet as far as is known now.
    `again`: why it is asked once more, if it is; a Gap: as it may have been answered in that time,
    of which nothing is known any more. `answered`: it has been, and may be answered otherwise.
    `readers` of a tap, and how many people are `asked`, where there are enough to hide among: else
    it would take `too_few`; `no_chat`: the Team has none to share in. `counted`: who would learn of
    an answer that does not count yet, and `offer`, what stands for that. `support`: whom to turn
    to when a question stirs something up, if it may.
    """

    answer_id: int
    kind: Kind
    text: str
    position: int
    total: int
    bank: str
    team: str
    closes_at: datetime
    zone: str
    visibility: Visibility
    options: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    has_example: bool = False
    can_share: bool = True
    again: Again | Gap | None = None
    answered: bool = False
    readers: Readers | None = None
    asked: Band | None = None
    no_chat: bool = False
    too_few: int = 0
    counted: Readers | None = None
    offer: str = ""
    receipt: str = ""
    support: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowExample(Message):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLater(Message):
    """Asks until when a question shall be put off: the `wishes` for which there is time."""

    answer_id: int
    question: str
    wishes: tuple[Snooze, ...] = tuple(Snooze)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(Message):
    """The question was put off. `until` is when it comes again."""

    answer_id: int
    question: str
    until: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Message):
    """`words`: something had been written; it is deleted, but the person's own message stays."""

    answer_id: int
    question: str
    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualLevels:
    """What a tap is kept with, and what is marked first for words, unless one chooses otherwise.
    `answer_id`: one of the Prompt with which it is offered to change them."""

    answer_id: int
    taps: Visibility
    words: Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSummary(OnlyInPlace):
    """What one person's Prompt has come to: what is kept and who may see it. `usual`: it is asked,
    this once, whether that is to stay so."""

    bank: str
    team: str
    closes_at: datetime
    zone: str
    kept: tuple[Kept, ...]
    skipped: int
    usual: UsualLevels | None = None


MESSAGES = (AskQuestion, ShowExample, OfferLater, Snoozed, Skipped, ClosingSummary)
