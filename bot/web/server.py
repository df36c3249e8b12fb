"""The small web server of one bot: health, and the webhook where one is wanted."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.web.health import Ask, Health
from bot.web.webhook import LARGEST, Keep, Webhook

HEALTH_PATH = "/healthz"
WEBHOOK_PATH = "/telegram"


@asynccontextmanager
async def serving_health(host: str, port: int, what_is_wrong: Ask) -> AsyncIterator[str]:
    """Answer on the health port; yields the address."""
    routes = [web.get(HEALTH_PATH, Health(what_is_wrong).handle)]
    async with _listening(routes, host, port) as url:
        yield url


@asynccontextmanager
async def serving_webhook(host: str, port: int, secret: str, keep: Keep) -> AsyncIterator[str]:
    """Take Telegram's posts; yields the address."""
    routes = [web.post(WEBHOOK_PATH, Webhook(secret, keep).handle)]
    async with _listening(routes, host, port) as url:
        yield url


@asynccontextmanager
async def _listening(routes: Sequence[web.RouteDef], host: str, port: int) -> AsyncIterator[str]:
    application = web.Application(client_max_size=LARGEST)
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
