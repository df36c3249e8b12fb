"""One browser that looks on: it is sent what has changed, as fast as it takes it."""

import asyncio
from collections.abc import Iterator

from aiohttp import WSMsgType, web

from bot.sandbox.jsons import JsonObject, encode
from bot.sandbox.page import log
from bot.sandbox.page.news import Fragment, News, Op
from bot.sandbox.page.people import adding_html
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.page.views import View

BREATH = 0.03
"""Seconds between two sendings, so that a busy bot is drawn in one go."""

HEARTBEAT = 20.0
"""Seconds. A browser that is gone is noticed after twice this time."""


class Window:
    """Keeps names of what is stale and no queue, so a slow browser skips what came between."""

    def __init__(self, shelf: Shelf, version: str, view: View) -> None:
        self._shelf = shelf
        self._view = view
        self._whole = not view.name
        self._version = version
        self._news = News(shelf)
        self._stale: dict[str, Fragment] = {}
        self._sent: dict[str, str] = {}
        self._logged = 0
        self._woken = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Until the browser goes away. It gets the whole page first."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await socket.prepare(request)
        with self._shelf.world.events.told_to(self._hear):
            sending = asyncio.create_task(self._send(socket))
            try:
                async for message in socket:
                    if message.type is WSMsgType.ERROR:
                        break
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)
        return socket

    def _hear(self, event: JsonObject) -> None:
        for name, fragment in self._news.of(event):
            if self._view.wants(name):
                self._stale[name] = fragment
        self._woken.set()

    async def _send(self, socket: web.WebSocketResponse) -> None:
        if known := self._shelf.world.calls.since(0):
            self._logged = known[-1].n
        hello: list[Op] = [
            ("hello", self._version, self._view.html()),
        ]
        if self._whole:
            hello.append(("put", "adding", adding_html(self._shelf)))
        await socket.send_str(encode(hello).decode())
        while True:
            await self._woken.wait()
            await asyncio.sleep(BREATH)
            self._woken.clear()
            if ops := list(self._ops()):
                await socket.send_str(encode(ops).decode())

    def _ops(self) -> Iterator[Op]:
        """What has changed since the last sending."""
        stale, self._stale = self._stale, {}
        for fragment in stale.values():
            op = fragment()
            if op is not None and self._is_new(op):
                yield op
        if self._whole and (fresh := self._shelf.world.calls.since(self._logged)):
            self._logged = fresh[-1].n
            yield "add", "calls", log.lines_html(fresh)

    def _is_new(self, op: Op) -> bool:
        kind, place, html = op
        if place.startswith("phone"):
            # Its parts are new with it, whatever was sent of them before.
            for part in ("foot", "list"):
                self._sent.pop(place.replace("phone", part, 1), None)
            return True
        if kind != "put":
            return True
        known, self._sent[place] = self._sent.get(place), html
        return known != html
