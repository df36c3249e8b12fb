"""Unit of work: begins steps, each one transaction, with the clock and the installation."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.domain.base.clock import WatchedClock
from bot.errors import DeadlockError
from bot.flows.base.step import Installation, Step
from bot.host.tally import Tally
from bot.storage.base.claims import EVERYTHING as EVERYTHING
from bot.storage.base.claims import FREE as FREE
from bot.storage.base.claims import OWN as OWN
from bot.storage.base.claims import Begin
from bot.storage.base.claims import Claim as Claim
from bot.storage.base.claims import ClaimsMoreError as ClaimsMoreError
from bot.storage.base.engine import Store

BeginStep = Callable[[], AbstractAsyncContextManager[Step]]
Result = TypeVar("Result")

TRIES = 8
"""How often a step is begun with what it claims, before it gets everything."""


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

    async def run(
        self,
        work: Callable[[Step], Awaitable[Result]],
        claim: Claim = OWN,
        *,
        brief: bool = True,
        lane: int | None = None,
        patient: bool = True,
        leaves: frozenset[int] = frozenset(),
    ) -> Result:
        """One step, begun again with more as long as it claims more than it holds. Nothing is left
        of a try that was undone."""
        begin = partial(self.step, brief=brief, lane=lane, leaves=leaves)
        held = claim
        for _ in range(TRIES):
            try:
                async with begin(held, patient=patient) as step:
                    return await work(step)
            except ClaimsMoreError as more:
                held = claim | more.claim
            except DeadlockError:
                pass
        async with begin(EVERYTHING) as step:
            return await work(step)

    @asynccontextmanager
    async def step(
        self,
        claim: Claim = EVERYTHING,
        *,
        brief: bool = True,
        lane: int | None = None,
        patient: bool = True,
        leaves: frozenset[int] = frozenset(),
    ) -> AsyncIterator[Step]:
        """One transaction. What the step owes is in the outbox when it is committed.

        A step that is not brief may look at many rows; others go on meanwhile. In a lane there is
        one at a time. One that is not patient raises BusyError where it would have to wait for what
        it claims.
        """
        # Without other replicas, every step has everything to itself.
        held = claim if self.store.shared else EVERYTHING
        taken = None if lane is None else (self.house.bot_id, lane)
        async with self.store.step(held, brief=brief, lane=taken, patient=patient) as tx:
            step = Step(tx=tx, now=self.clock.now(), house=self.house, held=held, leaves=leaves)
            yield step
            owed = await step.finish()
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
            yield Step(tx=tx, now=self.clock.now(), house=self.house, held=FREE)

    @property
    def _channel(self) -> str:
        """Where replicas of this bot call each other."""
        return f"eftertanke_{self.house.bot_id}"
