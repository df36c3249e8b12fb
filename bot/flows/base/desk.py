"""Where steps are begun: the database, the Clock and the Installation, joined for the edges."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.domain.clock import Clock
from bot.domain.tally import Tally
from bot.flows.base.step import Installation, Step
from bot.storage.engine import Store
from bot.storage.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Begins steps. `on_owed` is called after a step that owes messages has been committed; `tally`
    counts what the edges have done."""

    store: Store
    clock: Clock
    house: Installation
    on_owed: Callable[[], None]
    tally: Tally = field(default_factory=Tally)

    @asynccontextmanager
    async def step(self, room: Room = Room.ALONE, *, brief: bool = True) -> AsyncIterator[Step]:
        """One transaction. What the step owes is in the outbox when it is committed.

        A step that is not brief may look at many rows; others go on meanwhile.
        """
        async with self.store.step(room, brief=brief) as tx:
            step = Step(tx=tx, now=self.clock.now(), house=self.house)
            yield step
            owed = await step.finish()
        if owed:
            self.on_owed()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Step]:
        """A step that only reads; what it owes is not kept."""
        async with self.store.look() as tx:
            yield Step(tx=tx, now=self.clock.now(), house=self.house)
