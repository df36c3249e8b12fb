"""Circuit breaker between the sender and Telegram: open after an error of the network or the token,
closed as soon as a call that changes nothing succeeds."""

import asyncio
import time
from collections.abc import Callable

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.chat.application import BotApi
from bot.domain.base.backoff import Backoff, jittered

SECONDS = 10.0
"""As long as Telegram may take to say that it is there."""

BACKOFF = Backoff(first=1.0, longest=30.0)
"""Between two questions whether Telegram is there."""

log = structlog.get_logger()


class CircuitBreaker:
    """While it is in doubt, only a question is asked that changes nothing. So trouble of the
    network or the token costs no message a try, and repeats none."""

    def __init__(self, bot: BotApi, mended: Callable[[], None]) -> None:
        self._bot = bot
        self._mended = mended
        self._doubted = asyncio.Event()
        self._since = 0.0

    @property
    def good(self) -> bool:
        return not self._doubted.is_set()

    def doubt(self) -> None:
        """Something went wrong that was no message's own fault."""
        if self.good:
            self._since = time.monotonic()
        self._doubted.set()

    def doubted(self) -> float:
        """For how many seconds it has been in doubt; 0 while it is good."""
        return 0.0 if self.good else time.monotonic() - self._since

    async def ask(self) -> bool:
        """Whether Telegram answers. If it does, the line is good again."""
        try:
            await self._bot.call("getMe", {}, SECONDS)
        except RetryAfter:
            pass  # That is an answer, too.
        except TelegramError as error:
            log.warning("telegram.unreachable", error=str(error))
            return False
        self._doubted.clear()
        self._mended()
        return True

    async def watch(self) -> None:
        """Whenever the line is in doubt, ask until it is good, ever less often. Never ends."""
        while True:
            await self._doubted.wait()
            failures = 0
            while not await self.ask():
                await asyncio.sleep(jittered(BACKOFF.wait(failures)))
                failures += 1
