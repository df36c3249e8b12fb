"""Notes: what a Member keeps for themself."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.base.texts import folded

BETWEEN = "\n\n—\n\n"
"""What stands between a note and what its author writes below it later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private answer after the Seal, or words kept as a note. Only its author sees it.

    It does not say which Round it comes from: whose notes do not come from it would be known, too.
    """

    id: str
    member_id: int
    month: date
    question: str
    text: str
    receipt_hash: str | None = None
    receipt_before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHeld:
    month: date
    question: str
    text: str


def goes_on(month: date, days: int) -> date:
    """When a note of that month goes, where notes are kept for so many days: with all others of its
    month, once the last of them is old enough."""
    first_of_next = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return first_of_next + timedelta(days=days)


def question_tag(question: str) -> str:
    """What stands for a question in a button."""
    return hashlib.sha256(question.encode()).hexdigest()[:8]


def holds(note: Note, words: str) -> bool:
    """Whether each of these words, or a part of one, is somewhere in the note, however it is spelt:
    in large or small letters, with accents or without."""
    said, wanted = folded(f"{note.question} {note.text}"), folded(words).split()
    return bool(wanted) and all(word in said for word in wanted)
