"""Telegram's posts: stored first, and only then answered."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from aiohttp import web

from bot.errors import DatabaseTroubleError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name, not the secret

LARGEST = 1024 * 1024
"""Bytes of a body; Telegram's own updates stay under 64 KiB."""

Keep = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]

log = structlog.get_logger()


class Webhook:
    """Takes one bot's updates. What cannot be read is let go with a 200: Telegram would send it
    again and again, and hold back all others of that chat."""

    def __init__(self, secret: str, keep: Keep) -> None:
        self._secret = secret.encode()
        self._keep = keep

    async def handle(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        update = _read(await request.read())
        if update is None:
            log.warning("webhook.unreadable")
            return web.Response()
        try:
            await self._keep([update])
        except DatabaseTroubleError as error:
            # Telegram keeps it, and comes back.
            log.warning("webhook.not_kept", error=str(error))
            return web.Response(status=503)
        return web.Response()


def _read(body: bytes) -> Mapping[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    readable = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if readable else None
