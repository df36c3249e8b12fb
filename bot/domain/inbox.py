"""The inbox: every Telegram update, stored before it is acknowledged."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""Waits between tries of an update that failed. After the last it is parked."""

LEFT_BEHIND = timedelta(seconds=1)
"""An update that has waited for so long has been left behind by the replica that stored it."""


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
class Received:
    """One update. `lane` is the person (or chat) whose updates are handled in order.

    Body and lane are dropped once it is handled: the id alone guards against a repeat.
    """

    bot_id: int
    update_id: int
    lane: int | None
    body: str | None
    state: InboxState
    attempts: int
    retry_at: datetime
    received_on: date
    error: str | None
