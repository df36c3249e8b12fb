"""The heartbeat: calls the tasks again and again. What is due, they read from rows."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import NotAloneError, StorageError
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import LockMode, UnitOfWork
from bot.flows.transport import upkeep
from bot.scheduler.tasks import CHORES, TASKS, Chore, Task

MOST_UNITS = 10_000
"""Units of one task in one beat. A task that still says "more" has lost its way."""

log = structlog.get_logger()


class Heartbeat:
    """Calls every task until it has nothing left to do; one that fails does not stop the rest."""

    def __init__(self, desk: UnitOfWork, seconds: float) -> None:
        self._desk = desk
        self.patience = Supervision("heartbeat")
        self._seconds = seconds
        self._due = asyncio.Event()
        self._last_beat = time.monotonic()
        self._doubtful = True
        """Moments that are kept may have been told by another clock than this."""

    def silence(self) -> float:
        """Seconds since it last came to the end of a beat."""
        return time.monotonic() - self._last_beat

    async def run(self) -> None:
        """Beat at once and from then on, until cancelled; a beat broken off undoes its last unit.

        The scheduler only says when: a job of its own would be left behind half done.
        """
        scheduler = self._scheduler()
        scheduler.start()
        try:
            while True:
                async with self.patience:
                    await self._mind_the_clock()
                    await self.beat()
                await self._next()
        finally:
            scheduler.shutdown(wait=False)

    async def _next(self) -> None:
        """Until the next beat is due. The scheduler goes by the wall clock: were that set back, it
        would wait until it has caught up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(2 * self._seconds):
                await self._due.wait()
        self._due.clear()

    async def _mind_the_clock(self) -> None:
        """At the start, and when the clock has been set back, nothing waits for a moment that was
        told by another clock."""
        self._doubtful |= self._desk.clock.set_back()
        if self._doubtful:
            async with self._desk.step() as step:
                await upkeep.make_due(step)
            self._doubtful = False

    def _scheduler(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self._fall_due,
            "interval",
            seconds=self._seconds,
            max_instances=1,
            coalesce=True,
            # However late a beat is, it is still wanted: it finds what has fallen due meanwhile.
            misfire_grace_time=None,
        )
        return scheduler

    async def _fall_due(self) -> None:
        self._due.set()

    async def beat(self) -> None:
        """Do all that is due. Raises StorageError: no other task would do any better."""
        for task in TASKS:
            await self._try(task, self._exhaust(task))
        for chore in CHORES:
            await self._try(chore, chore(self._desk))
        self._last_beat = time.monotonic()

    async def _try(self, what: Task | Chore, work: Awaitable[None]) -> None:
        try:
            await work
        except StorageError:
            raise
        except Exception as error:
            self._desk.tally.erred("task", error)
            log.exception("task.failed", task=f"{what.__module__}.{what.__qualname__}")

    async def _exhaust(self, task: Task) -> None:
        room = LockMode.FREE
        for _ in range(MOST_UNITS):
            try:
                async with self._desk.step(room, brief=False) as step:
                    more = await task(step)
            except NotAloneError:
                # There is something to do. While there is not, nobody has to make room.
                more, room = True, LockMode.ALONE
            if not more:
                return
