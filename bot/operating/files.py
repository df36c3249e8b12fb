"""Files with a database in them: written whole or not at all, and for nobody else to read."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from bot.errors import OperatorError
from bot.storage.base.copying import Tell
from bot.storage.base.unfinished import sync

PATIENCE = 10.0
"""Seconds to wait for somebody who writes."""


def finish(made: Path, file: Path) -> None:
    """Give a file its name. After a power cut there is the old file or the new one, whole."""
    sync(made)
    made.replace(file)
    sync(file.parent)


def sqlite_url(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


async def duplicate(source: Path, target: Path, tell: Tell) -> None:
    """Write what an SQLite file holds at this moment into an empty one.

    It is a long read: whoever writes meanwhile does not wait, and nothing is copied that was
    deleted, not even from free pages. (The backup API of SQLite copies those, and begins anew
    whenever somebody has written.) OperatorError if it cannot be read, or there is no room.
    """
    try:
        await _copy(source, target, tell)
    except sqlite3.Error as error:
        raise OperatorError(f"{source} cannot be copied whole: {error}.") from error


async def _copy(source: Path, target: Path, tell: Tell) -> None:
    with closing(_connect(source)) as connection:
        ((size,),) = connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        work = asyncio.create_task(
            asyncio.to_thread(connection.execute, "VACUUM INTO ?", (str(target),))
        )
        try:
            while not (await asyncio.wait({work}, timeout=0.1))[0]:
                tell("copying", _size(target), size)
        except asyncio.CancelledError:
            connection.interrupt()
            await asyncio.wait({work})
            raise
        await work


def settle_journal(file: Path) -> None:
    """Let the file be complete by itself, and readable where nobody may write."""
    with closing(_connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _size(file: Path) -> int:
    return file.stat().st_size


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
