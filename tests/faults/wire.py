"""The wire between the bot and Telegram: it can be cut, or go dead without a word."""

import asyncio
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

CHUNK = 65_536


class Wire:
    """A TCP proxy on loopback. Whole at first; it has a name, as Telegram has."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._host, self._port = there.hostname or "", there.port or 80
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._dead = False
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._listen(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    async def cut(self) -> None:
        """Break what is under way; nobody can connect."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._break()

    async def mend(self) -> None:
        self._dead = False
        if self._server is None:
            await self._listen(urlsplit(self.url).port or 0)

    def deaden(self) -> None:
        """From now on whatever is sent gets nowhere, and nothing says so."""
        self._dead = True

    def _break(self) -> None:
        for end in self._ends:
            end.transport.abort()

    async def _listen(self, port: int) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", port)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://localhost:{port}"

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either end hangs up."""
        there, beyond = await asyncio.open_connection(self._host, self._port)
        ends = {writer, beyond}
        self._ends |= ends
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(reader, beyond))
                both.create_task(self._pass(there, writer))
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                if not self._dead:
                    writer.write(data)
                    await writer.drain()
        writer.transport.abort()
