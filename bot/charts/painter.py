"""The Painter: draws Pictures, and prints Papers, in a worker process.

Matplotlib takes seconds to import and some 100 MB to hold. Only the worker pays for that, from the
first picture until nobody has wanted one for a while.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from types import TracebackType

from bot.charts.papers import Paper
from bot.charts.pictures import Picture
from bot.errors import EftertankeError

_IDLE = 300.0
"""Seconds without a picture after which the worker ends."""

_START = 60.0
"""Seconds the worker may take to start, on a small machine that has never drawn before."""

_LIMIT = 20.0
"""Seconds a picture may take; a third of one is usual."""

_DRAWING, _PRINTING = "bot.charts.drawing", "bot.charts.printing"
"""Named, not imported, so that Matplotlib and the like stay out of the bot's own process."""

_TRIES = 2
"""A worker that was killed from outside is no fault of the picture; one that dies again may be."""


class PaintingError(EftertankeError):
    """The picture could not be drawn. Say it in words instead."""


class Painter:
    """Draws one Picture at a time; the others wait their turn.

    Belongs to one event loop. The worker starts with the first picture, ends after `idle` seconds
    without one, and is replaced if it dies. Use it as an async context manager, or `close()` it.
    """

    def __init__(self, *, idle: float = _IDLE, limit: float = _LIMIT) -> None:
        self._idle = idle
        self._limit = limit
        self._turn = asyncio.Lock()
        self._worker: _Worker | None = None
        self._rest: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> "Painter":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def paint(self, picture: Picture) -> bytes:
        """The picture as a PNG, 1080 pixels wide. Raises PaintingError."""
        return await self._made(_DRAWING, picture)

    async def print(self, paper: Paper) -> bytes:
        """The paper as a PDF. Raises PaintingError."""
        return await self._made(_PRINTING, paper)

    async def _made(self, module: str, what: object) -> bytes:
        async with self._turn:
            self._stay()
            try:
                return await self._drawn(module, what)
            finally:
                loop = asyncio.get_running_loop()
                self._rest = loop.call_later(self._idle, self._leave)

    async def close(self) -> None:
        """End the worker, after the picture it is at. A later picture would start a new one."""
        async with self._turn:
            self._stay()
            worker, self._worker = self._worker, None
            if worker is not None:
                await asyncio.to_thread(worker.end, wait=True)

    async def _drawn(self, module: str, what: object) -> bytes:
        for _ in range(_TRIES):
            self._worker = self._worker or _Worker()
            try:
                return await self._worker.draw(module, what, self._limit)
            except BrokenProcessPool:
                self._leave()
            except TimeoutError as error:
                self._worker.kill()
                self._leave()
                raise PaintingError("took too long") from error
            except Exception as error:
                # What it says may quote a label.
                raise PaintingError(type(error).__name__) from error
        raise PaintingError("the worker process died")

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _leave(self) -> None:
        if self._worker is not None:
            self._worker.end(wait=False)
            self._worker = None


class _Worker:
    """One process that draws, and nothing else."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_settle_in,
        )
        self._pid: int | None = None

    async def draw(self, module: str, what: object, limit: float) -> bytes:
        """Raises BrokenProcessPool if the process died, TimeoutError after `limit` seconds."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(_START):
            self._pid = await loop.run_in_executor(self._pool, _ready, module)
        async with asyncio.timeout(limit):
            return await loop.run_in_executor(self._pool, _draw, module, what)

    def end(self, *, wait: bool) -> None:
        """Let it finish and go."""
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def kill(self) -> None:
        """In the middle of a picture that may never be done."""
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)


def _settle_in() -> None:
    """Runs in the worker. Ctrl+C is the bot's to handle, and without a bot there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_go_with_the_bot, daemon=True).start()


def _ready(module: str) -> int:
    """Load what draws it; the worker is the only process that does. Its process id."""
    import_module(module)
    return os.getpid()


def _go_with_the_bot() -> None:
    bot = multiprocessing.parent_process()
    if bot is not None:
        bot.join()
        os._exit(0)


def _draw(module: str, what: object) -> bytes:
    drawn: bytes = import_module(module).draw(what)
    return drawn
