"""New databases for tests, of either kind. What can be tested on both, is."""

import asyncio
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from tests.once import quick_folder
from tests.postgres import Server

EITHER = ("sqlite", "postgresql")

on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""For what is only about the SQLite file, or not about the database at all."""

on_postgresql = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


class Databases(Protocol):
    """Where databases come from. Each is known by its URL."""

    async def new(self) -> str:
        """One as a new installation has it."""

    async def without_tables(self) -> str: ...

    async def content(self, url: str) -> bytes:
        """All that is in the files of a database."""

    async def drop(self) -> None:
        """Remove all that were made."""


class Files:
    """SQLite files in a folder, which are removed with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    async def new(self) -> str:
        file = self._file()
        file.write_bytes(await asyncio.to_thread(empty_database))
        return f"sqlite:///{file}"

    async def without_tables(self) -> str:
        return f"sqlite:///{self._file()}"

    async def content(self, url: str) -> bytes:
        """The file, its log and the index of that."""
        file = Path(url.removeprefix("sqlite:///"))
        return b"\n".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))

    async def drop(self) -> None:
        pass

    def _file(self) -> Path:
        return self._folder / f"test_{next(self._numbers)}.sqlite"


class OnServer:
    """Databases of a PostgreSQL server. `untouched`: also to whoever reads its files."""

    def __init__(self, server: Server, *, untouched: bool) -> None:
        self._server = server
        self._untouched = untouched
        self._to_drop: list[str] = []
        self._to_empty: list[str] = []

    async def new(self) -> str:
        if self._untouched:
            return _noted(self._to_drop, await self._server.make_migrated())
        return _noted(self._to_empty, await self._server.make_ready())

    async def without_tables(self) -> str:
        return _noted(self._to_drop, await self._server.make())

    async def content(self, url: str) -> bytes:
        """Its tables, indexes and catalogues; the server's log (WAL) is not a part of it."""
        return b"\n".join(one.read_bytes() for one in await self._server.files(url))

    async def drop(self) -> None:
        for url in self._to_drop:
            await self._server.drop(url)
        for url in self._to_empty:
            await self._server.take_back(url)


def _noted(urls: list[str], url: str) -> str:
    urls.append(url)
    return url


def source(kind: str, folder: Path, request: pytest.FixtureRequest) -> Files | OnServer:
    """Databases of this kind. The server is started for the first test that wants one."""
    if kind == "sqlite":
        return Files(folder)
    untouched = request.node.get_closest_marker("untouched") is not None
    return OnServer(request.getfixturevalue("postgres"), untouched=untouched)


@cache
def empty_database() -> bytes:
    """The content of an SQLite file as a new installation has it: made once, copied for all."""

    async def make(file: Path) -> None:
        store = Store(f"sqlite:///{file}")
        await migrate(store)
        await store.close()

    with TemporaryDirectory(dir=quick_folder()) as folder:
        file = Path(folder) / "empty.sqlite"
        asyncio.run(make(file))
        return file.read_bytes()
