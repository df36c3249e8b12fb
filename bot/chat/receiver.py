"""The receiver: updates go into the inbox, and only then are they acknowledged."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.chat.application import EftertankeBot
from bot.chat.bell import Bell
from bot.chat.failures import seconds
from bot.flows import inbox
from bot.flows.base.desk import Desk

WANTED = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
)
"""The kinds of update that mean something to this bot."""

BATCH = 100
"""Updates a call; the most that Telegram gives."""

log = structlog.get_logger()


class Receiver:
    """Polls one bot's updates. The offset moves on only after the commit."""

    def __init__(self, bot: EftertankeBot, desk: Desk, arrived: Bell, *, poll_seconds: int) -> None:
        self._bot = bot
        self._desk = desk
        self._arrived = arrived
        self._poll_seconds = poll_seconds
        self._offset: int | None = None
        self._known_offset = False

    async def run(self) -> None:
        """Poll until cancelled. Trouble is waited out, longer and longer."""
        pause = 1.0
        while True:
            try:
                await self.poll(self._poll_seconds)
                pause = 1.0
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except TelegramError as error:
                # A token that was refused may be mended, and another poller may go away.
                level = log.warning if isinstance(error, NetworkError | Conflict) else log.error
                level("poll.failed", error=str(error), again_in_s=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)

    async def poll(self, wait: int) -> int:
        """Wait up to so many seconds for updates and store them. How many came."""
        if not self._known_offset:
            async with self._desk.look() as step:
                self._offset = await inbox.next_offset(step)
            self._known_offset = True
        updates = await self._ask(wait)
        if updates:
            await self.store(updates)
            self._offset = max(update["update_id"] for update in updates) + 1
        return len(updates)

    async def store(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Put updates into the inbox; also what the webhook does before it says 200."""
        async with self._desk.step() as step:
            await inbox.store(step, [(update, inbox.raw(update)) for update in updates])
        self._arrived.ring()

    async def _ask(self, wait: int) -> list[dict[str, Any]]:
        wish: dict[str, Any] = {
            "timeout": wait,
            "limit": BATCH,
            "allowed_updates": list(WANTED),
        }
        if self._offset is not None:
            wish["offset"] = self._offset
        found: list[dict[str, Any]] = await self._bot.call("getUpdates", wish, wait + 10)
        return found
