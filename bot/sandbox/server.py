"""The box as a server on loopback, to embed in a test or to run on its own."""

import asyncio
import ipaddress
import signal
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.control import routes
from bot.sandbox.page import routes as page_routes
from bot.sandbox.page.guard import guarded
from bot.sandbox.page.guide import Guide
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.request import MOST_SENT
from bot.sandbox.state.keeping import StateFile
from bot.sandbox.world import World

LAST_WORDS_SECONDS = 0.1
"""Seconds that calls under way are given when the box is stopped."""


class ListenError(Exception):
    """It cannot listen there; the text says where and why."""


class Sandbox:
    """Telegram in a box.

    async with Sandbox() as box:
        ...  # the Bot API is at f"{box.url}/bot<TOKEN>/<method>", the phones at box.url

    A guide tells a story beside the phones.
    """

    def __init__(self, guide: Guide | None = None) -> None:
        self.world = World()
        self.shelf = Shelf(self.world, guide)
        self._runner: web.AppRunner | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """Where the box listens, without a slash at the end."""
        if not self._url:
            raise RuntimeError("the sandbox has not been started")
        return self._url

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. ListenError if that cannot be done."""
        self._runner = web.AppRunner(
            make_app(self.shelf),
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=LAST_WORDS_SECONDS,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            told = f"Nothing can listen on {host}, port {port}: {error.strerror or error}."
            raise ListenError(f"{told} Say with --host and --port where else.") from error
        bound_port = self._runner.addresses[0][1]
        self._url = f"http://{f'[{host}]' if ':' in host else host}:{bound_port}"

    async def stop(self) -> None:
        senders = [bot.webhook.sender for bot in self.world.bots.values() if bot.webhook]
        running = [sender for sender in senders if sender is not None]
        for sender in running:
            sender.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def make_app(shelf: Shelf) -> web.Application:
    world = shelf.world
    app = web.Application(client_max_size=MOST_SENT)
    api = BotApi(world)
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", api.handle)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", api.download)
    app.router.add_routes(guarded(shelf, route) for route in (*routes(world), *page_routes(shelf)))
    app.router.add_route("*", "/{path:.*}", api.not_found)
    return app


async def serve(
    host: str,
    port: int,
    bot: str | None = None,
    token: str | None = None,
    state: Path | None = None,
) -> None:
    """Run a box until SIGINT, SIGTERM or cancelled; says when it is ready.

    There is a bot in it if one is named, and what is in the state file, which is kept up to date.
    """
    box, stopped = Sandbox(), asyncio.Event()
    for wish in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers: there Ctrl+C cancels, which ends it as well.
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(wish, stopped.set)
    kept = StateFile(state, box.world) if state else None
    if kept is not None:
        kept.read()
    if bot is not None:
        made = box.world.bot_named(bot) or box.world.add_bot(bot, token, bot, reads_all=False)
        print(f"@{made.username} has the token {made.token}", flush=True)  # noqa: T201
    await box.start(host, port)
    keeping = asyncio.create_task(kept.keep()) if kept else None
    try:
        print(f"Telegram in a box listens on {box.url}", flush=True)  # noqa: T201
        await stopped.wait()
    finally:
        if keeping is not None:
            keeping.cancel()
            await asyncio.wait([keeping])
        await box.stop()
