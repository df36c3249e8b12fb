"""What is said to a person about their own notes, and their answers that are still under way.

Hardly anything is more private: what Telegram refuses of it is forgotten.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.messages.base.message import Fleeting, Message, OnlyInPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One note in a list: where it begins, and the question it answers if that says little."""

    note_id: str
    month: date
    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMine(Fleeting):
    """A page of the reader's own notes, of so many. `underway`: their answers in open Rounds.
    `going`: so many notes are deleted next, where that is soon. `may_begin`: there is something to
    reflect on."""

    lines: tuple[NoteLine, ...]
    notes: int
    page: int = 0
    more: bool = False
    underway: int = 0
    going: int = 0
    going_on: date | None = None
    may_begin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowNotes(Fleeting):
    """A page of the reader's notes of one month, or else to one question (none: their own words);
    `tag` stands for it."""

    lines: tuple[NoteLine, ...]
    notes: int
    page: int
    more: bool
    month: date | None
    question: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFound(Fleeting):
    """The first of so many notes that hold these words."""

    words: str
    lines: tuple[NoteLine, ...]
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    month: date
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMonth(Fleeting):
    """Asks for a month of one's notes."""

    months: tuple[MonthLine, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    tag: str
    question: str
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickQuestion(Fleeting):
    """Asks for a question to which one has notes."""

    questions: tuple[QuestionLine, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowNote(Fleeting):
    """One note. A long one comes in pages. `back`: the list from which it was opened; `goes_on`:
    when it is deleted. `just`: it has just been written so."""

    note_id: str
    month: date
    question: str
    text: str
    page: int = 0
    back: str = ""
    goes_on: date | None = None
    may_begin: bool = False
    just: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNoteWords(Fleeting):
    """Asks for the words that are to stand in place of these, or (`more`) below them."""

    note_id: str
    reply: str
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteElsewhere(OnlyInPlace):
    """In place of a message that showed a note, or asked for its words: it stands further down, or
    (`changed`) has other words."""

    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmNoteRemoval(Fleeting):
    """Asks once more before a note is deleted for good."""

    note_id: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRemoved(Message):
    """The note is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSearch(Message):
    """Asks for a word to look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    answer_id: int
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """A Round in which the reader has answered something."""

    team: str
    bank: str
    closes_at: datetime
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUnderway(Fleeting):
    """The reader's answers in open Rounds. It does not say who reads them: a list that lies about
    in a chat would be wrong as soon as anything changes. The message of each answer is kept true.
    """

    rounds: tuple[OpenRound, ...]
    zone: str


MESSAGES = (
    ShowMine,
    ShowNotes,
    ShowFound,
    PickMonth,
    PickQuestion,
    ShowNote,
    AskNoteWords,
    NoteElsewhere,
    ConfirmNoteRemoval,
    NoteRemoved,
    AskSearch,
    ShowUnderway,
)
