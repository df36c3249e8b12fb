"""The database behind everything: one SQLite file, or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import cast

import aiosqlite
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage import eager

PATIENCE = 10_000
"""Milliseconds. A backup or the command line may be writing."""

PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    "secure_delete = ON",
    f"busy_timeout = {PATIENCE}",
)


class Store:
    """Opens transactions. On SQLite one step writes at a time, in the order they asked."""

    def __init__(self, url: str, *, synchronous: str = "full") -> None:
        self.engine = _engine(url, synchronous)
        self.on_sqlite = self.engine.dialect.name == "sqlite"
        # A fair queue inside the process; SQLite's own waiting is neither fair nor cheap.
        self._turn = asyncio.Lock() if self.on_sqlite else nullcontext()

    @asynccontextmanager
    async def step(self, *, brief: bool = True) -> AsyncIterator[AsyncConnection]:
        """One writing transaction: all of it is kept, or nothing.

        A brief one reads and writes a few rows for one person; nobody notices while it is done.
        """
        async with self._turn, self.engine.connect() as connection:
            writing = await connection.execution_options(writes=True, brief=brief)
            async with writing.begin():
                yield writing

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncConnection]:
        """One reading transaction; it never waits for a writer on SQLite."""
        async with self.engine.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """A step in which tables may be rebuilt.

        SQLite rebuilds a table by dropping the old one, which would delete all that refers to it;
        so references are only looked at when everything is in its place again.
        """
        if not self.on_sqlite:
            async with self.step() as tx:
                yield tx
            return
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
        """Rewrite the SQLite file and empty its log, so that nothing deleted is left in free pages.

        False if somebody was reading, so that the log could not be emptied yet. `secure_delete`
        blanks what is deleted, but cells that moved when pages were balanced can leave old copies
        behind. PostgreSQL does its own vacuuming; see docs/privacy.md.
        """
        if not self.on_sqlite:
            return True
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
        """Bytes of the SQLite file; 0 on PostgreSQL."""
        if not self.on_sqlite:
            return 0
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        async with self.look() as tx:
            bytes_: int = (await tx.exec_driver_sql(query)).scalar_one()
            return bytes_

    async def close(self) -> None:
        await self.engine.dispose()


async def _bare(connection: AsyncConnection) -> aiosqlite.Connection:
    """The driver's own connection, for what cannot be done inside a transaction."""
    pooled = await connection.get_raw_connection()
    return cast(aiosqlite.Connection, pooled.driver_connection)


async def _check_references(tx: AsyncConnection) -> None:
    broken = (await tx.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"rows of {sorted({row[0] for row in broken})} refer to nothing")


def _engine(url: str, synchronous: str) -> AsyncEngine:
    parsed = make_url(url)
    # An error of the database must not carry somebody's words into the log.
    if parsed.get_backend_name() != "sqlite":
        driver = parsed.set(drivername="postgresql+asyncpg")
        return create_async_engine(driver, hide_parameters=True)
    engine = create_async_engine(
        parsed.set(drivername="sqlite+aiosqlite"),
        connect_args={"async_creator_fn": eager.connect},
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
