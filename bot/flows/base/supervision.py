"""Supervision of tasks that run for ever: after an error they are retried with back-off, and their
state is reported until they are well again."""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

import structlog

from bot.domain.base.backoff import Backoff, jittered
from bot.errors import StorageError

Result = TypeVar("Result")

BACKOFF = Backoff(first=0.1, longest=1.0)
"""The database is near, people wait, and to look costs next to nothing."""

WELL_AFTER = 15.0
"""Seconds without trouble after which all is well again: longer than anybody waits for a lock."""

log = structlog.get_logger()


async def in_time(part: str, work: Callable[[], Awaitable[Result]]) -> Result:
    """Do this once, as soon as the database lets us."""
    supervision = Supervision(part)
    while True:
        async with supervision:
            return await work()


class Supervision:
    """Of one part of the bot. `async with` it for one round of the part's work: if the database
    fails it, the part goes on afterwards with the next round. Any other error is let through."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._failures = 0
        self._wrong: str | None = None
        self._failed_at = 0.0

    @property
    def wrong(self) -> str | None:
        """What keeps the part from its work; None if it is well."""
        well = time.monotonic() - self._failed_at > WELL_AFTER
        return None if well else self._wrong

    async def run(self, live: Callable[[], Awaitable[None]]) -> None:
        """Live until cancelled, again and again, whatever goes wrong.

        A part has to come to no harm when it is broken off by an error and begun again: what it
        does not keep in rows must not matter.
        """
        while True:
            try:
                async with self:
                    await live()
            except Exception as error:  # noqa: BLE001 - see above
                # What else it says could be somebody's words.
                await self._wait(f"the {self._part} fails ({type(error).__name__})", error)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, StorageError):
            return False
        await self._wait(str(error), error)
        return True

    async def _wait(self, wrong: str, error: Exception) -> None:
        if time.monotonic() - self._failed_at > WELL_AFTER:
            self._failures = 0
        self._wrong, self._failed_at = wrong, time.monotonic()
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.name}:{last.lineno}"
        pause = BACKOFF.wait(self._failures)
        log.error("part.failed", part=self._part, error=wrong, place=place, again_in_s=pause)
        await asyncio.sleep(jittered(pause))
        self._failures += 1


def wrong(parts: Iterable[Supervision]) -> list[str]:
    """What is wrong with any of them, each thing once."""
    return list(dict.fromkeys(told for part in parts if (told := part.wrong) is not None))
