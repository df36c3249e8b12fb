"""The clocks of the machine on which a bot runs, driven from outside.

The wall clock shows what it is set to, and may jump. The steady clock, by which pauses and patience
are timed, only ever goes on. Both lie in a small file that the test and every process of the bot
have mapped, so all of them read the same time.
"""

import asyncio
import mmap
import selectors
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

SHAPE = struct.Struct("dddd")
"""Since which real moment, the wall then, the steady clock then, how fast both go on."""

GLANCE = 0.02
"""Real seconds after which a process that waits looks at the clocks again."""

_real = time.monotonic


class Machine:
    """A Clock for the bot. It stands until it is made to run; the steady one runs all the time."""

    def __init__(self, file: Path, moment: datetime | None = None) -> None:
        """Share the clocks in the file; with a moment, lay them out there."""
        if moment is not None:
            file.write_bytes(SHAPE.pack(_real(), moment.timestamp(), _real(), 0.0))
        self.file = file
        with file.open("r+b") as opened:
            self._map = mmap.mmap(opened.fileno(), SHAPE.size)

    def now(self) -> datetime:
        since, wall, _, speed = SHAPE.unpack(self._map[:])
        return datetime.fromtimestamp(wall + (_real() - since) * speed, UTC)

    def steady(self) -> float:
        """Seconds, as `time.monotonic` gives them."""
        since, _, steady, speed = SHAPE.unpack(self._map[:])
        return float(steady + (_real() - since) * max(speed, 1.0))

    @property
    def speed(self) -> float:
        """Seconds in a real one; 0 while the wall clock stands."""
        return float(SHAPE.unpack(self._map[:])[3])

    def run(self, speed: float, moment: datetime | None = None) -> None:
        """Go on from a moment (or from now) so many times as fast as real time; 0 stands still."""
        shown = moment or self.now()
        self._map[:] = SHAPE.pack(_real(), shown.timestamp(), self.steady(), speed)

    def inhabit(self) -> asyncio.AbstractEventLoop:
        """Let this process live by these clocks; the loop to do it on."""
        time.monotonic = self.steady
        return asyncio.SelectorEventLoop(_Glancing(self))


class _Glancing(selectors.DefaultSelector):
    """Waits for events as long as the driven clock says, and notices when it is set on."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout > 0:
            timeout = min(timeout / max(self._machine.speed, 1.0), GLANCE)
        return super().select(timeout)
