"""What a Team hears when a Round has closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    """`concept_id` is the codebook's (Releases of earlier versions have none). `new`: it was not
    among those of the last Release that showed any."""

    label: str
    people: Band | Enough
    concept_id: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TellInsight(Message):
    """The Insight in text. `took_part` is None where fewer than `floor` people did;
    `too_few_asked`: they had not even been asked; `came_back`: so that unnamed answers went back.

    `gone`: themes of the last Release that showed any which are not among these; `since`: the date
    of the first Round of which that told. `asked`: the ids of the bank's questions, as it was then
    (Releases of earlier versions have none). `silent`: it comes with no sound. `continued`: more
    figures of the Insight that stands before it.
    """

    team: str
    bank: str
    on: date
    floor: int
    took_part: Band | Enough | None
    figures: tuple[FigureTold, ...] = ()
    themes: tuple[ThemeTold, ...] = ()
    gone: tuple[str, ...] = ()
    since: date | None = None
    asked: tuple[str, ...] = ()
    waits: bool = False
    too_few_asked: bool = False
    came_back: bool = False
    silent: bool = False
    continued: bool = False

    @property
    def shows(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.figures or self.themes)

    def told_after(self, day: date) -> "TellInsight":
        """The same for somebody who may hear only of Rounds after that day: without what is new or
        gone since an earlier one."""
        if self.since is None or self.since > day:
            return self
        return replace(self, themes=tuple(replace(one, new=False) for one in self.themes), gone=())


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPicture(Message):
    """The Insight as one picture. `worded`: all that it shows stands in words below it, folded;
    False: in a message of its own, which follows; None: it is not known yet what there is room for.
    """

    insight: TellInsight
    worded: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteTold:
    """Shared words; an empty text means that their author has withdrawn them."""

    said_id: str
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsTold:
    """The words shared in reply to one question. `week`: that in which they had been shared, where
    they have waited since."""

    question: str
    unnamed: tuple[QuoteTold, ...] = ()
    named: tuple[QuoteTold, ...] = ()
    week: date | None = None
    question_id: str = ""

    @property
    def quotes(self) -> tuple[QuoteTold, ...]:
        return (*self.unnamed, *self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellQuotes(Message):
    """What people have shared in words. `seen` is read at once, `folded` by whoever unfolds it.

    `continued`: more of what stands before it.
    """

    seen: tuple[WordsTold, ...] = ()
    folded: tuple[WordsTold, ...] = ()
    continued: bool = False

    @property
    def quotes(self) -> tuple[QuoteTold, ...]:
        return tuple(quote for group in (*self.seen, *self.folded) for quote in group.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellFriend(Message):
    """One page of what critical friends are let into: `answers` in all, shared without names."""

    team: str
    question: str
    answers: int
    texts: tuple[str, ...]
    continued: bool = False


def insights_in(told: Sequence[object]) -> Sequence[TellInsight]:
    """What these messages of a Release show, each figure once: a picture holds all of them."""
    drawn = [one.insight for one in told if isinstance(one, TellPicture)]
    return drawn or [one for one in told if isinstance(one, TellInsight)]


def sounds(message: Message) -> bool:
    """Whether a message of a Release comes with a sound."""
    match message:
        case TellPicture():
            return not message.insight.silent
        case TellInsight():
            # What a picture has shown before it is in words here, and makes no second sound.
            return not (message.silent or message.shows or message.continued)
        case _:
            return False


MESSAGES = (TellInsight, TellPicture, TellQuotes, TellFriend)
