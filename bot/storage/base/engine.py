"""The database behind everything: one SQLite file, or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DeadlockError, StorageError
from bot.storage.base import db_errors
from bot.storage.base.claims import EVERYTHING, FREE, Begin, Claim, Lane
from bot.storage.base.postgresql import PostgresDatabase
from bot.storage.base.sqlite import SqliteFile


class Store:
    """Opens transactions. On SQLite one step writes at a time, in the order they asked.

    Whatever keeps the database from doing its work is raised as StorageError.
    """

    def __init__(self, url: str, *, synchronous: str = "full") -> None:
        parsed = make_url(url)
        self.on_sqlite = parsed.get_backend_name() == "sqlite"
        self._database = (
            SqliteFile(parsed, synchronous) if self.on_sqlite else PostgresDatabase(parsed)
        )
        self.engine = self._database.engine
        self._trouble = db_errors.of_sqlite if self.on_sqlite else db_errors.of_postgresql
        self._door = asyncio.Lock()
        self._in_use = 0
        self._stale = False

    @property
    def shared(self) -> bool:
        """Whether other replicas may be at work on it."""
        return not self.on_sqlite

    @asynccontextmanager
    async def step(
        self,
        claim: Claim = EVERYTHING,
        *,
        brief: bool = True,
        lane: Lane | None = None,
        patient: bool = True,
    ) -> AsyncIterator[AsyncConnection]:
        """One writing transaction: all of it is kept, or nothing.

        A brief one reads and writes a few rows for one person; nobody notices while it is done. In
        a lane there is one at a time: raises OutOfTurnError if another replica is in it. If it is
        not patient, it raises BusyError where somebody has what it claims.
        """
        entered = self._database.step(claim, brief=brief, lane=lane, patient=patient)
        async with self._told(), entered as tx:
            yield tx

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncConnection]:
        """One reading transaction; it never waits for a writer."""
        async with self._told(), self._database.look() as tx:
            yield tx

    @asynccontextmanager
    async def standing(self, channel: str, heard: Callable[[], None]) -> AsyncIterator[Begin]:
        """A way to the database that is always open, for short free steps of one statement each.

        While it is, `heard` is called for each `call` of another replica on this channel.
        """
        if isinstance(self._database, SqliteFile):
            # There are no others to be heard, and steps wait for each other anyway.
            yield lambda: self.step(FREE)
            return
        with self._converted():
            async with self._database.standing(channel, heard) as begin:
                yield begin

    async def call(self, tx: AsyncConnection, channel: str) -> None:
        """Let other replicas that have a standing way to the database hear of this step."""
        await self._database.call(tx, channel)

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """A step in which tables may be rebuilt."""
        async with self._told(), self._database.rebuilding() as tx:
            yield tx

    async def scrub(self, *, overdue: bool = False) -> bool:
        """See to it that nothing deleted is left in the database's files, as far as is ours to do.

        False if somebody was at work, so that it could not be done yet. `overdue`: let them wait.
        """
        async with self._told():
            return await self._database.scrub(overdue=overdue)

    async def size(self) -> int:
        """Bytes that a scrub goes through."""
        async with self._told():
            return await self._database.size()

    async def close(self) -> None:
        await self._database.close()

    @asynccontextmanager
    async def _told(self) -> AsyncIterator[None]:
        """Tell trouble of the database from all else.

        Connections to a file that were made in the midst of it may never be good for anything: as
        soon as nobody uses any, all are closed. SQLite shares what it knows of a file between them.
        """
        async with self._door:
            self._in_use += 1
        try:
            with self._converted():
                yield
        finally:
            self._in_use -= 1
            if self._stale and self._in_use == 0:
                await self._begin_anew()

    @contextmanager
    def _converted(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            why = self._trouble(error)
            if why is None:
                raise
            self._stale |= self.on_sqlite and why in db_errors.LASTS
            raise (DeadlockError if why == db_errors.CROSSED else StorageError)(why) from error

    async def _begin_anew(self) -> None:
        """Close all connections; whoever wants one waits for as long."""
        async with self._door:
            if self._in_use == 0:
                await self._database.close()
                self._stale = False
