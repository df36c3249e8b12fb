"""Phones on a page: whoever opens it plays everybody in the box."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext

from aiohttp import web

from bot.sandbox.page import log
from bot.sandbox.page.deeds import deeds
from bot.sandbox.page.files import Sent, Static
from bot.sandbox.page.room import hand
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.page.views import View, asked_for, everything, leading, one_phone
from bot.sandbox.page.whole import page_html
from bot.sandbox.page.window import Window

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(shelf: Shelf) -> list[web.RouteDef]:
    """The page itself, and every path under `/page/`."""
    static, sent = Static(), Sent(shelf.world)
    return [
        web.get("/", _page(shelf, static.version)),
        web.get("/phone/{key}", _of_one(shelf, static.version)),
        web.get("/room/{key}", _of_the_room(shelf, static.version)),
        web.get("/page/live", _live(shelf, static.version)),
        web.get("/page/calls/{n:[0-9]{1,12}}", _call(shelf)),
        web.get("/page/files/{file_id}", sent.handle),
        web.get("/page/static/{name}", static.handle),
        *deeds(shelf),
    ]


def _page(shelf: Shelf, version: str) -> Handler:
    async def handle(_: web.Request) -> web.StreamResponse:
        return _drawn(shelf, version, everything(shelf))

    return handle


def _of_one(shelf: Shelf, version: str) -> Handler:
    """One phone, for whoever has its key."""

    async def handle(request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        seat = shelf.room.seat(key) if shelf.room else None
        if seat is None:
            return _unknown()
        response = _drawn(shelf, version, one_phone(shelf, seat.person))
        hand(request, response, key)
        return response

    return handle


def _of_the_room(shelf: Shelf, version: str) -> Handler:
    """All codes, and the clock, for whoever leads."""

    async def handle(request: web.Request) -> web.StreamResponse:
        key, room = request.match_info["key"], shelf.room
        if room is None or not room.leads_with(key):
            return _unknown()
        response = _drawn(shelf, version, leading(shelf, room))
        hand(request, response, key)
        return response

    return handle


def _unknown() -> web.Response:
    return web.Response(text="This address is not one of this room’s.", status=404)


def _drawn(shelf: Shelf, version: str, view: View) -> web.Response:
    html = page_html(shelf, version, view.html(), view=view.name, query=view.query)
    return web.Response(text=html, content_type="text/html")


def _live(shelf: Shelf, version: str) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        view = asked_for(shelf, request)
        if view is None:
            return web.Response(status=404)
        room, person = shelf.room, view.person
        with room.present(person) if room and person else nullcontext():
            return await Window(shelf, version, view).serve(request)

    return handle


def _call(shelf: Shelf) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        call = log.find_call(shelf.world, int(request.match_info["n"]))
        if call is None:
            return web.Response(status=404)
        return web.Response(text=log.call_html(call), content_type="text/html")

    return handle
