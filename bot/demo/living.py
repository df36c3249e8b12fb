"""The bot lives on while the play waits: whoever picks up a phone is answered."""

import asyncio
import math
import time
from contextlib import suppress

from telegram.error import TelegramError

from bot.app import App
from bot.demo.clock import StageClock
from bot.sandbox.events import Events
from bot.sandbox.jsons import JsonObject

PATIENCE = 25
"""Seconds of one long poll."""

BEAT = 1.0
"""Real seconds between two looks at what is due, while the clock runs."""


class Living:
    """Does by hand, again and again, what a bot that runs does by itself."""

    def __init__(self, app: App, clock: StageClock, events: Events) -> None:
        self._app = app
        self._clock = clock
        self._events = events

    async def settle(self) -> None:
        """Do all that can be done at this moment, whatever the fault panel has in store."""
        with suppress(TelegramError):
            await self._app.settle()

    async def rest(self, until: asyncio.Event, seconds: float | None) -> None:
        """Until the event is set, or so many seconds have gone by; at least once through."""
        woken = asyncio.Event()

        def hear(event: JsonObject) -> None:
            if event["type"] == "clock":
                woken.set()

        end = None if seconds is None else time.monotonic() + seconds
        with self._events.told_to(hear):
            while True:
                woken.clear()
                await self.settle()
                left = None if end is None else end - time.monotonic()
                if until.is_set() or (left is not None and left <= 0):
                    return
                await self._something(until, woken, left)

    async def _something(
        self, until: asyncio.Event, woken: asyncio.Event, left: float | None
    ) -> None:
        """Until there is something to do, or the time is over."""
        beat = BEAT if self._clock.running else math.inf
        timeout = min(beat, math.inf if left is None else left)
        waits = [
            asyncio.create_task(self._app.receiver.poll(PATIENCE)),
            asyncio.create_task(until.wait()),
            asyncio.create_task(woken.wait()),
        ]
        try:
            await asyncio.wait(
                waits,
                timeout=None if math.isinf(timeout) else timeout,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
