"""Buttons among a person's own notes. They carry the note's id, which is drawn by lot."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons


@dataclass(frozen=True, slots=True)
class OpenMine:
    """Show one's own notes, below."""


@dataclass(frozen=True, slots=True)
class ListMine:
    page: int


@dataclass(frozen=True, slots=True)
class ListMonths:
    page: int


@dataclass(frozen=True, slots=True)
class ListOfMonth:
    """`month`: "2026-11"."""

    month: str
    page: int


@dataclass(frozen=True, slots=True)
class ListQuestions:
    page: int


@dataclass(frozen=True, slots=True)
class ListOfQuestion:
    """`tag`: what stands for the question."""

    tag: str
    page: int


@dataclass(frozen=True, slots=True)
class SearchNotes:
    """Ask for a word to look for."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """`back`: the list from which it was opened; a month, the tag of a question, or all."""

    note: str
    page: int
    back: str


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """Ask for other words."""

    note: str


@dataclass(frozen=True, slots=True)
class AddToNote:
    """Ask for more words."""

    note: str


@dataclass(frozen=True, slots=True)
class AskNoteRemoval:
    note: str


@dataclass(frozen=True, slots=True)
class RemoveNote:
    note: str


@dataclass(frozen=True, slots=True)
class SeeUnderway:
    """Show one's answers in open Rounds."""


@dataclass(frozen=True, slots=True)
class SeeAnswer:
    """Show an answer below, with who reads it and its buttons."""

    answer: int


BUTTONS: Buttons = {
    "yo": OpenMine,
    "yl": ListMine,
    "ym": ListMonths,
    "yM": ListOfMonth,
    "yq": ListQuestions,
    "yQ": ListOfQuestion,
    "ys": SearchNotes,
    "yn": ReadNote,
    "ye": ChangeNote,
    "ya": AddToNote,
    "yd": AskNoteRemoval,
    "yD": RemoveNote,
    "yu": SeeUnderway,
    "yA": SeeAnswer,
}
