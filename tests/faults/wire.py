"""Wires between machines: they can be cut, or go dead without a word."""

import asyncio
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

CHUNK = 65_536

End = str | Path
"""A URL, or a socket in the file system."""


class Wire:
    """A TCP proxy on loopback. Whole at first; it has a name, as Telegram has.

    With several ends it is a plain balancer: each connection goes to the next end that takes it.
    """

    def __init__(self, *ends: End) -> None:
        self._beyond = deque(ends)
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
        try:
            there, beyond = await self._reach()
        except OSError:
            writer.transport.abort()
            return
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

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to the next end that takes one."""
        for _ in range(len(self._beyond) - 1):
            self._beyond.rotate(-1)
            with suppress(OSError):
                return await _connect(self._beyond[0])
        self._beyond.rotate(-1)
        return await _connect(self._beyond[0])

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                if not self._dead:
                    writer.write(data)
                    await writer.drain()
        writer.transport.abort()


async def _connect(end: End) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if isinstance(end, Path):
        return await asyncio.open_unix_connection(end)
    there = urlsplit(end)
    return await asyncio.open_connection(there.hostname, there.port)
