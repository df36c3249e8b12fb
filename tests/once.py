"""What each test would do anew and none has to: compiling statements, reading the shipped banks,
waiting for a disk.

A test has engines of its own, and SQLAlchemy compiles each statement for each engine, which in a
short test takes longer than all else.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Dialect, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot import app
from bot.banks import Banks, load_banks
from bot.files import resources
from bot.storage.base import postgresql, sqlite

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - whoever makes something there gives it a name of its own
ROOM = 4 << 30
"""Bytes. The databases of all workers need less."""

SHIPPED = resources.prompts()


@contextmanager
def compiled_once() -> Iterator[None]:
    """Engines that are made meanwhile share what they compile, with those of the same kind."""
    compiled: dict[object, object] = {}
    dialects: dict[str, Dialect] = {}

    def sharing(make: Callable[..., AsyncEngine]) -> Callable[..., AsyncEngine]:
        def made(*arguments: Any, **named: Any) -> AsyncEngine:
            engine = make(*arguments, **named)
            own = engine.sync_engine.dialect
            engine.sync_engine.update_execution_options(compiled_cache=compiled)
            if own.name in dialects:
                engine.sync_engine.dialect = dialects[own.name]
            else:
                # Before it is connected, it does not know yet with whom it speaks.
                event.listen(
                    engine.sync_engine, "connect", lambda *_: dialects.setdefault(own.name, own)
                )
            return engine

        return made

    with (
        patch.object(sqlite, "create_async_engine", sharing(create_async_engine)),
        patch.object(postgresql, "create_async_engine", sharing(create_async_engine)),
    ):
        yield


_shipped = cache(load_banks)


def banks(folder: Path) -> Banks:
    """The banks in a folder; the shipped ones do not change meanwhile."""
    return (_shipped if folder == SHIPPED else load_banks)(folder)


@contextmanager
def banks_read_once() -> Iterator[None]:
    """For each bot that is opened meanwhile."""
    with patch.object(app, "load_banks", banks):
        yield


def quick_folder() -> str | None:
    """Where files are made and removed in no time, if the machine has room for them in memory."""
    with suppress(OSError):
        if shutil.disk_usage(IN_MEMORY).free > ROOM:
            return str(IN_MEMORY)
    return None
