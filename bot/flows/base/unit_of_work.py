"""Unit of work: begins steps, each one transaction, with the clock and the installation."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from bot.domain.base.clock import WatchedClock
from bot.flows.base.step import Installation, Step
from bot.host.tally import Tally
from bot.storage.base.engine import Store
from bot.storage.base.lock_mode import Begin
from bot.storage.base.lock_mode import LockMode as LockMode

BeginStep = Callable[[], AbstractAsyncContextManager[Step]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfWork:
    """Begins steps. `on_owed` is called after a step that owes messages has been committed; if they
    are not sent from here, other replicas hear of it, too. `tally` counts what the edges have done.
    """

    store: Store
    clock: WatchedClock
    house: Installation
    on_owed: Callable[[], None]
    tally: Tally = field(default_factory=Tally)
    sends_here: Callable[[], bool] = lambda: False

    @asynccontextmanager
    async def step(
        self, room: LockMode = LockMode.ALONE, *, brief: bool = True, lane: int | None = None
    ) -> AsyncIterator[Step]:
        """One transaction. What the step owes is in the outbox when it is committed.

        A step that is not brief may look at many rows; others go on meanwhile. In a lane there is
        one at a time.
        """
        # Without other replicas, every step has everything to itself.
        room = room if self.store.shared else LockMode.ALONE
        taken = None if lane is None else (self.house.bot_id, lane)
        async with self.store.step(room, brief=brief, lane=taken) as tx:
            step = Step(tx=tx, now=self.clock.now(), house=self.house, room=room)
            yield step
            owed = await step.outbox.finish()
            if owed and not self.sends_here():
                await self.store.call(tx, self._channel)
        if owed:
            self.on_owed()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Step]:
        """A step that only reads; what it owes is not kept."""
        async with self.store.look() as tx:
            yield Step(tx=tx, now=self.clock.now(), house=self.house)

    @asynccontextmanager
    async def standing(self, heard: Callable[[], None]) -> AsyncIterator[BeginStep]:
        """A way to begin steps of one statement that is always open; see Store. Meanwhile `heard`
        is called when another replica owes messages that may be sent here."""
        async with self.store.standing(self._channel, heard) as begin:
            yield lambda: self._on(begin)

    @asynccontextmanager
    async def _on(self, begin: Begin) -> AsyncIterator[Step]:
        async with begin() as tx:
            yield Step(tx=tx, now=self.clock.now(), house=self.house, room=LockMode.FREE)

    @property
    def _channel(self) -> str:
        """Where replicas of this bot call each other."""
        return f"eftertanke_{self.house.bot_id}"
