"""How a call goes wrong on its way: what the bot gets instead of an answer."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.faults import Fault, Kind

Execute = Callable[[], Awaitable[web.Response]]
"""Does what the call asks for."""

_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>"
)

_REFUSALS: dict[Kind, Callable[[Fault], ApiError]] = {
    Kind.HTTP_401: lambda _: ApiError(401, "Unauthorized"),
    Kind.HTTP_500: lambda _: ApiError(500, "Internal Server Error: restart"),
    Kind.TOO_MANY: lambda fault: too_many_requests(fault.retry_after),
    Kind.TOO_MANY_BARE: lambda _: ApiError(429, "Too Many Requests"),
}


async def go_wrong(request: web.Request, fault: Fault, execute: Execute) -> web.StreamResponse:
    """Answer wrongly, late, by half, or not at all. Raises ApiError for a plain refusal."""
    if fault.kind in _REFUSALS:
        raise _REFUSALS[fault.kind](fault)
    match fault.kind:
        case Kind.HTTP_502:
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        case Kind.NOT_OK:
            return web.json_response({"ok": False})
        case Kind.LATENCY:
            await asyncio.sleep(fault.seconds)
            return await execute()
        case Kind.CUT_OFF:
            return await _by_half(request, await execute())
        case Kind.TIMEOUT:
            # The client's patience ends it: the handler is cancelled when it hangs up.
            await asyncio.Event().wait()
        case Kind.RESET_AFTER:
            await execute()
    return _hung_up(request, web.Response())


async def _by_half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Promise all of the answer and give half of it."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    answer = web.StreamResponse(status=whole.status, headers={"Content-Length": str(len(body))})
    await answer.prepare(request)
    await answer.write(body[: len(body) // 2])
    return _hung_up(request, answer)


def _hung_up(request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return answer
