"""A PostgreSQL database that any number of replicas share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.room import Room

HOUSE = 0x45667465
"""A number of our own for advisory locks."""

TAKE_ROOM = {
    Room.ALONE: f"SELECT pg_advisory_xact_lock({HOUSE}, 1)",
    Room.BESIDE: f"SELECT pg_advisory_xact_lock_shared({HOUSE}, 1)",
}

CONNECTIONS = 20

SETTINGS = {
    "application_name": "eftertanke",
    # A replica that was cut off in the middle of a step holds up the others until then.
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    # Our statements are short; compiling them takes longer than doing them.
    "jit": "off",
}

CONNECT = {"server_settings": SETTINGS, "timeout": 5.0}

STATEMENT_SECONDS = 30.0
"""After which the database is thought to be gone."""

REWRITTEN = 64 * 1024 * 1024
"""Bytes. A table up to here is written anew in a moment; a larger one would keep people waiting."""

WAIT_MS = 500
"""How long a scrub waits for others, who wait behind it meanwhile."""

MIXED = {"note": ("UPDATE note SET id = id", "CLUSTER note USING pk_note")}
"""Tables whose rows must not tell which of them were written together: all are by one transaction
then, and lie in the order of their random ids."""

SIZES = (
    "SELECT relname AS name, pg_total_relation_size(oid) AS size FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
)

OLDER = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND xact_start < $1"
)
"""Transactions that began before a moment and have not ended."""

LOCK_NOT_AVAILABLE = "55P03"


class PostgresDatabase:
    """The engine, and all that is different on a server."""

    def __init__(self, url: URL) -> None:
        self.engine = create_async_engine(
            _driver(url),
            hide_parameters=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            # After a restart of the server the connections it had are of no use.
            pool_pre_ping=True,
            connect_args={**CONNECT, "command_timeout": STATEMENT_SECONDS},
        )
        # For what may take longer, and is done seldom.
        self._patient = create_async_engine(
            _driver(url), hide_parameters=True, poolclass=NullPool, connect_args=CONNECT
        )

    @asynccontextmanager
    async def step(self, room: Room, *, brief: bool) -> AsyncIterator[AsyncConnection]:
        """What comes after the lock sees all that was done before it."""
        async with self.engine.connect() as connection, connection.begin():
            if room in TAKE_ROOM:
                await connection.exec_driver_sql(TAKE_ROOM[room])
            yield connection

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection, connection.begin():
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        async with self._patient.connect() as connection, connection.begin():
            await connection.exec_driver_sql(TAKE_ROOM[Room.ALONE])
            yield connection

    async def scrub(self) -> bool:
        """Write every table anew, so that no page holds a deleted row or an old version of one, nor
        any row the number of a transaction that once locked it.

        Large tables are only vacuumed: what was deleted is out of reach then for any statement, and
        written over in time. The server's log (WAL) is the operator's; see docs/privacy.md.
        """
        async with self._patient.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.exec_driver_sql(f"SET lock_timeout = {WAIT_MS}")
            return await _all_older_ended(alone) and await _vacuum(alone)

    async def size(self) -> int:
        """Bytes of all tables."""
        async with self.engine.connect() as connection:
            return sum((await _sizes(connection)).values())


async def _all_older_ended(connection: AsyncConnection) -> bool:
    """Wait a little for transactions that could still see what was deleted before now."""
    now: datetime = (await connection.exec_driver_sql("SELECT clock_timestamp()")).scalar_one()
    for _ in range(10):
        if (await connection.exec_driver_sql(OLDER, (now,))).scalar_one() == 0:
            return True
        await asyncio.sleep(WAIT_MS / 10_000)
    return False


async def _vacuum(connection: AsyncConnection) -> bool:
    """False if somebody has kept a table to themselves, as a backup does."""
    for table, size in (await _sizes(connection)).items():
        small = MIXED.get(table, (f'VACUUM (FULL) "{table}"',))
        try:
            for statement in small if size <= REWRITTEN else (f'VACUUM (FREEZE) "{table}"',):
                await connection.exec_driver_sql(statement)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            return False
    return True


async def _sizes(connection: AsyncConnection) -> dict[str, int]:
    """Table to bytes, with its indexes."""
    rows = (await connection.exec_driver_sql(SIZES)).mappings()
    return {row["name"]: row["size"] for row in rows}


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+asyncpg")
