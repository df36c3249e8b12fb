"""The time of the sandbox: the real one, or one that is driven by hand."""

import asyncio
import time
from contextlib import suppress


class Clock:
    """Tells and awaits the sandbox's time, in unix seconds."""

    def __init__(self) -> None:
        self._driven_to: float | None = None
        self._changed = asyncio.Event()
        self.sleepers = 0
        """How many wait for a later time; who drives the clock may want to see them asleep."""

    @property
    def driven(self) -> bool:
        return self._driven_to is not None

    def now(self) -> float:
        return time.time() if self._driven_to is None else self._driven_to

    def drive(self, now: float) -> None:
        """Stand still at `now` until driven again or released."""
        self._driven_to = now
        self._wake()

    def release(self) -> None:
        """Return to real time."""
        self._driven_to = None
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Until so much of the sandbox's time has gone by, however that comes about."""
        due = self.now() + seconds
        self.sleepers += 1
        try:
            while (left := due - self.now()) > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(None if self.driven else left):
                        await self._changed.wait()
        finally:
            self.sleepers -= 1

    def _wake(self) -> None:
        # A fresh event each time: a firing is for those who waited before it.
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
