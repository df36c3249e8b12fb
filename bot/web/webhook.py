"""Telegram's posts: stored first, and only then answered."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog
from aiohttp import web

from bot.domain.transport.updates import Unfit, Unread, read
from bot.web.door import LARGEST

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name, not the secret

BODY_SECONDS = 10.0
"""For a body to arrive. Telegram's come with their head."""

Keep = Callable[[Sequence[object]], Awaitable[None]]
"""Keeps updates, and lets go of what can be none."""

log = structlog.get_logger()


class Webhook:
    """Takes the updates of bots, and knows whose they are by the secret that comes with them. What
    cannot be read is let go with a 200: Telegram would send it again and again, and hold back all
    others of that chat."""

    def __init__(self, bots: Mapping[str, Keep], *, body_seconds: float = BODY_SECONDS) -> None:
        self._bots = [(secret.encode(), keep) for secret, keep in bots.items()]
        self._body_seconds = body_seconds

    async def handle(self, request: web.Request) -> web.Response:
        keep = self._whose(request)
        if keep is None:
            return _closing(403)
        try:
            async with asyncio.timeout(self._body_seconds):
                found = await _read(request)
        except TimeoutError:
            return _closing(408)
        except OSError:
            # Whoever posted has hung up, as a proxy does that is restarted. Telegram posts again.
            return _closing(400)
        return await _kept(found, keep)

    def _whose(self, request: web.Request) -> Keep | None:
        # Whatever bytes a stranger sends, aiohttp has put them into the text.
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        known = [keep for secret, keep in self._bots if hmac.compare_digest(given, secret)]
        return known[0] if known else None


async def _read(request: web.Request) -> object:
    """What is posted, or Unread."""
    if (request.content_length or 0) > LARGEST:
        return Unread(Unfit.LARGE)
    try:
        return read(await request.read())
    except web.HTTPRequestEntityTooLarge:
        return Unread(Unfit.LARGE)
    except web.RequestPayloadError:
        return Unread(Unfit.NO_JSON)


async def _kept(found: object, keep: Keep) -> web.Response:
    try:
        await keep([found])
    except Exception as error:  # noqa: BLE001 - whatever it is, Telegram has to try again
        log.error("webhook.not_kept", error=type(error).__name__)
        return _closing(503)
    # Of what is unread more may be on its way.
    return _closing(200) if isinstance(found, Unread) else web.Response()


def _closing(status: int) -> web.Response:
    """Whoever sends what is refused is not listened to any longer. Telegram sends what was not kept
    again: over a new connection, which may lead to another replica."""
    answer = web.Response(status=status)
    answer.force_close()
    return answer
