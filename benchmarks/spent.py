"""What a piece of work took: by the clock, of the processor, and of waiting for it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

NANO = 1e-9


@dataclass(slots=True)
class Spent:
    """Seconds. `kept_waiting`: by other programs that had the processor meanwhile."""

    clock: float = 0.0
    processor: float = 0.0
    kept_waiting: float = 0.0

    @property
    def own(self) -> float:
        """What it would take on a machine that has nothing else to do: by the clock, with waiting
        for the disk, but not for other programs. Threads may have waited at the same time."""
        return max(self.clock - self.kept_waiting, self.processor)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            clock=self.clock + other.clock,
            processor=self.processor + other.processor,
            kept_waiting=self.kept_waiting + other.kept_waiting,
        )


@contextmanager
def spending(*pids: int | str) -> Iterator[Spent]:
    """What processes spend in the block together, if one of their threads works at a time.

    It is known when the block is left.
    """
    spent, before = Spent(), _used(*pids)
    began = time.perf_counter()
    try:
        yield spent
    finally:
        spent.clock = time.perf_counter() - began
        processor, waiting = _used(*pids)
        spent.processor = processor - before[0]
        spent.kept_waiting = waiting - before[1]


def since_start(pid: int | str, clock: float) -> Spent:
    """What a process has spent that was started so many seconds ago."""
    processor, waiting = _used(pid)
    return Spent(clock=clock, processor=processor, kept_waiting=waiting)


def _used(*pids: int | str) -> tuple[float, float]:
    """Seconds of processor time, and of being ready while others had it, so far."""
    ran = waited = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError):  # a thread may end while we look
                had, stood, _ = map(int, (thread / "schedstat").read_text().split())
                ran, waited = ran + had, waited + stood
    return ran * NANO, waited * NANO
