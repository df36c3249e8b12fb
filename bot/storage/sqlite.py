"""One SQLite file: one step writes at a time, and readers never wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import aiosqlite
from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage import eager
from bot.storage.room import Room

PATIENCE = 10_000
"""Milliseconds. A backup or the command line may be writing."""

PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    "secure_delete = ON",
    f"busy_timeout = {PATIENCE}",
)


class SqliteFile:
    """The engine, and all that is different on a file."""

    def __init__(self, url: URL, synchronous: str) -> None:
        self.engine = _engine(url, synchronous)
        # A fair queue inside the process; SQLite's own waiting is neither fair nor cheap.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def step(self, room: Room, *, brief: bool) -> AsyncIterator[AsyncConnection]:
        """Every step has the whole file to itself, whatever room it needs."""
        async with self._turn, self.engine.connect() as connection:
            writing = await connection.execution_options(writes=True, brief=brief)
            async with writing.begin():
                yield writing

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """SQLite rebuilds a table by dropping the old one, which would delete all that refers to
        it; so references are only looked at when everything is in its place again."""
        async with self._turn, self.engine.connect() as connection:
            sqlite = await _bare(connection)
            await sqlite.execute("PRAGMA foreign_keys = OFF")
            try:
                writing = await connection.execution_options(writes=True)
                async with writing.begin():
                    yield writing
                    await _check_references(writing)
            finally:
                await sqlite.execute("PRAGMA foreign_keys = ON")

    async def scrub(self) -> bool:
        """Rewrite the file and empty its log.

        `secure_delete` blanks what is deleted, but cells that moved when pages were balanced can
        leave old copies behind.
        """
        async with self._turn, self.engine.connect() as connection:
            sqlite = await _bare(connection)
            # Every step waits for this one, so it waits for nobody long.
            await sqlite.execute_fetchall("PRAGMA busy_timeout = 500")
            try:
                await sqlite.execute("VACUUM")
                ((busy, *_),) = await sqlite.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await sqlite.execute_fetchall(f"PRAGMA busy_timeout = {PATIENCE}")
            return not busy

    async def size(self) -> int:
        """Bytes of the file."""
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        async with self.engine.connect() as connection:
            bytes_: int = (await connection.exec_driver_sql(query)).scalar_one()
            return bytes_


async def _bare(connection: AsyncConnection) -> aiosqlite.Connection:
    """The driver's own connection, for what cannot be done inside a transaction."""
    pooled = await connection.get_raw_connection()
    return cast(aiosqlite.Connection, pooled.driver_connection)


async def _check_references(tx: AsyncConnection) -> None:
    broken = (await tx.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"rows of {sorted({row[0] for row in broken})} refer to nothing")


def _engine(url: URL, synchronous: str) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        connect_args={"async_creator_fn": eager.connect},
        # An error of the database must not carry somebody's words into the log.
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        for pragma in (*PRAGMAS, f"synchronous = {synchronous}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        driver = cast(eager.EagerConnection, connection.connection.driver_connection)
        options = connection.get_execution_options()
        driver.brief = False  # the lock may have to be waited for
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
        driver.brief = options.get("brief", False)

    return engine
