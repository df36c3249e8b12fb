"""Room for an SQLite file, which stands on the disk with a log (WAL) beside it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

LOG = "-wal"
"""What SQLite calls the log, after the name of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Bytes: `free` for whoever runs the bot, and taken by the `file` and its `log`."""

    free: int
    file: int
    log: int


def room_for(file: Path) -> Room | None:
    """How much there is beside this file; None if nobody can tell, as where there is no folder."""
    try:
        free = shutil.disk_usage(file.parent).free
    except OSError:
        return None
    return Room(free=free, file=_size(file), log=_size(file.with_name(file.name + LOG)))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
