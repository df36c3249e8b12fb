"""Steps that are held in the middle, so that others can be tried beside them."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import text

from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import OWN, Claim, UnitOfWork

Work = Callable[[Step], Awaitable[object]]

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


class Begun:
    """A step that has done its work and is not committed yet."""

    def __init__(
        self,
        unit_of_work: UnitOfWork,
        work: Work,
        claim: Claim = OWN,
        *,
        leaves: frozenset[int] = frozenset(),
    ) -> None:
        self._done, self._may_end = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(self._run(unit_of_work, work, claim, leaves))

    async def done(self) -> None:
        waiting = asyncio.create_task(self._done.wait())
        async with asyncio.timeout(30):
            await asyncio.wait({self._task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    async def end(self) -> None:
        self._may_end.set()
        async with asyncio.timeout(30):
            await self._task

    async def _run(
        self, unit_of_work: UnitOfWork, work: Work, claim: Claim, leaves: frozenset[int]
    ) -> None:
        async def held(step: Step) -> None:
            await work(step)
            self._done.set()
            await self._may_end.wait()

        await unit_of_work.run(held, claim, brief=False, leaves=leaves)


async def waited_for(unit_of_work: UnitOfWork, steps: int = 1) -> None:
    """Wait until so many wait for somebody else."""
    async with asyncio.timeout(30):
        while True:
            async with unit_of_work.look() as step:
                if (await step.tx.execute(WAITING)).scalar_one() >= steps:
                    return
