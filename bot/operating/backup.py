"""Backups: one file with everything at one moment, made while the bot runs.

Whatever the database is, a backup is an SQLite file. So it can be checked anywhere, and restored to
either.
"""

import asyncio
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from bot.config.settings import Config
from bot.errors import OperatorError
from bot.operating.alone import is_database
from bot.operating.database import sqlite_file
from bot.operating.files import duplicate, finish, settle_journal, sqlite_url
from bot.operating.verifying import Verified, verify
from bot.storage.base import upkeep
from bot.storage.base.copying import Tell, pour, snapshot
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState, migrate, state
from bot.storage.base.unfinished import sweep, sweep_for, unfinished

LONGEST = 30
"""Days that a backup may be kept, since it holds what a later Seal has cut."""

SLASHES = tuple(filter(None, (os.sep, os.altsep)))

STAMP = "%Y%m%dT%H%M%SZ"
OURS = re.compile(r"eftertanke-(\d{8}T\d{6}Z)\.sqlite")
"""What backups in a folder are called; no other file there is ever touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made. `gone` are older ones that were deleted, and what others that were
    killed had left."""

    file: Path
    made_at: datetime
    verified: Verified
    gone: list[Path]

    @property
    def delete_by(self) -> datetime:
        return self.made_at + timedelta(days=LONGEST)


async def back_up(
    config: Config, place: Path, now: datetime, tell: Tell, *, force: bool = False, days: int
) -> Backup:
    """Make a backup: the file `place`, or a new one in that folder, where those older than so many
    days are deleted. OperatorError if it cannot be made."""
    file = _file(place, now)
    _may_write(config, file, force=force)
    gone = await asyncio.to_thread(_sweep, config, file.parent)
    own = sqlite_file(config)
    with unfinished(file, own.parent if own else None) as made:
        await write(config, made, now, tell)
        verified = await asyncio.to_thread(verify, made)
        await asyncio.to_thread(finish, made, file)
    if file != place:
        gone += _delete_older(place, now - timedelta(days=days))
    return Backup(file=file, made_at=now, verified=verified, gone=gone)


def place_for(typed: str) -> Path:
    """Where that is. A folder, which ends with a slash, is made for nobody else to look into; what
    it stands in is not, since that may be a disk that is not mounted."""
    place = Path(typed)
    if typed.endswith(SLASHES) and not place.is_dir():
        try:
            place.mkdir(mode=0o700)
        except FileNotFoundError:
            raise OperatorError(f"There is no folder {place.parent}.") from None
        except OSError as error:
            raise OperatorError(f"{place}: cannot be made a folder: {error.strerror}.") from None
    return place


async def write(config: Config, made: Path, now: datetime, tell: Tell) -> None:
    """Fill an empty file with the database as it is now, and note when that was."""
    own = sqlite_file(config)
    if own is None:
        await _from_server(config, made, tell)
    elif own.is_file() and not is_database(own):
        raise OperatorError(f"{own} is no SQLite database, or it is damaged. `doctor` says more.")
    elif own.is_file():
        await duplicate(own, made, tell)
    else:
        raise OperatorError(f"There is no database at {own}, so there is nothing to back up.")
    store = Store(sqlite_url(made))
    try:
        async with store.step() as tx:
            await upkeep.want(tx, upkeep.BACKED_UP, now)
    finally:
        await store.close()
    await asyncio.to_thread(settle_journal, made)


async def _from_server(config: Config, made: Path, tell: Tell) -> None:
    server, file = Store(config.database.url), Store(sqlite_url(made), synchronous="normal")
    try:
        if await state(server) is not SchemaState.CURRENT:
            url = make_url(config.database.url)
            raise OperatorError(
                "The tables on the server are not this version's, so that it cannot read them. Back"
                f" up with the server's own tool: pg_dump --format=custom --file=FILE {url}"
            )
        await migrate(file)
        async with snapshot(server) as reading, file.rebuilding() as writing:
            await pour(reading, writing, tell)
    finally:
        await server.close()
        await file.close()


def _sweep(config: Config, folder: Path) -> list[Path]:
    """Delete what backups (and other work on a copy) have left that were killed."""
    return [*sweep(folder), *sweep_for(config.database.url)]


def _may_write(config: Config, file: Path, *, force: bool) -> None:
    own = sqlite_file(config)
    if own is not None and file.resolve() == own.resolve():
        raise OperatorError(f"{file} is the database itself. Say another file, or a folder.")
    if not file.parent.is_dir():
        raise OperatorError(f"There is no folder {file.parent}.")
    if file.exists() and not force:
        raise OperatorError(f"{file} is there already. Say another file, a folder, or --force.")


def _file(place: Path, now: datetime) -> Path:
    return place / f"eftertanke-{now.strftime(STAMP)}.sqlite" if place.is_dir() else place


def _delete_older(folder: Path, than: datetime) -> list[Path]:
    """Delete backups in a folder that were made before then. Which they were."""
    found = ((OURS.fullmatch(file.name), file) for file in sorted(folder.iterdir()))
    old = [file for name, file in found if name and _stamped(name[1]) < than]
    for file in old:
        file.unlink()
    return old


def _stamped(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
