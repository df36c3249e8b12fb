"""Database files that are being written, and what a kill has left of them.

Such a file holds what people have written. A backup that is killed would leave it for good, and no
Seal reaches into it. So whoever writes one holds a lock beside it, which the system takes away from
a process that dies, however it dies; what nobody holds is swept away.
"""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from sqlalchemy import make_url

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that is in use."""

HELD, NOTED = "-held", "-noted"
"""Beside an unfinished file: the lock of who writes it (not on the file itself, where it might be
in the way of SQLite's own); and beside the database, where one lies that is written elsewhere."""

OURS = re.compile(rf"(\..+\.[0-9a-f]{{8}}\.part)({'|'.join((*BESIDE, HELD, NOTED))})?")

FOR_NOW = "eftertanke-"
"""How the folders begin that are made where the system keeps what is for now."""


@contextmanager
def unfinished(file: Path, note_in: Path | None = None) -> Iterator[Path]:
    """A new empty file in the same folder, that only we may read. It is gone afterwards, unless it
    was given its name meanwhile. `note_in`: a folder that a start will look into, if not this."""
    made = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    with _held(made), _noted(made, note_in):
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            yield made
        finally:
            _remove(made)


@contextmanager
def unfinished_for_now() -> Iterator[Path]:
    """One that is to get no name at all, in a folder of its own."""
    with TemporaryDirectory(prefix=FOR_NOW) as folder, unfinished(Path(folder) / "now") as made:
        yield made


def file_of(url: str) -> Path | None:
    """Where the SQLite file of a database lies; None on PostgreSQL."""
    parts = make_url(url)
    on_sqlite = parts.get_backend_name() == "sqlite"
    return Path(parts.database or ":memory:") if on_sqlite else None


def sweep_for(url: str) -> list[Path]:
    """Sweep wherever whoever uses this database can know of: beside it, where a note beside it
    points to, and where the system keeps what is for now."""
    own = file_of(url)
    return [*(sweep(own.parent) if own else ()), *_sweep_for_now()]


def sweep(folder: Path) -> list[Path]:
    """Delete what was left in a folder by whoever was killed while they wrote it, and what a note
    there points to. What they were; nothing that somebody is writing."""
    swept = []
    for name in sorted(_names(folder)):
        note = _beside(folder / name, NOTED)
        left = _read(note) or folder / name
        gone = _sweep(left)
        if gone is not None:
            with suppress(OSError):
                note.unlink(missing_ok=True)
            swept += [left] if gone else []
    return swept


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _names(folder: Path) -> set[str]:
    """Of the unfinished files of which there is anything in the folder."""
    try:
        found = [OURS.fullmatch(one.name) for one in folder.iterdir()]
    except OSError:
        return set()
    return {one[1] for one in found if one}


def _sweep(left: Path) -> bool | None:
    """Whether there was anything of words to delete; None if somebody is writing it, or it cannot
    be reached."""
    try:
        opened = os.open(_beside(left, HELD), os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there = any(_beside(left, suffix).exists() for suffix in ("", *BESIDE))
        _remove(left)
        _beside(left, HELD).unlink(missing_ok=True)
    except OSError:
        return None
    finally:
        os.close(opened)
    return there


def _sweep_for_now() -> list[Path]:
    swept = []
    for folder in Path(gettempdir()).glob(f"{FOR_NOW}*"):
        with suppress(OSError):
            if folder.lstat().st_uid == os.geteuid() and (found := sweep(folder)):
                swept += found
                folder.rmdir()
    return swept


@contextmanager
def _held(made: Path) -> Iterator[None]:
    """Hold the lock beside a file. Whoever sweeps may have taken it for left behind before it was
    held; then it has no name any more, and another one is made."""
    lock = _beside(made, HELD)
    while True:
        opened = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        with suppress(OSError):  # Where there are no locks, nobody sweeps either.
            fcntl.flock(opened, fcntl.LOCK_EX)
        if os.fstat(opened).st_nlink:
            break
        os.close(opened)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(opened)


@contextmanager
def _noted(made: Path, folder: Path | None) -> Iterator[None]:
    """Note where a file lies while it is written. Without a note it is found by whoever next writes
    there."""
    if folder is None or folder.resolve() == made.parent.resolve():
        yield
        return
    note = _beside(folder / made.name, NOTED)
    try:
        with suppress(OSError):
            note.write_bytes(os.fsencode(made.resolve()))
            sync(note)
            sync(folder)
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def _read(note: Path) -> Path | None:
    """Where a note points to. It can only point to an unfinished file of its own name."""
    try:
        found = Path(os.fsdecode(note.read_bytes()))
    except OSError:
        return None
    return found if found.name == note.name.removesuffix(NOTED) else None


def _remove(made: Path) -> None:
    for suffix in (*BESIDE, ""):
        _beside(made, suffix).unlink(missing_ok=True)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)
