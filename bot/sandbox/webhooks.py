"""Posting updates to a bot's webhook: in order within a line, lines side by side."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field

import aiohttp

from bot.sandbox.clock import Clock
from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.updates import Update, UpdateQueue

FIRST_PAUSE = 2.0
"""Seconds before the third try; the second follows the first at once. Doubles from then on."""

LONGEST_PAUSE = (60.0, 120.0)
"""Seconds. The cap on the pause is drawn from this range."""

LONGEST_ASKED_PAUSE = 3600.0
"""Seconds. What a `Retry-After` of the webhook may ask for at most."""

ANSWER_SECONDS = 60.0


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where a bot wants its updates, and how that went of late."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_at: int | None = None
    last_error: str = ""
    sender: "asyncio.Task[None] | None" = field(default=None, repr=False)

    def as_json(self, pending: int) -> JsonObject:
        info: JsonObject = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
            "max_connections": self.max_connections,
        }
        if self.ip_address:
            info["ip_address"] = self.ip_address
        if self.last_error_at is not None:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return info


class WebhookSender:
    """Runs for as long as the webhook is set."""

    def __init__(self, webhook: Webhook, queue: UpdateQueue, clock: Clock) -> None:
        self._webhook = webhook
        self._queue = queue
        self._clock = clock
        self._lines: dict[tuple[str, int], deque[Update]] = {}
        self._last_taken = 0
        self._slots = asyncio.Semaphore(webhook.max_connections)

    async def run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as http, asyncio.TaskGroup() as lines:
            while True:
                for update in self._queue.pending(self._clock.now()):
                    if update.id > self._last_taken:
                        self._last_taken = update.id
                        self._line_up(update, http, lines)
                await self._queue.wait(None)

    def _line_up(
        self, update: Update, http: aiohttp.ClientSession, lines: asyncio.TaskGroup
    ) -> None:
        if update.line in self._lines:
            self._lines[update.line].append(update)
        else:
            self._lines[update.line] = deque([update])
            lines.create_task(self._drain(update.line, http))

    async def _drain(self, line: tuple[str, int], http: aiohttp.ClientSession) -> None:
        waiting = self._lines[line]
        while waiting:
            await self._deliver(waiting[0], http)
            self._queue.remove(waiting.popleft())
        del self._lines[line]

    async def _deliver(self, update: Update, http: aiohttp.ClientSession) -> None:
        """Try until it is taken, or until the next try would come too late."""
        pause = 0.0
        cap = random.uniform(*LONGEST_PAUSE)
        while (asked_pause := await self._post(update, http)) is not None:
            wait = asked_pause or pause
            if self._clock.now() + wait >= update.expires_at:
                return
            await self._clock.sleep(wait)
            pause = min(pause * 2 or FIRST_PAUSE, cap)

    async def _post(self, update: Update, http: aiohttp.ClientSession) -> float | None:
        """None if the webhook took the update, else the pause in seconds that it asked for."""
        headers = {"Content-Type": "application/json"}
        if self._webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._webhook.secret
        try:
            async with (
                self._slots,
                http.post(
                    self._webhook.url, data=encode(update.as_json()), headers=headers
                ) as response,
            ):
                if 200 <= response.status < 300:
                    return None
                reason = f"{response.status} {response.reason}"
                self._note_error(f"Wrong response from the webhook: {reason}")
                return _asked_pause(response.headers.get("Retry-After", ""))
        except (aiohttp.ClientConnectionError, TimeoutError) as error:
            timed_out = isinstance(error, TimeoutError)
            self._note_error("Read timeout expired" if timed_out else "Connection refused")
            return 0.0

    def _note_error(self, text: str) -> None:
        self._webhook.last_error_at = int(self._clock.now())
        self._webhook.last_error = text


def _asked_pause(header: str) -> float:
    return min(float(header), LONGEST_ASKED_PAUSE) if header.isdecimal() else 0.0
