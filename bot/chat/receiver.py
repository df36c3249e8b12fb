"""The receiver: updates go into the inbox, and only then are they acknowledged."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

import structlog
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.chat import incoming
from bot.chat.application import BotApi
from bot.chat.failures import seconds
from bot.chat.passing import PATIENCE, Passing
from bot.chat.wakeup import Wakeup
from bot.domain.base.backoff import Backoff, jittered
from bot.domain.transport.inbox import Incoming
from bot.domain.transport.updates import Update, number_of, storable
from bot.errors import StorageError
from bot.flows.asking import absence
from bot.flows.base.supervision import Supervision
from bot.flows.base.unit_of_work import FREE, UnitOfWork
from bot.flows.transport import inbox

WANTED = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
)
"""The kinds of update that mean something to this bot."""

BATCH = 100
"""Updates a call; the most that Telegram gives."""

BACKOFF = Backoff(first=1.0, longest=30.0)
"""Between two polls while something is wrong."""

SELDOM = 60.0
"""Seconds after which it is noted again that Telegram is heard."""

ON_ITS_WAY = 10.0
"""Seconds that the answer to a poll may take when it was waited for long enough."""

log = structlog.get_logger()


class Receiver:
    """Polls one bot's updates. The offset moves on only after the commit."""

    def __init__(
        self,
        bot: BotApi,
        unit_of_work: UnitOfWork,
        passing: Passing,
        arrived: Wakeup,
        *,
        poll_seconds: int,
    ) -> None:
        self._bot = bot
        self._unit_of_work = unit_of_work
        self._passing = passing
        self._arrived = arrived
        self._poll_seconds = poll_seconds
        self.supervision = Supervision("receiver")
        self._offset: int | None = None
        self._known_offset = False
        self._called = False
        self.heard = False
        """Whether Telegram has answered since the bot began to listen."""
        self._last_answer = time.monotonic()
        self._heard_at: float | None = None
        """When Telegram last answered and all it had to say was kept; None if it has not yet."""
        self._noted_at: float | None = None
        self._longest = 0.0
        """The longest absence since that was noted; seconds."""
        self._failed_at: int | None = None
        """When a post of Telegram's last failed, by its own clock."""

    def silence(self) -> float:
        """Seconds since Telegram last answered; 0 once it is Telegram that calls."""
        return 0.0 if self._called else time.monotonic() - self._last_answer

    async def be_sent(self, url: str, secret: str) -> None:
        """Have Telegram post its updates to this address, until cancelled."""
        wish = {"url": url, "secret_token": secret, "allowed_updates": list(WANTED)}
        await self._keep_trying(lambda: self._bot.call("setWebhook", wish))
        self._called = True
        while True:
            await self._keep_trying(self._ask_about_posts)
            await asyncio.sleep(SELDOM)

    async def run(self) -> None:
        """Poll until cancelled."""
        # A webhook that was set before would keep all updates from us.
        await self._keep_trying(lambda: self._bot.call("deleteWebhook", {}))
        try:
            while True:
                await self._keep_trying(lambda: self.poll(self._poll_seconds))
        except asyncio.CancelledError:
            await self._say_until_when()
            raise

    async def _keep_trying(self, ask: Callable[[], Awaitable[object]]) -> None:
        """Ask until Telegram answers and the answer is kept; what goes wrong is waited out, longer
        and longer: a bot that looks alive must never be deaf. Raises StorageError."""
        failures = 0
        while True:
            try:
                await ask()
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 - see above
                # A token that was refused may be mended, and another poller may go away.
                told = str(error) if isinstance(error, TelegramError) else type(error).__name__
                pause = BACKOFF.wait(failures)
                log.warning("poll.failed", error=told, again_in_s=pause)
                self._unit_of_work.tally.erred("poll", error)
                await asyncio.sleep(jittered(pause))
                failures += 1
            else:
                self.heard = True
                return

    async def poll(self, wait: int) -> int:
        """Wait up to so many seconds for updates and store them. How many came."""
        if not self._known_offset:
            async with self._unit_of_work.look() as step:
                self._offset = await inbox.next_offset(step)
            self._known_offset = True
        updates = await self._ask(wait)
        if updates:
            await self.store(updates)
            self._offset = _beyond(updates)
        await self._hear()
        return len(updates)

    async def store(self, found: Sequence[object]) -> None:
        """Put updates into the inbox; also what the webhook does before it says 200. What can be no
        update is let go.

        What has to do with something sealed is handled here and now, after what came before it and
        before anything later is stored: a start takes its offset from what is.
        """
        until = time.monotonic() + PATIENCE
        left = [incoming.read(update) for update in self._storable(found)]
        while left:
            stored = await self._stored(left)
            self._unit_of_work.tally.received.inc(stored.new + stored.passing)
            self._arrived.ring(one.lane for one in left[: stored.kept])
            upto = stored.kept + stored.passing
            await self._passing.handle(left[stored.kept : upto], until)
            left = left[upto:]

    async def _stored(self, left: Sequence[Incoming]) -> inbox.Stored:
        try:
            async with self._unit_of_work.step(FREE) as step:
                return await inbox.store(step, left)
        except StorageError as error:
            # Telegram has answered, so no silence tells of this.
            self._unit_of_work.tally.erred("store", error)
            raise

    def _storable(self, found: Iterable[object]) -> Iterator[Update]:
        for one in found:
            why = storable(one)
            if why is None:
                yield cast(Update, one)
            else:
                self._unit_of_work.tally.unfit.labels(why).inc()
                log.warning("update.unfit", why=why)

    async def _ask_about_posts(self) -> None:
        """Telegram is heard as long as none of its posts fails, or all have come since."""
        told = await self._bot.call("getWebhookInfo", {})
        before, self._failed_at = self._failed_at, told.get("last_error_date")
        # One that failed and was taken at the second try is no absence: then nothing waits.
        well = self._failed_at == before or told.get("pending_update_count") == 0
        if self._heard_at is None or well:
            await self._hear()

    async def _hear(self) -> None:
        """Note that Telegram is heard, if that has not been noted of late. While it cannot be
        noted, several short absences do not add up to a long one."""
        now = time.monotonic()
        if self._heard_at is not None:
            self._longest = max(self._longest, now - self._heard_at)
        self._heard_at = now
        if self._noted_at is None or now - self._noted_at >= SELDOM:
            silent = None if self._noted_at is None else timedelta(seconds=self._longest)
            async with self._unit_of_work.step(FREE) as step:
                await absence.heard(step, silent)
            self._noted_at, self._longest = now, 0.0

    async def _say_until_when(self) -> None:
        """On the way out, note that Telegram was heard until now, if it was."""
        soon = self._poll_seconds + ON_ITS_WAY
        if self._heard_at is not None and time.monotonic() - self._heard_at < soon:
            with suppress(StorageError):
                async with self._unit_of_work.step(FREE) as step:
                    await absence.heard(step, timedelta(0))

    async def _ask(self, wait: int) -> list[object]:
        wish: dict[str, Any] = {
            "timeout": wait,
            "limit": BATCH,
            "allowed_updates": list(WANTED),
        }
        if self._offset is not None:
            wish["offset"] = self._offset
        found = await self._bot.call("getUpdates", wish, wait + 10)
        self._last_answer = time.monotonic()
        if not isinstance(found, list):
            raise NetworkError("no list of updates")
        self.heard = True
        return found


def _beyond(found: Sequence[object]) -> int:
    """From which update on Telegram is to send. What has no number goes with the others."""
    numbers = [number for number in map(number_of, found) if number is not None]
    if not numbers:
        raise NetworkError("no update has a number")
    return max(numbers) + 1
