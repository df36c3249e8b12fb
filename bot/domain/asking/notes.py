"""Notes: what a Member keeps for themself."""

from dataclasses import dataclass
from datetime import date


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
