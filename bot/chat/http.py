"""python-telegram-bot over aiohttp: several times the throughput of its own transport.

See docs/decisions for the figures.
"""

import asyncio
import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.chat.pieces import pieces
from bot.domain.transport.updates import Unread, read

CONNECTIONS = 64
"""Requests under way at once; more would only wait at Telegram's end."""

TIMEOUT = 20.0
"""Seconds for one call, unless the call names its own (long polling, uploads)."""

JSON = {"Content-Type": "application/json"}

GOOD = b'{"ok":true,'
"""How every good answer of Telegram's begins."""

UNTOLD_WAIT = 5
"""Seconds to wait after a 429 that does not say for how long."""


class UnreachedError(NetworkError):
    """There was no way to Telegram: nothing can have been done."""


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

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer. Of one that cannot be read as a whole there is what can be read of its list;
        the library would give up, and write all of it into the log."""
        answer = read(payload.decode(errors="replace"))
        if isinstance(answer, Unread) and (found := pieces(payload)):
            return {"ok": True, "result": found}
        if not isinstance(answer, dict):
            raise NetworkError("an answer that cannot be read")
        return answer

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
        """Status and body. Raises TimedOut or NetworkError (it may have been done), UnreachedError,
        or RetryAfter."""
        if self._session is None:
            raise RuntimeError("the transport is used before it was opened")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        timeout = aiohttp.ClientTimeout(seconds)
        sent, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=sent, headers=headers, timeout=timeout
            ) as response:
                body = await response.read()
                # Files are fetched with GET; all else is asked of the Bot API, in JSON.
                return (response.status, body) if method == "GET" else _understood(response, body)
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientConnectorError as error:
            raise UnreachedError(type(error).__name__) from None
        except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError) as error:
            # The URL holds the bot's token, and aiohttp likes to put it in its texts.
            raise NetworkError(type(error).__name__) from None


def _understood(response: aiohttp.ClientResponse, body: bytes) -> tuple[int, bytes]:
    """Status and body, as the library can read them: machines between Telegram and us put pages of
    their own in its place, or its status on something else.

    What cannot be read is not repeated in the error. It might hold somebody's words.
    """
    status = response.status
    if status == HTTPStatus.OK and body.startswith(GOOD):
        return status, body
    answer = read(body)
    if status == HTTPStatus.OK and isinstance(answer, Unread) and pieces(body):
        return status, body
    if not isinstance(answer, dict):
        raise NetworkError(f"{status}, and no JSON")
    if status == HTTPStatus.OK and "result" not in answer:
        status = answer.get("error_code", HTTPStatus.BAD_GATEWAY)
    if status == HTTPStatus.TOO_MANY_REQUESTS and not answer.get("parameters"):
        raise RetryAfter(int(response.headers.get("Retry-After", UNTOLD_WAIT)))
    return status, body


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
