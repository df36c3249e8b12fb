"""Who may look at the page and use the control API: no other site in the same browser.

Where the box serves a room, nobody without a key either.
"""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.jsons import encode
from bot.sandbox.page.shelf import Shelf

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(shelf: Shelf, route: web.RouteDef) -> web.RouteDef:
    """The same route, refused to pages of other origins and to those without a key."""
    return web.RouteDef(route.method, route.path, _guarded(shelf, route.handler), route.kwargs)


def _guarded(shelf: Shelf, handle: Handler) -> Handler:
    async def check(request: web.Request) -> web.StreamResponse:
        refusal = _refused(request)
        if refusal is None and shelf.room is not None and not await shelf.room.may(request):
            refusal = 403, "Key: open the page by the address that was made for you"
        response = _refusal(*refusal) if refusal else await handle(request)
        if not response.prepared:
            response.headers.update({**HEADERS, **response.headers})
        return response

    return check


def _refused(request: web.Request) -> tuple[int, str] | None:
    if not _is_ours(request.host):
        return 403, f"Host: {request.host} is not a name of this machine"
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return 403, f"Origin: {origin} may not use this sandbox"
    changes = request.method not in ("GET", "HEAD")
    if changes and request.can_read_body and request.content_type != "application/json":
        return 415, "Content-Type: it has to be application/json"
    return None


def _is_ours(host: str) -> bool:
    """Addresses and names without a dot: a name that a stranger's DNS answers for has one."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.endswith(".localhost") or "." not in name
    return True


def _refusal(status: int, text: str) -> web.Response:
    return web.Response(
        body=encode({"error": text}), status=status, content_type="application/json"
    )
