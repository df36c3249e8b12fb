"""Phones on a page: whoever opens it plays everybody in the box."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.page import log
from bot.sandbox.page.deeds import deeds
from bot.sandbox.page.files import Sent, Static
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.page.whole import page_html
from bot.sandbox.page.window import Window

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(shelf: Shelf) -> list[web.RouteDef]:
    """The page itself, and every path under `/page/`."""
    static, sent = Static(), Sent(shelf.world)
    return [
        web.get("/", _page(shelf, static.version)),
        web.get("/page/live", lambda request: Window(shelf, static.version).serve(request)),
        web.get("/page/calls/{n:[0-9]{1,12}}", _call(shelf)),
        web.get("/page/files/{file_id}", sent.handle),
        web.get("/page/static/{name}", static.handle),
        *deeds(shelf),
    ]


def _page(shelf: Shelf, version: str) -> Handler:
    async def handle(_: web.Request) -> web.StreamResponse:
        return web.Response(text=page_html(shelf, version), content_type="text/html")

    return handle


def _call(shelf: Shelf) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        call = log.find_call(shelf.world, int(request.match_info["n"]))
        if call is None:
            return web.Response(status=404)
        return web.Response(text=log.call_html(call), content_type="text/html")

    return handle
