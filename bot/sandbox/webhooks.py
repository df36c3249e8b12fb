"""Posting updates to a bot's webhook: in order within a line, lines side by side."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import aiohttp

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.jsons import JsonObject, decode, encode
from bot.sandbox.request import read_multipart
from bot.sandbox.updates import Update, UpdateQueue

FIRST_PAUSE = 2.0
"""Seconds before the third try; the second follows the first at once. Doubles from then on."""

LONGEST_PAUSE = (60.0, 120.0)
"""Seconds. The cap on the pause is drawn from this range."""

LONGEST_ASKED_PAUSE = 3600.0
"""Seconds. What a `Retry-After` of the webhook may ask for at most."""

ANSWER_SECONDS = 60.0

GONE_SECONDS = 23 * 3600
"""For so long a webhook may answer 410 before Telegram forgets it."""

_NOT_IN_ANSWERS = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where a bot wants its updates, and how that went of late."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False
    gone_since: float | None = None
    last_error_at: int | None = None
    last_error: str = ""
    sender: "asyncio.Task[None] | None" = field(default=None, repr=False)

    def as_json(self, pending: int) -> JsonObject:
        info: JsonObject = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": pending,
            "max_connections": self.max_connections,
        }
        if self.ip_address:
            info["ip_address"] = self.ip_address
        if self.last_error_at is not None:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return info


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose webhook it is: where its updates wait, and what to do with what comes back.

    `posting` is told what goes out, `reply` runs a method that the webhook answered with, `gone` is
    for when it is given up.
    """

    queue: UpdateQueue
    clock: Clock
    posting: Callable[[bytes], None]
    reply: Callable[[str, Mapping[str, object]], Awaitable[None]]
    gone: Callable[[], None]


class WebhookSender:
    """Runs for as long as the webhook is set."""

    def __init__(self, webhook: Webhook, owner: Owner) -> None:
        self._webhook = webhook
        self._owner = owner
        self._queue = owner.queue
        self._clock = owner.clock
        self._lines: dict[tuple[str, int], deque[Update]] = {}
        self._taken: set[int] = set()
        self._slots = asyncio.Semaphore(webhook.max_connections)

    async def run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as http, asyncio.TaskGroup() as lines:
            while True:
                for update in self._queue.pending(self._clock.now()):
                    if update.id not in self._taken:
                        self._taken.add(update.id)
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
            if not self._queue.remove(waiting[0]):
                self._taken.discard(waiting.popleft().id)
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
        body = encode(update.as_json())
        self._owner.posting(body)
        try:
            async with (
                self._slots,
                http.post(self._webhook.url, data=body, headers=headers) as response,
            ):
                if 200 <= response.status < 300:
                    self._webhook.gone_since = None
                    await self._heed(response)
                    return None
                self._note_status(response.status)
                reason = f"{response.status} {response.reason}"
                self._note_error(f"Wrong response from the webhook: {reason}")
                return _asked_pause(response.headers.get("Retry-After", ""))
        except (aiohttp.ClientConnectionError, TimeoutError) as error:
            timed_out = isinstance(error, TimeoutError)
            self._note_error("Read timeout expired" if timed_out else "Connection refused")
            return 0.0

    async def _heed(self, response: aiohttp.ClientResponse) -> None:
        """An answer may carry one call of a method; its result is for nobody."""
        values = dict(await _values(response))
        name = str(values.pop("method", "")).lower()
        if name and not name.startswith("get") and name not in _NOT_IN_ANSWERS:
            await self._owner.reply(name, values)

    def _note_status(self, status: int) -> None:
        now = self._clock.now()
        if status != 410:
            self._webhook.gone_since = None
        elif self._webhook.gone_since is None:
            self._webhook.gone_since = now
        elif now - self._webhook.gone_since >= GONE_SECONDS:
            self._owner.gone()

    def _note_error(self, text: str) -> None:
        self._webhook.last_error_at = int(self._clock.now())
        self._webhook.last_error = text


def _asked_pause(header: str) -> float:
    return min(float(header), LONGEST_ASKED_PAUSE) if header.isdecimal() else 0.0


async def _values(response: aiohttp.ClientResponse) -> Mapping[str, object]:
    """The parameters in an answer; none in what is neither JSON nor a form."""
    kind = response.content_type
    try:
        if kind.startswith("multipart/"):
            parts = aiohttp.MultipartReader(response.headers, response.content)
            return await read_multipart(parts)
        body = await response.text(errors="replace")
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body, keep_blank_values=True))
        values = decode(body) if kind == "application/json" and body else {}
    except (ValueError, ApiError):
        return {}
    return values if isinstance(values, dict) else {}
