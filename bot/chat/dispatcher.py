"""The dispatcher: takes updates out of the inbox and has them handled, each person's in order."""

import asyncio
import json
import time
from collections.abc import Sequence
from functools import partial

import structlog
from telegram import Update

from bot.chat import incoming
from bot.chat.application import EftertankeApplication
from bot.chat.wakeup import Wakeup
from bot.domain.base.places import Place
from bot.domain.transport.inbox import Fate, Received
from bot.errors import OutOfTurnError, StorageError
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import FREE, OWN, UnitOfWork
from bot.flows.transport import inbox

LANES = 32
"""People whose updates are handled side by side."""

BATCH = 500
"""Updates looked at together."""

LAST_WORDS = 5.0
"""Seconds for what is being handled to come to its end when the bot is stopped. The rest is undone,
and handled by the next start."""

ELSEWHERE = 0.5
"""Seconds after which a lane is looked at again in which another replica was at work."""

log = structlog.get_logger()

Lane = int | None


class Dispatcher:
    """One update at a time for each lane; a lane that is slow or waits for another try holds up no
    other.

    Among replicas, each handles what it has stored itself, and what another has left behind; so
    they seldom meet in a lane, and where they do, one of them leaves it to the other.
    """

    def __init__(
        self, application: EftertankeApplication, unit_of_work: UnitOfWork, arrived: Wakeup
    ) -> None:
        self._application = application
        self._unit_of_work = unit_of_work
        self._arrived = arrived
        self._room = asyncio.Semaphore(LANES)
        self._lanes: dict[Lane, asyncio.Task[bool]] = {}
        self._own: set[Lane] = set()
        """Lanes with something new that no other replica may know of."""
        self._elsewhere: dict[Lane, float] = {}
        """Lanes left for a moment, and until when: another replica is at work there."""
        self._crowded = False
        """More waits than there was room for."""
        self.supervision = Supervision("dispatcher")
        self.stopping = False
        """Told to stop: what is at hand is finished, and nothing else begun."""

    async def run(self) -> None:
        """Handle updates as they arrive, until cancelled; then finish those under way.

        It may be run again, also after it has failed.
        """
        self.stopping = False
        try:
            while True:
                async with self.supervision:
                    await self._start()
                    await self._arrived.heard(seconds=1.0)
        finally:
            self.stopping = True
            if self._lanes:
                _, late = await asyncio.wait(self._lanes.values(), timeout=LAST_WORDS)
                for lane in late:
                    lane.cancel()
                await asyncio.gather(*self._lanes.values(), return_exceptions=True)
                self._lanes.clear()

    async def work(self) -> bool:
        """Handle what waits now. False if there was nothing to do."""
        await self._start()
        await asyncio.gather(*self._lanes.values())
        return bool(self._lanes)

    async def _start(self) -> None:
        """Set off the lanes in which something waits, while there is room for more."""
        self._reap()
        self._crowded = len(self._lanes) >= LANES
        if self._crowded:
            return
        lanes: dict[Lane, list[Received]] = {}
        for received in await self._pending():
            lanes.setdefault(received.lane, []).append(received)
        for lane, updates in lanes.items():
            self._lanes[lane] = asyncio.create_task(self._lane(updates))
            self._lanes[lane].add_done_callback(partial(self._left, lane))

    def _left(self, lane: Lane, task: asyncio.Task[bool]) -> None:
        """A lane has come to its end. Look again if that lets something else begin, or if something
        went wrong."""
        waits = self._crowded or self._unit_of_work.store.shared or lane in self._own
        if waits or task.cancelled() or task.exception() is not None:
            self._arrived.ring()

    async def _pending(self) -> Sequence[Received]:
        """What waits in lanes where nobody is at work."""
        new, now = self._arrived.lanes(), time.monotonic()
        self._own |= new
        self._elsewhere = {
            lane: until
            for lane, until in self._elsewhere.items()
            if until > now and lane not in new
        }
        own = self._own if self._unit_of_work.store.shared else None
        async with self._unit_of_work.look() as step:
            found = await inbox.pending(step, BATCH, self._lanes.keys() | self._elsewhere, own)
        self._crowded = len(found) == BATCH
        if not self._crowded:
            self._own &= self._lanes.keys() | self._elsewhere
        return found

    def _reap(self) -> None:
        """Let go of lanes that came to their end. Raises what they did not survive: trouble of the
        database."""
        for lane, task in [*self._lanes.items()]:
            if task.done():
                del self._lanes[lane]
                # More may have come meanwhile, and others have left it to us.
                self._own.add(lane)
                if not task.result():
                    self._elsewhere[lane] = time.monotonic() + ELSEWHERE

    async def _lane(self, updates: Sequence[Received]) -> bool:
        """False if it has to be left for a moment."""
        async with self._room:
            for received in updates:
                # The rest of a lane keeps its order and waits for the next try.
                try:
                    if self.stopping or not await self._handle(received):
                        break
                except OutOfTurnError:
                    return False
        return True

    async def _handle(self, received: Received) -> bool:
        """True once nothing is left to do about the update."""
        try:
            update = Update.de_json(json.loads(received.body or "{}"), self._application.bot)
            await self._application.process_update(update)
        except (OutOfTurnError, StorageError):
            raise  # Nothing is wrong with the update.
        except Exception as error:  # noqa: BLE001 - one person's bad luck must not stop the others
            return await self._failed(received, error)
        self._unit_of_work.tally.updates.labels(Fate.HANDLED).inc()
        return True

    async def _failed(self, received: Received, error: Exception) -> bool:
        """Note the failure by its kind and place; its text could hold somebody's words. True once
        nothing is left to do about the update."""
        seen = incoming.read(json.loads(received.body or "{}"))
        async with self._unit_of_work.step(FREE) as step:
            fate = await inbox.failed(step, received, seen, _trace(error))
        self._unit_of_work.tally.updates.labels(fate).inc()
        self._unit_of_work.tally.erred("update", error)
        log.error("update.failed", update_id=received.update_id, error=_trace(error), fate=fate)
        if fate in (Fate.PARKED, Fate.LET_GO):
            await self._own_up(received, fate)
        return fate is not Fate.AGAIN

    async def _own_up(self, received: Received, fate: Fate) -> None:
        """Tell the person; best effort, since what broke may well be the way to do so."""
        try:
            async with self._unit_of_work.step(OWN) as step:
                place = Place(bot_id=received.bot_id, chat_id=received.lane or 0)
                await step.outbox.put(place, await inbox.own_up(step, received, fate))
        except Exception as error:  # noqa: BLE001 - the update is parked all the same
            log.error("update.not_owned_up", update_id=received.update_id, error=_trace(error))


def _trace(error: Exception) -> str:
    """Where it went wrong, innermost last: "ValueError at words.py:12"."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    file = place.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{place.tb_lineno}"
