"""Whether a bot uses a database. Some work may only be done while none does."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from bot.errors import OperatorError
from bot.storage.base.engine import Store

IN_USE = "{what} is in use: a bot runs on it, or another program has it open. Stop that first."
MAGIC = b"SQLite format 3\0"
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

TRIES, PAUSE = 20, 0.1
"""How often, and after how many seconds, a server is asked again: it takes a moment to notice that
a bot has gone."""

OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = 'eftertanke' AND pid <> pg_backend_pid()"
)


@contextmanager
def alone_with(file: Path) -> Iterator[bool]:
    """Keep everybody else out of an SQLite file. False if there is no such file, or it is broken:
    that is why somebody restores a backup. OperatorError if it is in use.

    Whoever has a file with a log (WAL) open, however idle, keeps it from being put away.
    """
    if not is_database(file):
        # SQLite would tidy away what lies beside it, which may be all that is left.
        yield False
        return
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        yield _locked(connection, file)


def is_database(file: Path) -> bool:
    """Whether there is such a file, and SQLite could have written it."""
    if not file.exists():
        return False
    with file.open("rb") as content:
        return content.read(len(MAGIC)) == MAGIC


def _locked(connection: sqlite3.Connection, file: Path) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in BROKEN:
            return False
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise OperatorError(IN_USE.format(what=file)) from None
        raise
    return True


async def be_alone(store: Store, file: Path | None) -> None:
    """OperatorError if a bot uses the database: this SQLite `file`, or else the Store's server."""
    if file is not None:
        await store.close()
        with alone_with(file):
            return
    for _ in range(TRIES):
        async with store.look() as tx:
            if (await tx.execute(OTHERS)).scalar_one() == 0:
                return
        await asyncio.sleep(PAUSE)
    raise OperatorError(IN_USE.format(what="The database"))
