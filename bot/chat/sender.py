"""The sender: drains the outbox into Telegram, as fast as may be and no faster."""

import asyncio
import time
from collections import deque
from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.chat.application import BotApi
from bot.chat.circuit_breaker import CircuitBreaker
from bot.chat.failures import already_so, failure, of_the_line, seconds
from bot.chat.lease import Lease
from bot.chat.limits import Limits
from bot.chat.rendering import Renderer
from bot.chat.wakeup import Wakeup
from bot.domain.transport.deliveries import Delivery
from bot.errors import DeadlockError, StorageError
from bot.flows.base.step import Step
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import FREE, UnitOfWork
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import FAR_REACHING, Failure, FailureKind

IN_FLIGHT = 256
"""Messages under way at once, or about to be. A crash can repeat no more than these."""

AHEAD = 0.1
"""Seconds of sending that are fetched from the outbox together: what is more urgent, or changed
meanwhile, never waits longer."""

BREATH = 0.02
"""Seconds between two steps while there is much to send, so that each notes and takes many."""

NOTED_WITHIN = 0.02
"""Seconds after which it is noted that a message has arrived, unless more is to be sent before: the
same step does both, and nobody waits for a note."""

LAST_WORDS = 5.0
"""Seconds for messages under way to arrive when the bot is stopped: platforms give it ten in all.
Those that have not are under way still, as after a crash."""

log = structlog.get_logger()

Outcome = tuple[Delivery, int | None, Failure | None]


