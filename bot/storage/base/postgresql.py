"""A PostgreSQL database that any number of replicas share."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import URL, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection

from bot.errors import BusyError, OutOfTurnError
from bot.storage.base import advisory, rewriting
from bot.storage.base.claims import EVERYTHING, Begin, Claim, Lane, LockMode

CONNECTIONS = 20

LOCKING = 16
"""Connections for steps that take locks; the others are for whoever only looks."""

FREE_CONNECTIONS = 8
"""For steps that wait for nobody: updates are stored and messages sent whatever else goes on."""

FORGOTTEN = "3s"
"""A replica that is cut off in the middle of a step holds up the others until then."""

FORGOTTEN_AT_WORK = "15s"
"""The same for steps that are not brief, and may think for long between two statements."""

AT_MOST = {LockMode.EXCLUSIVE: "15s", LockMode.SHARED: "5s", LockMode.FREE: "5s"}
"""As long as a brief step may take, once it has its locks. It could also be cut off in the middle
of a statement, which no other limit is for."""

SINCE = (17,)
"""Since which version the server can see to that."""

SETTINGS = {
    "application_name": "eftertanke",
    "idle_in_transaction_session_timeout": FORGOTTEN,
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
    # Our statements are short; compiling them takes longer than doing them.
    "jit": "off",
}

CONNECT = {"server_settings": SETTINGS, "timeout": 5.0}

STATEMENT_SECONDS = 30.0
"""After which the database is thought to be gone."""

FREE_SECONDS = 3.0
"""The same for a step that waits for nobody."""

URGENT = {**CONNECT, "timeout": 2.0, "command_timeout": 2.0}
"""For what has to be known soon: whether a standing connection still stands."""

_CALL = text("SELECT pg_notify(:channel, '')")


class PostgresDatabase:
    """The engine, and all that is different on a server."""

    def __init__(self, url: URL) -> None:
        self._doubted = -math.inf
        self.engine = self._pool(url, CONNECTIONS)
        self._free = self._pool(url, FREE_CONNECTIONS, free=True)
        # For what may take longer, and is done seldom.
        self._patient = create_async_engine(
            _driver(url), hide_parameters=True, poolclass=NullPool, connect_args=CONNECT
        )
        self._standing = create_async_engine(
            _driver(url), hide_parameters=True, poolclass=NullPool, connect_args=URGENT
        )
        # Of the steps that want everything to themselves, one queues among other replicas' at a
        # time: those of a replica that is cut off would be waited for one after the other.
        locking = asyncio.Semaphore(LOCKING)
        self._doors = {LockMode.EXCLUSIVE: (asyncio.Lock(), locking), LockMode.SHARED: (locking,)}
        self._queues: dict[int, asyncio.Event] = {}
        """Locks for which a step of this process waits in the database, until it has them."""

    @asynccontextmanager
    async def step(
        self, claim: Claim, *, brief: bool, lane: Lane | None = None, patient: bool = True
    ) -> AsyncIterator[AsyncConnection]:
        """What comes after the locks sees all that was done before them. Not `patient`: raises
        BusyError if somebody has one of them."""
        if claim.installation is LockMode.FREE:
            async with self._transaction(self._free, FREE_SECONDS) as connection:
                yield connection
            return
        async with AsyncExitStack() as held:
            yield await self._enter(held, _Entry(claim, lane, brief=brief), patient=patient)

    async def _enter(
        self, held: AsyncExitStack, entry: "_Entry", *, patient: bool
    ) -> AsyncConnection:
        """A transaction that has its locks. Of those here who wait for the same, one does so in the
        database; a Team that many want would take all connections otherwise."""
        while True:
            connection, missing = await self._try(held, entry, waits=False)
            if missing is None:
                return connection
            if not patient:
                raise BusyError
            if (first := self._queues.get(missing)) is not None:
                await first.wait()
                continue
            self._queues[missing] = asyncio.Event()
            try:
                connection, _ = await self._try(held, entry, waits=True)
            finally:
                self._queues.pop(missing).set()
            return connection

    async def _try(
        self, held: AsyncExitStack, entry: "_Entry", *, waits: bool
    ) -> tuple[AsyncConnection, int | None]:
        """The transaction is `held` if it has its locks; else which one is missing."""
        async with AsyncExitStack() as inside:
            for door in self._doors[entry.claim.installation]:
                await inside.enter_async_context(door)
            connection = await inside.enter_async_context(self._transaction(self.engine, None))
            missing = await entry.locked(connection, waits=waits)
            if missing is None:
                await held.enter_async_context(inside.pop_all())
            return connection, missing

    def look(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._transaction(self.engine, None)

    @asynccontextmanager
    async def _transaction(
        self, engine: AsyncEngine, seconds: float | None
    ) -> AsyncIterator[AsyncConnection]:
        try:
            async with (
                asyncio.timeout(seconds),
                engine.connect() as connection,
                connection.begin(),
            ):
                yield connection
        except TimeoutError:
            # The other connections may lead nowhere, too.
            self._doubted = time.monotonic()
            raise

    @asynccontextmanager
    async def standing(self, channel: str, heard: Callable[[], None]) -> AsyncIterator[Begin]:
        """A connection for one thing, whatever all others do. Each statement is a transaction.

        As long as something is asked on it now and then, it also hears what others `call`.
        """
        async with self._standing.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            driver: Any = (await alone.get_raw_connection()).driver_connection
            await _listen(driver, channel, heard)

            @asynccontextmanager
            async def begin() -> AsyncIterator[AsyncConnection]:
                yield alone

            try:
                yield begin
            except BaseException:
                driver.terminate()  # it may be dead, and would be waited for
                raise

    async def call(self, tx: AsyncConnection, channel: str) -> None:
        """Let all who listen hear, once this transaction is done."""
        await tx.execute(_CALL, {"channel": channel})

    def _pool(self, url: URL, size: int, *, free: bool = False) -> AsyncEngine:
        """Connections that are kept. None is handed out that the server has closed, as with a
        restart, or that was there when another one was found to lead nowhere. To ask the server
        each time would take longer than most statements."""
        engine = create_async_engine(
            _driver(url),
            hide_parameters=True,
            pool_size=size,
            max_overflow=0,
            connect_args={**CONNECT, "command_timeout": STATEMENT_SECONDS},
        )

        @event.listens_for(engine.sync_engine, "connect")
        def born(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
            entry.info["born"] = time.monotonic()
            driver: Any = entry.driver_connection
            if free and driver.get_server_version()[:1] >= SINCE:
                connection.cursor().execute(f"SET transaction_timeout = '{AT_MOST[LockMode.FREE]}'")
                connection.commit()

        @event.listens_for(engine.sync_engine, "checkout")
        def check(
            _: DBAPIConnection, entry: ConnectionPoolEntry, __: PoolProxiedConnection
        ) -> None:
            driver: Any = entry.driver_connection
            if entry.info["born"] < self._doubted:
                driver.terminate()  # or its end would be waited for
            if driver.is_closed():
                raise DisconnectionError

        return engine

    async def close(self) -> None:
        await self.engine.dispose()
        await self._free.dispose()

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        async with self._patient.connect() as connection, connection.begin():
            await _Entry(EVERYTHING, None, brief=False).locked(connection, waits=True)
            yield connection

    async def scrub(self, *, overdue: bool = False) -> bool:
        """Let no statement find what was deleted, nor any file, as far as that can be done without
        keeping people waiting. The server's log (WAL) is the operator's; see docs/privacy.md.
        """
        async with self._patient.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            return await rewriting.rewrite(alone, overdue=overdue)

    async def size(self) -> int:
        """Bytes of all tables."""
        async with self.engine.connect() as connection:
            return sum((await rewriting.sizes(connection)).values())


async def _listen(driver: Any, channel: str, heard: Callable[[], None]) -> None:
    try:
        await driver.add_listener(channel, lambda *_: heard())
    except Exception as error:
        # The driver's own errors, since SQLAlchemy has no part in this.
        raise ConnectionError(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a step waits for before it begins."""

    claim: Claim
    lane: Lane | None
    brief: bool = field(kw_only=True)

    async def locked(self, connection: AsyncConnection, *, waits: bool) -> int | None:
        """Take the locks; None if that was done, or else which one is not to be had. Raises
        OutOfTurnError if another replica is in the lane."""
        further = advisory.in_order(self.claim)
        entered = await connection.exec_driver_sql(
            f"SELECT {advisory.enter(self.claim, self.lane)}"
            + ("" if further else self._limit(connection)),
            () if self.lane is None else (advisory.of_lane(self.lane),),
        )
        if entered.one()[0] is None:
            raise OutOfTurnError
        if not further:
            return None
        taken = await connection.exec_driver_sql(
            f"SELECT {advisory.TAKE if waits else advisory.TRY}{self._limit(connection)}",
            ([key for key, _ in further], [own for _, own in further]),
        )
        missing: int | None = taken.one()[0]
        return missing

    def _limit(self, connection: AsyncConnection) -> str:
        """Has the server end this transaction by itself, should it be forgotten. Said after the
        last lock: to wait for it takes no time of the step's own."""
        if not self.brief:
            return (
                f", set_config('idle_in_transaction_session_timeout', '{FORGOTTEN_AT_WORK}', true)"
            )
        if (connection.dialect.server_version_info or ()) < SINCE:
            return ""
        return f", set_config('transaction_timeout', '{AT_MOST[self.claim.installation]}', true)"


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+asyncpg")
