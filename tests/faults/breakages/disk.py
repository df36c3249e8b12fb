"""The database's disk is full, its file may not be written to, or somebody else keeps it."""

import ctypes
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from tests.faults.town import Town

DISK = 8 * 1024 * 1024
"""Bytes of a small disk."""

CAPABILITIES = 0x20080522
"""The version of what the kernel is told."""

ABOVE_RIGHTS = 0b110
"""The capabilities by which the rights of files mean nothing to root (CAP_DAC_*)."""


class Disk(Protocol):
    """Where a database may lie."""

    def full(self, town: Town) -> AbstractContextManager[None]:
        """Nothing more can be written to it."""


class SmallDisk:
    """A file system of its own that can really be full."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    @contextmanager
    def full(self, town: Town) -> Iterator[None]:
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(bytes(4096))
        yield
        self._ballast.unlink()


class Quota:
    """For who may not mount disks: the system lets no file of the bot grow any more."""

    @contextmanager
    def full(self, town: Town) -> Iterator[None]:
        _limit(town, 0)
        yield
        _limit(town, resource.RLIM_INFINITY)


def _limit(town: Town, size: int) -> None:
    resource.prlimit(town.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A small disk in this folder."""
    folder.mkdir()
    if not _mounted(folder):
        yield Quota()
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mounted(folder: Path) -> bool:
    mount: list[str | Path] = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        f"size={DISK},mode=0777",
        "tmpfs",
        folder,
    ]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0


@contextmanager
def kept(database: Path) -> Iterator[None]:
    """Another program, as a backup or somebody's console, writes and does not come to an end."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def read_only(database: Path) -> Iterator[None]:
    """Nobody may write to the file, nor to its log."""
    files = [*database.parent.glob(f"{database.name}*")]
    for file in files:
        file.chmod(0o444)
    try:
        yield
    finally:
        for file in files:
            file.chmod(0o644)


def impatient() -> None:
    """The bot waits for a lock for an instant only, so that no test has to."""
    from bot.storage.base import sqlite

    sqlite.PRAGMAS = (*sqlite.PRAGMAS, "busy_timeout = 100")


def humble() -> None:
    """The rights of files mean something to the bot, even if it runs as root."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    whose = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    held = (ctypes.c_uint32 * 6)()
    assert libc.capget(whose, held) == 0
    for kind in range(3):
        held[kind] &= ~ABOVE_RIGHTS
    assert libc.capset(whose, held) == 0
