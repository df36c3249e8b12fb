"""What a Team hears when a Round has closed."""

from dataclasses import dataclass
from datetime import date

from bot.domain.asking.questions import Kind
from bot.domain.hearing.insights import Band, Enough
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTold:
    """A part of a distribution: its label and its share in tenths."""

    label: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTold:
    """A scale's median at an earlier date, as a step counted from 1."""

    on: date
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold:
    """What a tapped question showed. `step` of `steps` is a scale's median."""

    question_id: str
    question: str
    kind: Kind
    people: Band | Enough
    shares: tuple[ShareTold, ...] = ()
    step: int | None = None
    steps: int = 0
    low: str = ""
    high: str = ""
    course: tuple[PointTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTold:
    label: str
    people: Band | Enough


@dataclass(frozen=True, slots=True, kw_only=True)
class TellInsight(Message):
    """The Insight in text. `took_part` is None where fewer than `floor` people did;
    `too_few_asked`: they had not even been asked; `came_back`: so that unnamed answers went back.

    `continued`: more figures of the Insight that stands before it.
    """

    team: str
    bank: str
    on: date
    floor: int
    took_part: Band | Enough | None
    figures: tuple[FigureTold, ...] = ()
    themes: tuple[ThemeTold, ...] = ()
    waits: bool = False
    too_few_asked: bool = False
    came_back: bool = False
    continued: bool = False

    @property
    def shows(self) -> bool:
        """Whether there is anything to draw, so that a picture of it comes first."""
        return bool(self.figures or self.themes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPicture(Message):
    """The same Insight as one picture."""

    insight: TellInsight


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteTold:
    """Shared words; an empty text means that their author has withdrawn them."""

    said_id: str
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellWords(Message):
    """One page of the words shared in reply to one question. `week`: that in which they had been
    shared, where they have waited since."""

    question: str
    unnamed: tuple[QuoteTold, ...] = ()
    named: tuple[QuoteTold, ...] = ()
    continued: bool = False
    week: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellFriend(Message):
    """One page of what critical friends are let into: `answers` in all, shared without names."""

    team: str
    question: str
    answers: int
    texts: tuple[str, ...]
    continued: bool = False


MESSAGES = (TellInsight, TellPicture, TellWords, TellFriend)
