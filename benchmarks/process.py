"""What is measured: a program of its own, with its share of the processor and its memory."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """A running process, or "self". What it has used is read from Linux's /proc."""

    pid: int | str

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads and of its children at work."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Megabytes that it holds, those included that it shares with others."""
        return self._megabytes("status", "VmRSS")

    def peak(self) -> float:
        """The most megabytes that it has held."""
        return self._megabytes("status", "VmHWM")

    def share(self) -> float:
        """Megabytes that it holds, of what it shares with others its part only."""
        return self._megabytes("smaps_rollup", "Pss")

    def _megabytes(self, file: str, field: str) -> float:
        for line in Path(f"/proc/{self.pid}/{file}").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the process is gone")


@asynccontextmanager
async def program(*arguments: str) -> AsyncIterator[Measured]:
    """`python` with these arguments, until the block is left."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=quiet, stderr=None if "-v" in sys.argv else quiet
    )
    try:
        yield Measured(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
