"""One process of the bot, and what can be done to it from outside."""

import asyncio
import multiprocessing
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.host.duties import EVERYTHING
from tests.faults.living import Mishap, live
from tests.faults.machine import Machine

PATIENCE = 30.0
"""Real seconds to wait for what should come at once: machines are slow, and a test is no race."""

NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["tests.faults.living"])


class BotProcess:
    """`eftertanke run` with this settings file, on a machine with these clocks.

    Any number of them may share a database and a machine.
    """

    def __init__(self, config: Path, machine: Machine, mishap: Mishap | None = None) -> None:
        self.config = config
        self.machine = machine
        self.mishap = mishap
        self.duties = EVERYTHING
        self._process: ForkServerProcess | None = None

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """All that it has logged in all its lives."""
        file = self.config.with_suffix(".log")
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def start(self) -> None:
        """Begin a life; the one before must have ended."""
        assert not self.alive, "the bot runs already"
        self._process = NURSERY.Process(
            target=live, args=(self.config, self.machine.file, self.mishap, self.duties)
        )
        self._process.start()

    async def kill(self) -> None:
        """SIGKILL: no last words."""
        if self._process is not None:
            self._process.kill()
            await self.ended()

    async def stop(self) -> int:
        """SIGTERM; the exit status."""
        assert self._process is not None
        self._process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end; the exit status, or the signal as a negative number."""
        assert self._process is not None
        await asyncio.to_thread(self._process.join, PATIENCE)
        status = self._process.exitcode
        assert status is not None, f"the bot does not end:\n{self.log}"
        self._process.close()
        self._process = None
        return status
