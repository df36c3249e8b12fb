"""Whether the bot is well, for whoever watches it."""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

Ask = Callable[[], Awaitable[Sequence[str]]]
"""What is wrong at the moment, a sentence each."""


class Health:
    def __init__(self, what_is_wrong: Ask) -> None:
        self._what_is_wrong = what_is_wrong

    async def handle(self, _: web.Request) -> web.Response:
        """200 and "ok", or 503 and what is wrong."""
        wrong = await self._what_is_wrong()
        return web.Response(text="\n".join(wrong) or "ok", status=503 if wrong else 200)
