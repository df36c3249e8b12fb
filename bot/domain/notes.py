"""Notes: what a Member keeps for themself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private answer after the Seal, or words kept as a note. Only its author sees it."""

    id: str
    member_id: int
    week: date
    question: str
    text: str
    receipt_hash: str | None = None
