"""One SQLite file: one step writes at a time, and readers never wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.host.disk import room_for
from bot.storage.base import inline_sqlite
from bot.storage.base.claims import Claim, Lane
from bot.storage.base.inline_sqlite import InlineConnection

SCRUB_WAITS_MS = 500
"""Every step waits for a scrub, so it waits for nobody long."""

PRAGMAS: tuple[str, ...] = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    "secure_delete = ON",
)

LOG_PAGES = 8000
"""In a large file a step changes pages here and there. Those that the log (of 32 MB) holds more
than once are written back to the file once."""

FEWEST_PAGES = 100

SHARE = 4
"""On a small disk the log gets one part in so many of what is free. If it took all, nothing could
be written back to the file, and the disk would be full for good."""

PAGE = 4096
"""Bytes of a page; that the log has a few more for each makes no odds."""


def log_pages(free: int) -> int:
    """How many pages the log may have before it is written back, where so many bytes are free."""
    return max(FEWEST_PAGES, min(LOG_PAGES, free // SHARE // PAGE))


class SqliteFile:
    """The engine, and all that is different on a file."""

    def __init__(self, url: URL, synchronous: str) -> None:
        self.engine = _engine(url, synchronous)
        # A fair queue inside the process; SQLite's own waiting is neither fair nor cheap.
        self._turn = asyncio.Lock()
        self._kept: list[AsyncConnection] = []

    @asynccontextmanager
    async def step(
        self, claim: Claim, *, brief: bool, lane: Lane | None = None, patient: bool = True
    ) -> AsyncIterator[AsyncConnection]:
        """Every step has the whole file to itself, whatever it claims."""
        async with self._turn, self._begun(writes=True, brief=brief) as connection:
            yield connection

    def look(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._begun(writes=False, brief=True)

    async def close(self) -> None:
        while self._kept:
            await self._kept.pop().close()
        await self.engine.dispose()

    @asynccontextmanager
    async def _begun(self, *, writes: bool, brief: bool) -> AsyncIterator[AsyncConnection]:
        """A transaction on a connection that is kept for the next: the pool's ceremonies take twice
        as long as a small step. One that has seen trouble is given back to be tidied."""
        connection = self._kept.pop() if self._kept else await self.engine.connect()
        try:
            driver = await _bare(connection)
            driver.writes, driver.brief = writes, brief
            async with connection.begin():
                yield connection
        except BaseException:
            await connection.close()
            raise
        self._kept.append(connection)

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """SQLite rebuilds a table by dropping the old one, which would delete all that refers to
        it; so references are only looked at when everything is in its place again."""
        async with self._turn, self.engine.connect() as connection:
            sqlite = await _bare(connection)
            sqlite.writes, sqlite.brief = True, False
            await sqlite.execute("PRAGMA foreign_keys = OFF")
            try:
                async with connection.begin():
                    yield connection
                    await _check_references(connection)
            finally:
                await sqlite.execute("PRAGMA foreign_keys = ON")

    async def call(self, tx: AsyncConnection, channel: str) -> None:
        """Nobody else listens."""

    async def scrub(self, *, overdue: bool = False) -> bool:
        """Rewrite the file and empty its log.

        `secure_delete` blanks what is deleted, but cells that moved when pages were balanced can
        leave old copies behind.
        """
        async with self._turn, self.engine.connect() as connection:
            sqlite = await _bare(connection)
            await sqlite.execute_fetchall(f"PRAGMA busy_timeout = {SCRUB_WAITS_MS}")
            try:
                await sqlite.execute("VACUUM")
                ((busy, *_),) = await sqlite.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await sqlite.execute_fetchall("PRAGMA busy_timeout = 0")
            return not busy

    async def size(self) -> int:
        """Bytes of the file."""
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        async with self.engine.connect() as connection:
            bytes_: int = (await connection.exec_driver_sql(query)).scalar_one()
            return bytes_


async def _bare(connection: AsyncConnection) -> InlineConnection:
    """The driver's own connection."""
    pooled = await connection.get_raw_connection()
    return cast(InlineConnection, pooled.driver_connection)


async def _check_references(tx: AsyncConnection) -> None:
    broken = (await tx.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"rows of {sorted({row[0] for row in broken})} refer to nothing")


def _engine(url: URL, synchronous: str) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        connect_args={"async_creator_fn": inline_sqlite.connect},
        # An error of the database must not carry somebody's words into the log.
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        room = room_for(Path(url.database or ""))
        log = f"wal_autocheckpoint = {log_pages(room.free + room.log) if room else LOG_PAGES}"
        for pragma in (*PRAGMAS, f"synchronous = {synchronous}", log):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        driver = cast(InlineConnection, connection.connection.driver_connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if driver.writes else "BEGIN")

    return engine
