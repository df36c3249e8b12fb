"""What is said past the outbox, by whoever took in what a person did: it shows something sealed
beside their chat, and so must never touch the disk."""

import asyncio
import time
from collections import Counter

import structlog
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.chat.application import BotApi
from bot.chat.failures import gone_from_chat, seconds
from bot.chat.limits import Limits
from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.base.places import Place
from bot.errors import OutOfTurnError
from bot.flows.base.told import At, Told

WAITING = 5
"""Replies that wait for one chat at once. Whoever presses faster gets fewer answers."""

SECONDS = 10.0
"""For Telegram to take one."""

LONGEST_WAIT = 20.0
"""Seconds that one who must be told something first is waited for at a time."""

LAST_WORDS = 2.0
"""Seconds for those under way when the bot is stopped."""

log = structlog.get_logger()


class Replies:
    """Best effort: nothing is kept, so nothing is tried again. One after the other for a chat, as
    fast as Telegram's limit for a chat allows; they count among what the bot sends."""

    def __init__(self, bot: BotApi, limits: Limits, per_second: float) -> None:
        self._bot = bot
        self._limits = limits
        self._rest = 1 / per_second
        self._next: dict[int, float] = {}
        self._waiting: Counter[int] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, place: Place, told: Told) -> None:
        """Tell this where the person acts."""
        if self._waiting[place.chat_id] >= WAITING:
            log.info("reply.dropped")
            return
        self._waiting[place.chat_id] += 1
        task = asyncio.create_task(self._say(place, told))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def say_first(self, place: Place, told: Told) -> None:
        """Tell this, and come back when it has got there, or never can. OutOfTurnError if it has
        not yet: what it is said to waits, and nothing is wrong with that."""
        await asyncio.sleep(self._slot(place.chat_id))
        try:
            await self._call(place, told)
        except (Forbidden, BadRequest) as error:
            log.info("reply.not_said", error=type(error).__name__)
        except RetryAfter as wait:
            await asyncio.sleep(min(seconds(wait), LONGEST_WAIT))
            raise OutOfTurnError from wait
        except TelegramError as error:
            raise OutOfTurnError from error

    async def said(self, within: float | None = None) -> None:
        """Wait (for so many seconds at most) until all is said."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def stop(self) -> None:
        """Say what can be said in a moment; the rest is never said."""
        await self.said(LAST_WORDS)
        for late in self._tasks:
            late.cancel()

    async def _say(self, place: Place, told: Told) -> None:
        try:
            await asyncio.sleep(self._slot(place.chat_id))
            await self._call(place, told)
        except TelegramError as error:
            log.info("reply.not_said", error=type(error).__name__)
        finally:
            self._waiting[place.chat_id] -= 1
            if not self._waiting[place.chat_id]:
                del self._waiting[place.chat_id]

    def _slot(self, chat_id: int) -> float:
        """Seconds until the next reply to this chat may go."""
        now = time.monotonic()
        self._next = {chat: at for chat, at in self._next.items() if at > now}
        at = self._next.get(chat_id, now)
        self._next[chat_id] = at + self._rest
        self._limits.took(chat_id, now)
        return at - now

    async def _call(self, place: Place, told: Told) -> None:
        rendered = VIEWS[type(told.message)](translator(told.language), told.message)
        where = {"chat_id": place.chat_id}
        if told.at is At.PRESSED:
            method, wish = rendered.call(place.message)
            try:
                await self._bot.call(method, wish | where | {"message_id": place.message}, SECONDS)
            except TelegramError as error:
                if not gone_from_chat(error):
                    raise
            else:
                return
        method, wish = rendered.call(None)
        if told.at is At.POINTING:
            quoted = {"message_id": place.message, "allow_sending_without_reply": True}
            wish["reply_parameters"] = quoted
        await self._bot.call(method, wish | where, SECONDS)
