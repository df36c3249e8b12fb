"""The connection to a sandbox, and what it says when it refuses."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

import aiohttp


class ControlRefusedError(Exception):
    """The sandbox could not do what it was asked; the text names the field."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Line:
    """To one sandbox."""

    def __init__(self, url: str, key: str = "") -> None:
        """The key is that of whoever leads, where the box serves a room."""
        self.url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def events(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """What happens in the box from now on; `receive_json()` gives the next event."""
        async with self._session().ws_connect(f"{self.url}/sandbox/events") as socket:
            yield socket

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _post(self, path: str, **fields: object) -> dict[str, Any]:
        """What is None is left out."""
        return await self._send(path, {k: v for k, v in fields.items() if v is not None})

    async def _send(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        async with self._session().post(f"{self.url}/sandbox/{path}", json=body) as response:
            return await _read(response)

    async def _get(self, path: str, **query: str | int | None) -> dict[str, Any]:
        wanted = {name: value for name, value in query.items() if value is not None}
        async with self._session().get(f"{self.url}/sandbox/{path}", params=wanted) as response:
            return await _read(response)

    async def _items(self, path: str, **query: str | int | None) -> list[object]:
        items: list[object] = (await self._get(path, **query))["items"]
        return items

    def _session(self) -> aiohttp.ClientSession:
        # Made on first use: a session belongs to the loop that runs then.
        if self._http is None:
            self._http = aiohttp.ClientSession(headers=self._headers)
        return self._http


async def _read(response: aiohttp.ClientResponse) -> dict[str, Any]:
    answer: dict[str, Any] = await response.json()
    if not response.ok:
        raise ControlRefusedError(response.status, str(answer.get("error") or answer))
    return answer
