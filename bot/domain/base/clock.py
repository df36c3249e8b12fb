"""The present moment, as a thing that is handed in."""

import time
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Protocol

JUMP = 5.0
"""Seconds. A clock that gains or loses more between two looks was set, not put right gently."""

JUMPS = 8
"""As many are remembered; a clock is seldom set."""

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
    """A Clock that notices when it is set, by a steady one that cannot be set.

    Moments that it told before may lie far ahead when it is set back: whatever waits for one would
    wait too long. When it is set forward, what has come just now seems to have waited for long.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._most = self._last = self._lead(clock.now())
        """How far it has been ahead of the steady clock: at most, since `set_back` was asked, and
        when somebody last looked."""
        self._jumps: deque[tuple[float, float]] = deque(maxlen=JUMPS)
        """When it was set, by the steady clock, and how far forward; the newest first."""

    def now(self) -> datetime:
        moment = self._clock.now()
        lead = self._lead(moment)
        if abs(lead - self._last) > JUMP:
            self._jumps.appendleft((time.monotonic(), lead - self._last))
        self._last, self._most = lead, max(self._most, lead)
        return moment

    def waited(self, age: timedelta) -> timedelta:
        """How long ago something really came that seems to be of this age: what the clock was set
        meanwhile does not count."""
        seconds = age.total_seconds()
        for at, forward in self._jumps:
            since = time.monotonic() - at
            if seconds <= since:
                break
            seconds = max(since, seconds - forward)
        return timedelta(seconds=seconds)

    def set_back(self) -> bool:
        """Whether it has been since this was asked, also if it had been set forward just before."""
        lead = self._lead(self._clock.now())
        lost, self._most = self._most - lead, lead
        return lost > SET_BACK

    def _lead(self, moment: datetime) -> float:
        return moment.timestamp() - time.monotonic()
