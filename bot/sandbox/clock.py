"""The time of the sandbox: the real one, one that is driven by hand, or one that runs faster."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from contextlib import suppress

EARLIEST = 0.0
LATEST = 221_845_392_000.0
"""Unix seconds: from 1970 to the year 9000."""

FASTEST = 86_400.0
"""Seconds of the sandbox in a real one."""

LONGEST_WAIT = 86_400.0
"""Seconds for which the loop is asked to wait; an alarm that is later is looked at again."""


def _nobody() -> None:
    pass


class Clock:
    """Tells and awaits the sandbox's time, in unix seconds. `on_change` is told when it is set."""

    def __init__(self, on_change: Callable[[], None] = _nobody) -> None:
        self._set_to: tuple[float, float] | None = None
        """A moment of the sandbox, and the monotonic one at which it was so; None in real time."""
        self._speed = 1.0
        self._on_change = on_change
        self._changed = asyncio.Event()
        self._due: dict[object, float] = {}
        self._alarms: list[tuple[float, int, Callable[[], None]]] = []
        """A heap; the numbers keep the order of those that are due together."""
        self._numbers = itertools.count()
        self._ringing: asyncio.TimerHandle | None = None

    @property
    def driven(self) -> bool:
        """Whether it shows another time than the real one."""
        return self._set_to is not None

    @property
    def speed(self) -> float:
        """Seconds of the sandbox in a real one; 0 while it stands still."""
        return self._speed

    @property
    def sleepers(self) -> int:
        """How many wait for a later time; who drives the clock may want to see them asleep."""
        return len(self._due)

    @property
    def next_due(self) -> float | None:
        """When the first of the sleepers wakes, or the first alarm rings."""
        alarms = (self._alarms[0][0],) if self._alarms else ()
        return min((*self._due.values(), *alarms), default=None)

    def now(self) -> float:
        if self._set_to is None:
            return time.time()
        moment, began = self._set_to
        return moment + (time.monotonic() - began) * self._speed

    def drive(self, now: float) -> None:
        """Stand still at `now` until driven again or released."""
        self.run(0.0, now)

    def run(self, speed: float, now: float | None = None) -> None:
        """Go on from `now`, or from the present moment, so many times as fast as real time."""
        moment = self.now() if now is None else now
        self._set_to = (max(EARLIEST, min(LATEST, moment)), time.monotonic())
        self._speed = speed
        self._wake()

    def release(self) -> None:
        """Return to real time."""
        self._set_to = None
        self._speed = 1.0
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Until so much of the sandbox's time has gone by, however that comes about."""
        due = self.now() + seconds
        sleeper = object()
        self._due[sleeper] = due
        try:
            while (left := due - self.now()) > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(left / self._speed if self._speed else None):
                        await self._changed.wait()
        finally:
            del self._due[sleeper]

    def at(self, due: float, action: Callable[[], None]) -> None:
        """Do something then; at once, and in order, when the clock is driven past it."""
        heapq.heappush(self._alarms, (due, next(self._numbers), action))
        self._arm()

    def forget_alarms(self) -> None:
        self._alarms.clear()
        self._arm()

    def _ring(self) -> None:
        while self._alarms and self._alarms[0][0] <= self.now():
            heapq.heappop(self._alarms)[2]()
        self._arm()

    def _arm(self) -> None:
        """Have the loop call when the first alarm is due, unless the clock stands still."""
        if self._ringing is not None:
            self._ringing.cancel()
            self._ringing = None
        if self._alarms and self._speed:
            wait = max(0.0, self._alarms[0][0] - self.now()) / self._speed
            loop = asyncio.get_running_loop()
            self._ringing = loop.call_later(min(wait, LONGEST_WAIT), self._ring)

    def _wake(self) -> None:
        # A fresh event each time: a firing is for those who waited before it.
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        self._ring()
        self._on_change()
