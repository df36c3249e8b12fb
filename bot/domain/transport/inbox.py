"""The inbox: Telegram's updates, stored before they are acknowledged; all but those that have to do
with what is sealed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""Waits between tries of an update that failed. After the last it is parked."""

LEFT_BEHIND = timedelta(seconds=1)
"""An update that has waited for so long has been left behind by the replica that stored it."""

KEPT_IDS = 100_000
"""Handled updates whose ids are kept, against repeats: Telegram repeats nothing that is so old."""


class InboxState(StrEnum):
    PENDING = "pending"
    HANDLED = "handled"
    PARKED = "parked"


class Fate(StrEnum):
    """What becomes of an update after a try that failed. `handled`: it was done for all that."""

    AGAIN = "again"
    PARKED = "parked"
    LET_GO = "let_go"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An update as it comes in. `lane` is the person (or chat) whose updates are handled in order;
    `body` is what its handler will read of it, and all that is ever stored.

    What it may have to do with, and cannot be stored for if that is sealed: `receipt`, it carries
    one; `answer_id`, the button belongs to an open answer; `edits`, the person's message that was
    changed. `writes` is the person's message that is new.
    """

    update_id: int
    lane: int | None
    body: str | None
    receipt: bool = False
    answer_id: int | None = None
    edits: int | None = None
    writes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One update that was stored. Body, lane and date are dropped once it is handled: the id alone
    guards against a repeat.

    `overtaken`: something was sealed while it waited, and it may hold what nobody is to find.
    """

    bot_id: int
    update_id: int
    lane: int | None
    body: str | None
    state: InboxState
    attempts: int
    retry_at: datetime
    received_on: date | None
    error: str | None
    overtaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateHeld:
    """Something that came from the person and could not be handled yet, as Telegram sent it."""

    state: str
    received_on: date | None
    body: str
