"""The present moment, as a thing that is handed in."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whoever needs the present asks a Clock; rules get the time as an argument."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)
