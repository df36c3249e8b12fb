"""The lease by which one of several replicas sends; the others stand by.

The database says who holds it. Until when, each side tells by a clock of its own: the others by the
database's, the holder by its own steady one, counted from before it asked and less a margin. So it
stops before anybody else begins, whatever either clock shows, also when it can no longer ask.
"""

import asyncio
import math
import secrets
import time

import structlog

from bot.chat.wakeup import Wakeup
from bot.errors import StorageError
from bot.flows.base.step import Step
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import FREE, BeginStep, UnitOfWork
from bot.flows.transport import leases

MARGIN = 1.0
"""Seconds before its end from which a lease is not trusted any more: for what is just being sent,
and clocks that do not run alike."""

RENEW_EVERY = 1.0
LOOK_EVERY = 0.5
"""Seconds. With those that a lease lasts, another replica sends within five of a crash."""

LAST_WORD = 1.0
"""Seconds to give it up in, when the bot is stopped."""

log = structlog.get_logger()


class Lease:
    """Held by one replica for one bot. Rings `owed` when it is taken, and when others owe messages.

    On an SQLite file there is one process, so whoever comes takes the lease by force and keeps it:
    after a crash nobody waits, and should an older process be left, it finds that it has lost it.
    """

    def __init__(self, unit_of_work: UnitOfWork, owed: Wakeup) -> None:
        self._unit_of_work = unit_of_work
        self._owed = owed
        self._holder = secrets.token_hex(8)
        self.supervision = Supervision("lease")
        self._until = 0.0
        self._deposed = False
        self.fence: int | None = None
        """Another one each time the lease is taken; None while somebody else has it."""

    @property
    def held(self) -> bool:
        """Whether messages may be sent, as far as can be told without asking."""
        return time.monotonic() < self._until

    async def keep(self) -> None:
        """Hold the lease, or wait for it. Never ends."""
        while True:
            async with self.supervision, self._unit_of_work.standing(self._owed.ring) as begin:
                # What was called while nobody listened is found now.
                self._owed.ring()
                while True:
                    await self._once(begin)
                    await asyncio.sleep(RENEW_EVERY if self.held else LOOK_EVERY)

    async def seek(self) -> bool:
        """Take or renew the lease once. Whether it is held."""
        await self._once(lambda: self._unit_of_work.step(FREE))
        return self.held

    async def confirm(self, step: Step) -> bool:
        """Whether it is held, and will be until the step is done."""
        if self.fence is not None and not await leases.holds(step, self._holder, self.fence):
            self._lose()
        return self.held

    async def give_up(self) -> None:
        """Let another replica have it at once."""
        fence, self.fence, self._until = self.fence, None, 0.0
        if fence is None or not self._unit_of_work.store.shared:
            return
        try:
            async with asyncio.timeout(LAST_WORD), self._unit_of_work.step(FREE) as step:
                await leases.release(step, self._holder, fence)
        except (StorageError, TimeoutError) as error:
            log.warning("lease.not_released", error=type(error).__name__)

    async def _once(self, begin: BeginStep) -> None:
        asked, shared = time.monotonic(), self._unit_of_work.store.shared
        if self._deposed or (self.fence is not None and not shared):
            return
        async with begin() as step:
            if self.fence is not None and not await leases.renew(step, self._holder, self.fence):
                self._lose()
            if self.fence is None:
                self.fence = await leases.take(step, self._holder, by_force=not shared)
                if self.fence is not None:
                    log.info("lease.taken", fence=self.fence)
                    self._owed.ring()
        if self.fence is not None:
            self._until = asked + leases.SECONDS - MARGIN if shared else math.inf

    def _lose(self) -> None:
        log.warning("lease.lost", fence=self.fence)
        self.fence, self._until = None, 0.0
        self._deposed = not self._unit_of_work.store.shared
