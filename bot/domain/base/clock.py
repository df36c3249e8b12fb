"""The present moment, as a thing that is handed in."""

import time
from datetime import UTC, datetime
from typing import Protocol

SET_BACK = 60.0
"""Seconds. A clock that has lost more than this was set back; less may be put right gently."""


class Clock(Protocol):
    """Whoever needs the present asks a Clock; rules get the time as an argument."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class WatchedClock:
    """A Clock that notices when it is set back, by a steady one that cannot be set.

    Moments that it told before may lie far ahead then: whatever waits for one would wait too long.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._most = self._lead(clock.now())
        """How far it has been ahead of the steady clock, at most, since `set_back` was asked."""

    def now(self) -> datetime:
        moment = self._clock.now()
        self._most = max(self._most, self._lead(moment))
        return moment

    def set_back(self) -> bool:
        """Whether it has been since this was asked, also if it had been set forward just before."""
        lead = self._lead(self._clock.now())
        lost, self._most = self._most - lead, lead
        return lost > SET_BACK

    def _lead(self, moment: datetime) -> float:
        return moment.timestamp() - time.monotonic()
