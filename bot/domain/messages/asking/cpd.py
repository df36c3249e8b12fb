"""What is said to a person who puts together a summary for their own professional file."""

from dataclasses import dataclass
from datetime import date

from bot.domain.messages.asking.mine import NoteLine
from bot.domain.messages.base.message import Fleeting, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCpdPeriod(Message):
    """Asks which time it is about."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine(NoteLine):
    """A note that may be chosen."""

    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPieces(Fleeting):
    """Asks which of the notes of that time go into it: a page of them, of which so many are
    `chosen` by now."""

    key: str
    first: date
    last: date
    lines: tuple[PieceLine, ...]
    page: int
    more: bool
    chosen: int
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCpdTime(Message):
    """Asks how much time the person adds. `estimated` minutes are those of the questions behind so
    many pieces, but for `unknown` of them; `own`: what they have added before."""

    key: str
    estimated: int
    pieces: int
    unknown: int
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One note, whole."""

    month: date
    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CpdSummary:
    """All that stands in it. `replaced`: in so many places something else stands than the person
    has written, as that may tell who it is about."""

    name: str
    first: date
    last: date
    made_on: date
    pieces: tuple[Piece, ...]
    estimated: int
    own: int
    replaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewCpd(Fleeting):
    """What would stand in the files."""

    key: str
    summary: CpdSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class CpdMade(Message):
    """The files come below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCpd(Fleeting):
    """The summary as Markdown."""

    summary: CpdSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCpdPaper(Fleeting):
    """The same as PDF."""

    summary: CpdSummary


MESSAGES = (AskCpdPeriod, PickPieces, AskCpdTime, PreviewCpd, CpdMade, GiveCpd, GiveCpdPaper)