class Sender:
    """Sends what is owed, one message at a time for each chat, the most urgent first."""

    def __init__(
        self,
        bot: BotApi,
        unit_of_work: UnitOfWork,
        renderer: Renderer,
        limits: Limits,
        owed: Wakeup,
        lease: Lease,
    ) -> None:
        self._bot = bot
        self._unit_of_work = unit_of_work
        self._renderer = renderer
        self._limits = limits
        self._owed = owed
        self._lease = lease
        self._fence: int | None = None
        """Of the lease under which it was asked last what others have sent."""
        self._line = CircuitBreaker(bot, owed.ring)
        self.supervision = Supervision("sender")
        self._flying: dict[asyncio.Task[Outcome], int] = {}
        self._taken: deque[Delivery] = deque()
        """What goes next, each at its own moment."""
        self._launching: asyncio.Task[None] | None = None

    def doubt(self) -> float:
        """For how many seconds nothing has been sent because the line is in doubt."""
        return self._line.doubted()

    async def run(self) -> None:
        """Send until cancelled; then let what is under way arrive, note it, and let another replica
        go on."""
        async with asyncio.TaskGroup() as beside:
            others = [
                beside.create_task(self._line.watch()),
                beside.create_task(self._lease.keep()),
            ]
            try:
                while True:
                    async with self.supervision:
                        await self._round()
            finally:
                await self._last_words()
                for one in others:
                    one.cancel()

    async def _round(self) -> None:
        try:
            more = await self._turn(IN_FLIGHT)
        except DeadlockError:
            # It was undone so that another step could go on; soon nothing stands in its way.
            more = True
        if more:
            await asyncio.sleep(BREATH)
        else:
            await self._owed.heard(self._limits.rest(time.monotonic(), most=1.0))

    async def _last_words(self) -> None:
        try:
            await self.land(LAST_WORDS)
        except StorageError as error:
            log.warning("sends.not_noted", messages=len(self._flying), error=str(error))
        await self._lease.give_up()

    async def work(self) -> bool:
        """Send what may be sent now, and note it. False if there was nothing to do."""
        if not self._line.good:
            await self._line.ask()
        await self._lease.seek()
        await self._turn(IN_FLIGHT)
        await self._launched()
        started = bool(self._flying)
        await self.land()
        return started

    async def land(self, patience: float | None = None) -> None:
        """Wait (for so many seconds at most) for what is under way, and note it."""
        await self._launched()
        try:
            if self._flying:
                await asyncio.wait(self._flying, timeout=patience)
                await self._turn(0)
        finally:
            for late in self._flying:
                late.cancel()

    async def _turn(self, most: int) -> bool:
        """In one step note what has arrived and take what goes next; then set that off.

        True if there may be more than could be taken. Only what is kept is let go of: if the step
        is broken off, `land` keeps it after all.
        """
        await self._recall()
        done = [task for task in self._flying if task.done()]
        arrived = [task for task in done if not _reaches_far(task.result())]
        under_way = self._flying.keys() - arrived
        room = min(most - len(under_way) - len(self._taken), self._within())
        if room <= 0 and not done:
            return False
        busy = {self._flying[task] for task in under_way} | {one.chat_id for one in self._taken}
        busy |= self._limits.resting(time.monotonic())
        async with self._unit_of_work.step(FREE) as step:
            if arrived:
                await _note(step, [task.result() for task in arrived])
            taken = await self._take(step, room, busy) if room > 0 else []
        for task in arrived:
            del self._flying[task]
        if taken:
            await self._launched()
            self._taken.extend(taken)
            self._launching = asyncio.create_task(self._launch())
        for task in set(done) - set(arrived):
            await self._unit_of_work.run(partial(_note, outcomes=[task.result()]))
            del self._flying[task]
        return len(taken) == room

    async def _recall(self) -> None:
        """After another replica has sent, learn what counts against Telegram's limits."""
        fence = self._lease.fence
        if fence is None or fence == self._fence:
            return
        async with self._unit_of_work.look() as step:
            posted = await deliveries.posted_of_late(step)
        self._limits.recall(posted, time.monotonic())
        self._fence = fence

    async def _take(self, step: Step, room: int, busy: Collection[int]) -> list[Delivery]:
        """What goes next, if it is still ours to send: nobody else can take it meanwhile."""
        if not await self._lease.confirm(step):
            return []
        return await deliveries.take(step, room, busy, remember=self._limits.group_window)

    def _within(self) -> int:
        """How many messages may go within the next moment."""
        if not (self._line.good and self._lease.held):
            return 0
        paused = self._limits.wait(time.monotonic()) > AHEAD
        return 0 if paused else self._limits.within(AHEAD)

    async def _launched(self) -> None:
        """Wait until all that was taken has been set off."""
        if self._launching is not None:
            await asyncio.wait([self._launching])  # which goes on if this is broken off
            launching, self._launching = self._launching, None
            launching.result()

    async def _launch(self) -> None:
        """Set off what was taken, evenly spaced, while the next are taken."""
        while self._taken:
            if not await self._slot():
                await self._give_back()
                return
            delivery = self._taken.popleft()
            self._limits.took(delivery.chat_id, time.monotonic())
            task = asyncio.create_task(self._send(delivery))
            task.add_done_callback(self._landed)
            self._flying[task] = delivery.chat_id

    def _landed(self, _: asyncio.Task[Outcome]) -> None:
        asyncio.get_running_loop().call_later(NOTED_WITHIN, self._owed.ring)

    async def _give_back(self) -> None:
        """Best effort. A try that is counted and was not made costs nothing but a little care."""
        too_soon, self._taken = self._taken, deque()
        with suppress(StorageError):
            async with self._unit_of_work.step(FREE) as step:
                await deliveries.give_back(step, too_soon)

    async def _slot(self) -> bool:
        """Wait until a message may go. False if the bot has been told to wait meanwhile, the line
        has gone bad, or another replica may be sending."""
        while (wait := self._limits.wait(time.monotonic())) > 0:
            if wait > AHEAD:
                return False
            await asyncio.sleep(wait)
        return self._line.good and self._lease.held

    async def _send(self, delivery: Delivery) -> Outcome:
        """One try, counted."""
        outcome = await self._try(delivery)
        tally, (_, _, bad) = self._unit_of_work.tally, outcome
        if bad is None:
            tally.sent(delivery.priority, self._unit_of_work.clock.now() - delivery.not_before)
        else:
            tally.sends.labels(bad.kind).inc()
        return outcome

    async def _try(self, delivery: Delivery) -> Outcome:
        """One call. Whatever goes wrong becomes a Failure; nothing is raised."""
        if (
            delivery.expires_at is not None
            and delivery.expires_at <= self._unit_of_work.clock.now()
        ):
            return delivery, None, Failure(kind=FailureKind.EXPIRED, reason="too late")
        try:
            return delivery, await self._call(delivery), None
        except TelegramError as error:
            if already_so(error):
                return delivery, delivery.edits, None
            self._unit_of_work.tally.erred("send", error)
            self._heed(delivery, error)
            return delivery, None, failure(error, delivery, self._unit_of_work.clock.now())
        except Exception as error:
            # A message that cannot be put into words is set aside; the chat's others still go.
            self._unit_of_work.tally.erred("render", error)
            log.exception("delivery.not_rendered", delivery=delivery.id, kind=delivery.kind)
            reason = f"not rendered: {type(error).__name__}"
            return delivery, None, Failure(kind=FailureKind.REFUSED, reason=reason)

    async def _call(self, delivery: Delivery) -> int | None:
        rendered = await self._renderer.render(delivery)
        method, parameters = rendered.call(delivery.edits)
        parameters["chat_id"] = delivery.chat_id
        if delivery.edits is not None:
            parameters["message_id"] = delivery.edits
        else:
            parameters |= _place(delivery)
        answer = await self._bot.call(method, parameters)
        return int(answer["message_id"])

    def _heed(self, delivery: Delivery, error: TelegramError) -> None:
        """Pause what has to be paused: the chat, or everything."""
        if isinstance(error, RetryAfter):
            now = time.monotonic()
            until = now + seconds(error)
            if self._limits.means_the_bot(delivery.chat_id, now, until):
                self._limits.pause_all(until)
            self._limits.pause_chat(delivery.chat_id, until)
            log.warning("send.told_to_wait", seconds=seconds(error))
        elif of_the_line(error):
            self._line.doubt()


def _reaches_far(outcome: Outcome) -> bool:
    _, _, bad = outcome
    return bad is not None and bad.kind in FAR_REACHING


async def _note(step: Step, outcomes: Sequence[Outcome]) -> None:
    """Keep what has become of messages."""
    await deliveries.sent(step, [(one, sent) for one, sent, bad in outcomes if bad is None])
    for one, _, bad in outcomes:
        if bad is not None:
            await deliveries.failed(step, one, bad)
            log.info("send.failed", delivery=one.id, kind=bad.kind, reason=bad.reason)


def _place(delivery: Delivery) -> dict[str, Any]:
    """Where in the chat a new message goes."""
    place: dict[str, Any] = {}
    if delivery.thread_id is not None:
        place["message_thread_id"] = delivery.thread_id
    if delivery.reply_to is not None:
        place["reply_parameters"] = {
            "message_id": delivery.reply_to,
            "allow_sending_without_reply": True,
        }
    return place
