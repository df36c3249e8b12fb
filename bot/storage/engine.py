"""The database behind everything: one SQLite file, or PostgreSQL."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.postgresql import PostgresDatabase
from bot.storage.room import Room
from bot.storage.sqlite import SqliteFile


class Store:
    """Opens transactions. On SQLite one step writes at a time, in the order they asked."""

    def __init__(self, url: str, *, synchronous: str = "full") -> None:
        parsed = make_url(url)
        self.on_sqlite = parsed.get_backend_name() == "sqlite"
        self._database = (
            SqliteFile(parsed, synchronous) if self.on_sqlite else PostgresDatabase(parsed)
        )
        self.engine = self._database.engine

    def step(
        self, room: Room = Room.ALONE, *, brief: bool = True
    ) -> AbstractAsyncContextManager[AsyncConnection]:
        """One writing transaction: all of it is kept, or nothing.

        A brief one reads and writes a few rows for one person; nobody notices while it is done.
        """
        return self._database.step(room, brief=brief)

    def look(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """One reading transaction; it never waits for a writer."""
        return self._database.look()

    def rebuilding(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A step in which tables may be rebuilt."""
        return self._database.rebuilding()

    async def scrub(self) -> bool:
        """See to it that nothing deleted is left in the database's files, as far as is ours to do.

        False if somebody was reading, so that it could not be done yet.
        """
        return await self._database.scrub()

    async def size(self) -> int:
        """Bytes that a scrub goes through."""
        return await self._database.size()

    async def close(self) -> None:
        await self._database.close()
