"""python-telegram-bot over aiohttp: several times the throughput of its own transport.

See docs/decisions for the figures.
"""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
"""Requests under way at once; more would only wait at Telegram's end."""

TIMEOUT = 20.0
"""Seconds for one call, unless the call names its own (long polling, uploads)."""

JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """One pool of connections to one server, opened by `initialize`, closed by `shutdown`."""

    def __init__(self, server: str, timeout: float = TIMEOUT) -> None:
        self._server = server
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=60)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), proxy=_proxy(self._server)
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        """Status and body. Raises TimedOut (it may have been done) or NetworkError."""
        if self._session is None:
            raise RuntimeError("the transport is used before it was opened")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        timeout = aiohttp.ClientTimeout(seconds)
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError) as error:
            # The URL holds the bot's token, and aiohttp likes to put it in its texts.
            raise NetworkError(type(error).__name__) from None


def _proxy(server: str) -> str | None:
    """What the environment says about the way there. aiohttp would ask anew for each request, which
    takes longer than the request."""
    there = urlsplit(server)
    return None if proxy_bypass(there.hostname or "") else getproxies().get(there.scheme)


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """The body of a request and its headers; files need a form."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}
