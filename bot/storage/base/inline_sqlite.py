"""aiosqlite with one trip to its thread for each statement, or none.

A cursor of aiosqlite goes to the thread four times: to be made, to execute, to fetch, to be closed.
SQLite itself answers in some ten microseconds, so the trips were nine tenths of every step. In a
brief transaction only what has to wait goes to the thread: for somebody else's lock, and for the
disk at its end. See docs/performance.md.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Self

import aiosqlite

Row = tuple[Any, ...]

PATIENCE = 10_000
"""Milliseconds. A backup or the command line may be writing."""


class InlineCursor:
    """Executes and fetches all rows in one go; the rest of a cursor's life costs nothing.

    The part of a DBAPI cursor that SQLAlchemy's asyncio adapter calls.
    """

    def __init__(self, connection: "InlineConnection") -> None:
        self._connection = connection
        self._rows: Sequence[Row] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, operation: str, parameters: Iterable[Any] = ()) -> None:
        await self._connection.do(self._execute, operation, parameters)

    async def executemany(self, operation: str, parameters: Iterable[Iterable[Any]]) -> None:
        await self._connection.do(self._executemany, operation, parameters)

    async def fetchall(self) -> Sequence[Row]:
        return self._rows

    async def close(self) -> None:
        self._rows = ()

    def _execute(self, bare: sqlite3.Connection, operation: str, parameters: Any) -> None:
        cursor = bare.execute(operation, parameters)
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else ()
        self._finish(cursor)

    def _executemany(self, bare: sqlite3.Connection, operation: str, parameters: Any) -> None:
        cursor = bare.executemany(operation, parameters)
        self.description = None
        self._finish(cursor)

    def _finish(self, cursor: sqlite3.Cursor) -> None:
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


class InlineConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out eager cursors.

    While it is `brief`, statements are done where they are asked for. `writes`: its transaction may
    have something to write.
    """

    brief = False
    writes = False

    def cursor(self) -> InlineCursor:  # type: ignore[override] # not to be awaited
        return InlineCursor(self)

    async def do(self, work: Any, *arguments: Any) -> None:
        """Call `work` with the bare connection, at once or in the connection's own thread."""
        if self.brief:
            try:
                work(self._conn, *arguments)
            except sqlite3.OperationalError as error:
                if not _busy(error):
                    raise
            else:
                return
        # aiosqlite gives it no type.
        await self._execute(_patiently, work, self._conn, *arguments)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        if self.writes:
            await super().commit()
        else:
            self._conn.commit()

    async def rollback(self) -> None:
        """Nothing, if all is committed: what a pool calls to be on the safe side."""
        if self.in_transaction:
            await super().rollback()


def _busy(error: sqlite3.OperationalError) -> bool:
    """Whether somebody else holds a lock; the low byte tells it, the others why."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _patiently(work: Any, bare: sqlite3.Connection, *arguments: Any) -> None:
    """Do it as soon as nobody else holds a lock. A brief transaction does not wait on the loop."""
    bare.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        work(bare, *arguments)
    finally:
        bare.execute("PRAGMA busy_timeout = 0")


def connect(database: str, **wishes: Any) -> InlineConnection:
    """What `aiosqlite.connect` does, for SQLAlchemy's `async_creator_fn`."""
    _make_private(database)
    # Two threads use it, one at a time.
    wishes["check_same_thread"] = False
    connection = InlineConnection(lambda: sqlite3.connect(database, **wishes), iter_chunk_size=64)
    # As SQLAlchemy has it for its own: a forgotten connection must not keep the program alive.
    connection._thread.daemon = True
    return connection


def _make_private(database: str) -> None:
    """A new file is for its owner alone; SQLite gives those beside it the same rights. If it cannot
    be made, SQLite will say why."""
    if database not in ("", ":memory:"):
        with suppress(OSError):
            os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
