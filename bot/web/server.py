"""The small web server of an installation: health and figures, and the webhook where one is
wanted."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.web.door import listening
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.vitals import Vitals
from bot.web.webhook import Keep, Webhook

HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"
METRICS_PATH = "/metrics"


class Watched(Protocol):
    """Whoever knows how the bot is. What is wrong comes as sentences."""

    async def alive(self) -> Sequence[str]: ...

    async def ready(self) -> Sequence[str]: ...

    async def vitals(self) -> Sequence[Vitals]: ...


@asynccontextmanager
async def serving_health(host: str, port: int, watched: Watched) -> AsyncIterator[str]:
    """Answer those who watch the bot; yields the address."""
    routes = [
        web.get(HEALTH_PATH, Health(watched.alive).handle),
        web.get(READY_PATH, Health(watched.ready).handle),
        web.get(METRICS_PATH, Metrics(watched.vitals).handle),
    ]
    async with listening(routes, host, port) as url:
        yield url


@asynccontextmanager
async def serving_webhook(
    host: str, port: int, path: str, bots: Mapping[str, Keep]
) -> AsyncIterator[str]:
    """Take Telegram's posts to each of these bots, by its secret; yields the address."""
    async with listening([web.post(path, Webhook(bots).handle)], host, port) as url:
        yield url
