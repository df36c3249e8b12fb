"""A bot on the stage that stops, loses its database, and goes on with a backup of it."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.app import opened
from bot.domain.asking.gaps import Gap
from bot.operating.backup import back_up
from bot.operating.restore import Restored, restore
from tests.stage import Person, Stage, visible


def untold(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Lives:
    """Made by `several`."""

    def __init__(self, stage: Stage, folder: Path, stack: AsyncExitStack) -> None:
        self.stage = stage
        self.file = folder / "backup.sqlite"
        self._stack = stack
        self._made_at = stage.clock.moment

    async def backs_up(self) -> None:
        """Make a backup of what there is now."""
        self._made_at = self.stage.clock.moment
        await back_up(self.stage.config, self.file, self._made_at, untold, force=True, days=30)

    async def is_restored(self, last_run: datetime | None = None) -> Restored:
        """Stop, restore the backup, and start again. `last_run` is now, if nobody knows better."""
        await self.stops()
        gap = Gap(since=self._made_at, until=last_run or self.stage.clock.moment)
        done = await restore(self.stage.config, self.file, gap, self.stage.clock, untold)
        await self.starts()
        return done

    async def stops(self) -> None:
        await self.stage.app.lease.give_up()
        await self.stage.app.unit_of_work.store.close()

    async def starts(self) -> None:
        opening = opened(self.stage.config, self.stage.clock, random.Random(7))
        self.stage.app = await self._stack.enter_async_context(opening)
        await self.stage.settle()


@asynccontextmanager
async def several(stage: Stage, folder: Path) -> AsyncIterator[Lives]:
    async with AsyncExitStack() as stack:
        yield Lives(stage, folder, stack)


async def told(person: Person, after: int = 0) -> list[str]:
    """What the bot has written to somebody, after so many messages of their chat."""
    return [visible(m) for m in (await person.chat())[after:] if m["from"]["is_bot"]]
