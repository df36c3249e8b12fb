"""Telegram in a box that is in the same process: asked without HTTP, in the same JSON.

HTTP takes a third of a dialogue. Files still go by HTTP, and so does all that is to go wrong on its
way; and everything where HTTP is the point, as in the acceptance tests.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from unittest.mock import patch
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from bot.chat import application
from bot.chat.http import AiohttpRequest
from bot.sandbox.api import BotApi
from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.control import routes
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Open:
    """The way to somebody who still listens."""

    def is_closing(self) -> bool:
        return False


class Asked:
    """As much of a request as the box reads of one that carries JSON, or a query."""

    content_type = "application/json"
    content_length = None
    can_read_body = True
    query_string = ""
    transport = Open()

    def __init__(
        self, match_info: Mapping[str, str], query: Mapping[str, str], body: bytes
    ) -> None:
        self.match_info = match_info
        self.query = query
        self._body = body

    async def read(self) -> bytes:
        return self._body


async def ask(
    handle: Handle,
    match_info: Mapping[str, str],
    *,
    query: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> tuple[int, bytes]:
    """Status and body of the box's answer."""
    asked = cast(web.Request, Asked(match_info, query or {}, body))
    answer = await handle(asked)
    assert isinstance(answer, web.Response)
    assert isinstance(answer.body, bytes)
    return answer.status, answer.body


class NearRequest(AiohttpRequest):
    """What our bot asks of the box."""

    def __init__(self, box: Sandbox) -> None:
        super().__init__(box.url)
        self._world = box.world
        self._api = BotApi(box.world)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        by_http = method == "GET" or self._world.faults.pending()
        if by_http or (request_data is not None and request_data.contains_files):
            return await super().do_request(url, method, request_data, read_timeout)
        _, token, name = urlsplit(url).path.rsplit("/", 2)
        parts = {"token": token.removeprefix("bot"), "method": name}
        sent = json.dumps(request_data.parameters if request_data else {}).encode()
        try:
            async with asyncio.timeout(
                read_timeout if isinstance(read_timeout, int | float) else self.read_timeout
            ):
                return await ask(self._api.handle, parts, body=sent)
        except TimeoutError as error:
            raise TimedOut from error


class NearControl(Control):
    """What people do, and what a test looks at."""

    def __init__(self, box: Sandbox) -> None:
        super().__init__(box.url)
        self._handlers = _handlers(box.world)

    async def _send(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        handle = self._handlers["POST", path]
        return _read(*await ask(handle, {}, body=json.dumps(body).encode()))

    async def _get(self, path: str, **query: str | int | None) -> dict[str, Any]:
        wanted = {name: str(value) for name, value in query.items() if value is not None}
        if ("GET", path) in self._handlers:
            return _read(*await ask(self._handlers["GET", path], {}, query=wanted))
        chat = path.removeprefix("chats/").removesuffix("/messages")
        handle = self._handlers["GET", "chats/{chat}/messages"]
        return _read(*await ask(handle, {"chat": chat}, query=wanted))


def _handlers(world: World) -> dict[tuple[str, str], Handle]:
    """By method and path under `/sandbox/`."""
    return {
        (one.method, one.path.removeprefix("/sandbox/")): cast(Handle, one.handler)
        for one in routes(world)
    }


def _read(status: int, body: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(body)
    if status >= web.HTTPBadRequest.status_code:
        raise ControlRefusedError(status, str(answer.get("error") or answer))
    return answer


@contextmanager
def near(box: Sandbox) -> Iterator[None]:
    """Bots that are opened meanwhile ask this box without HTTP, and any other server with it."""

    def transport(server: str) -> AiohttpRequest:
        return NearRequest(box) if server == box.url else AiohttpRequest(server)

    with patch.object(application, "AiohttpRequest", transport):
        yield
