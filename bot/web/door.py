"""How connections are let in: whoever is slow, silent or many takes nothing from the others."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import OperatorError

MOST = 200
"""Connections at once. Telegram opens 40, a balancer keeps some open; each costs a file handle, of
which the database needs some, too."""

LARGEST = 1024 * 1024
"""Bytes of a body. Telegram's own updates stay under 64 KiB."""

SILENCE = 20.0
"""Seconds in which a request's head must have come, on a new connection and on one kept open."""

LINGERING = 0.5
"""Seconds in which the rest of a refused body is passed over, so that the answer is read."""

LAST_WORDS = 2.0
"""Seconds for requests under way when the bot is stopped."""


@asynccontextmanager
async def listening(
    routes: Sequence[web.RouteDef],
    host: str,
    port: int,
    *,
    most: int = MOST,
    silence: float = SILENCE,
) -> AsyncIterator[str]:
    """Answer these routes; yields the address."""
    application = web.Application(client_max_size=LARGEST)
    application.add_routes(routes)
    runner = web.AppRunner(
        application,
        access_log=None,
        keepalive_timeout=silence,
        lingering_time=LINGERING,
        shutdown_timeout=LAST_WORDS,
    )
    await runner.setup()
    try:
        server = await _opened(_Door(runner, most), host, port)
        try:
            yield f"http://{host}:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
    finally:
        await runner.cleanup()


async def _opened(door: "_Door", host: str, port: int) -> asyncio.Server:
    try:
        return await asyncio.get_running_loop().create_server(door, host, port)
    except OSError as error:
        raise OperatorError(
            f"Nothing can listen on {host}, port {port}: {error.strerror or error}. Is the bot"
            " running already? The settings are health.listen_port and webhook.listen_port."
        ) from None


class _Door:
    """Makes what talks to each new connection. Beyond so many, that is somebody who hangs up."""

    def __init__(self, runner: web.AppRunner, most: int) -> None:
        self._runner = runner
        self._most = most

    def __call__(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None or len(server.connections) >= self._most:
            return _Full()
        return server()


class _Full(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()
