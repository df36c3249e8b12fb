"""What waits at a moment: updates to be handled, messages to be sent, Rounds to be closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.transport.deliveries import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Counts, and how long the oldest has been due; None where nothing is.

    Messages that `wait` are to be tried again later. Only what could be sent now counts as due in
    `oldest_messages`: not what stands behind another message of its chat.
    """

    updates_pending: int
    updates_parked: int
    oldest_update: timedelta | None
    messages_due: int
    messages_waiting: int
    messages_parked: int
    oldest_messages: Mapping[Priority, timedelta | None]
    rounds_open: int
