"""Parts of the bot that go on whatever goes wrong: each is begun again, later and later, and tells
why for as long as it is not well."""

import asyncio
import random
import time
import traceback
from collections.abc import Awaitable, Callable, Iterable

import structlog

from bot.errors import DatabaseTroubleError

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds between two lives of a part. Looking whether the cause is gone costs next to nothing."""

WELL_AFTER = 15.0
"""Seconds without a failure after which a part is well again: longer than it waits for a lock."""

log = structlog.get_logger()


class Steady:
    """One part of the bot. It has to come to no harm when it is broken off by an error and begun
    again: what it does not keep in rows must not matter."""

    def __init__(self, name: str, live: Callable[[], Awaitable[None]]) -> None:
        self.name = name
        self._live = live
        self._wrong: str | None = None
        self._failed_at = 0.0

    async def run(self) -> None:
        """Live until cancelled."""
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            try:
                await self._live()
            except Exception as error:  # noqa: BLE001 - see above
                if time.monotonic() - began > WELL_AFTER:
                    pause = FIRST_PAUSE
                self._failed(error, pause)
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, LONGEST_PAUSE)

    @property
    def wrong(self) -> str | None:
        """What keeps the part from its work; None if it is well."""
        well = time.monotonic() - self._failed_at > WELL_AFTER
        return None if well else self._wrong

    def _failed(self, error: Exception, pause: float) -> None:
        self._failed_at = time.monotonic()
        if isinstance(error, DatabaseTroubleError):
            self._wrong = str(error)
        else:
            # What else it says could be somebody's words.
            self._wrong = f"the {self.name} fails ({type(error).__name__})"
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.name}:{last.lineno}"
        log.error("part.failed", part=self.name, error=self._wrong, place=place, again_in_s=pause)


def wrong(parts: Iterable[Steady]) -> list[str]:
    """What is wrong with any of them, each thing once."""
    return list(dict.fromkeys(told for part in parts if (told := part.wrong) is not None))
