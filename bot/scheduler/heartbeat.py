"""The heartbeat: calls the tasks again and again. What is due, they read from rows."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import BusyError, StorageError
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import FREE, OWN, ClaimsMoreError, UnitOfWork
from bot.flows.transport import upkeep
from bot.scheduler.tasks import CHORES, TASKS, Chore, Task

MOST_UNITS = 10_000
"""Units of one task in one beat. A task that still says "more" has lost its way."""

SIDE_BY_SIDE = 3
"""Teams for which one task is at work at the same time, on a database that allows it."""

log = structlog.get_logger()


class Heartbeat:
    """Calls every task until it has nothing left to do; one that fails does not stop the rest."""

    def __init__(self, unit_of_work: UnitOfWork, seconds: float) -> None:
        self._unit_of_work = unit_of_work
        self.supervision = Supervision("heartbeat")
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
                async with self.supervision:
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
        self._doubtful |= self._unit_of_work.clock.set_back()
        if self._doubtful:
            async with self._unit_of_work.step(OWN) as step:
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
            await self._try(chore, chore(self._unit_of_work))
        self._last_beat = time.monotonic()

    async def _try(self, what: Task | Chore, work: Awaitable[None]) -> None:
        try:
            await work
        except StorageError:
            raise
        except Exception as error:
            self._unit_of_work.tally.erred("task", error)
            log.exception("task.failed", task=f"{what.__module__}.{what.__qualname__}")

    async def _exhaust(self, task: Task) -> None:
        """Until nothing is left to do. While there is nothing, nobody has to wait; else Teams are
        taken on side by side. Those that others have are looked at again at the end."""
        if await self._done(task):
            return
        at_work: set[int] = set()
        workers = (self._work(task, at_work) for _ in range(SIDE_BY_SIDE))
        for error in filter(None, await asyncio.gather(*workers, return_exceptions=True)):
            raise error
        if at_work:
            await self._work(task, set(), patient=True)

    async def _done(self, task: Task) -> bool:
        """False if there is something to do that has to be claimed, as where there are replicas."""
        with suppress(ClaimsMoreError):
            for _ in range(MOST_UNITS):
                async with self._unit_of_work.step(FREE, brief=False) as step:
                    more = await task(step)
                if not more:
                    break
            return True
        return False

    async def _work(self, task: Task, at_work: set[int], *, patient: bool = False) -> None:
        for _ in range(MOST_UNITS):
            if not await self._unit(task, at_work, patient=patient):
                return

    async def _unit(self, task: Task, at_work: set[int], *, patient: bool) -> bool:
        """One unit of a Team that nobody is at work at. Those stay `at_work` that somebody else
        turns out to have."""
        leaves = frozenset(at_work)
        try:
            async with self._unit_of_work.step(FREE, brief=False, leaves=leaves) as step:
                return await task(step)
        except ClaimsMoreError as found:
            claim = found.claim
        at_work |= claim.teams
        try:
            await self._unit_of_work.run(task, claim, brief=False, patient=patient, leaves=leaves)
        except BusyError:
            return bool(claim.teams)
        at_work -= claim.teams
        return True
