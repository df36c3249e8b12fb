"""Files with a database in them: written whole or not at all, and for nobody else to read."""

import asyncio
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from bot.storage.copying import Tell

PATIENCE = 10.0
"""Seconds to wait for somebody who writes."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that is in use."""


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """A new empty file in the same folder, that only we may read. It is gone afterwards, unless it
    was given its name by `finish`."""
    made = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield made
    finally:
        for suffix in ("", *BESIDE):
            made.with_name(made.name + suffix).unlink(missing_ok=True)


def finish(made: Path, file: Path) -> None:
    """Give a file its name. After a power cut there is the old file or the new one, whole."""
    sync(made)
    made.replace(file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sqlite_url(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


async def duplicate(source: Path, target: Path, tell: Tell) -> None:
    """Write what an SQLite file holds at this moment into an empty one.

    It is a long read: whoever writes meanwhile does not wait, and nothing is copied that was
    deleted, not even from free pages. (The backup API of SQLite copies those, and begins anew
    whenever somebody has written.)
    """
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
