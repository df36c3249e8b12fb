"""The dispatcher: takes updates out of the inbox and has them handled, each person's in order."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime

import structlog
from telegram import Update

from bot.chat.application import EftertankeApplication
from bot.chat.bell import Bell
from bot.domain.inbox import Received
from bot.flows import inbox
from bot.flows.base.desk import Desk

LANES = 32
"""People whose updates are handled side by side."""

BATCH = 500
"""Updates looked at together."""

log = structlog.get_logger()


class Dispatcher:
    """One update at a time for each lane; a lane that waits for another try holds up no other."""

    def __init__(self, application: EftertankeApplication, desk: Desk, arrived: Bell) -> None:
        self._application = application
        self._desk = desk
        self._arrived = arrived
        self._room = asyncio.Semaphore(LANES)

    async def run(self) -> None:
        """Handle updates as they arrive, until cancelled."""
        while True:
            while await self.work():
                pass
            await self._arrived.heard(seconds=1.0)

    async def work(self) -> bool:
        """Handle what waits now. True if anything was handled."""
        async with self._desk.look() as step:
            waiting, now = await inbox.pending(step, BATCH), step.now
        lanes = _by_lane(waiting, now)
        handled = await asyncio.gather(*(self._lane(lane) for lane in lanes))
        return any(handled)

    async def _lane(self, updates: Sequence[Received]) -> bool:
        async with self._room:
            for received in updates:
                if not await self._handle(received):
                    # The rest of the lane keeps its order and waits for the next try.
                    return False
        return True

    async def _handle(self, received: Received) -> bool:
        try:
            update = Update.de_json(json.loads(received.body or "{}"), self._application.bot)
            await self._application.process_update(update)
        except Exception as error:  # noqa: BLE001 - one person's bad luck must not stop the others
            return await self._failed(received, error)
        return True

    async def _failed(self, received: Received, error: Exception) -> bool:
        """Note the failure by its kind and place; its text could hold somebody's words."""
        async with self._desk.step() as step:
            parked = await inbox.failed(step, received, _trace(error))
        log.error("update.failed", update_id=received.update_id, error=_trace(error), parked=parked)
        return parked


def _by_lane(waiting: Sequence[Received], now: datetime) -> list[list[Received]]:
    """Updates by person, oldest first, without those who wait for another try."""
    lanes: dict[int | None, list[Received]] = {}
    for received in waiting:
        lanes.setdefault(received.lane, []).append(received)
    return [lane for lane in lanes.values() if lane[0].retry_at <= now]


def _trace(error: Exception) -> str:
    """Where it went wrong, innermost last: "ValueError at words.py:12"."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    file = place.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{place.tb_lineno}"
