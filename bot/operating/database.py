"""The installation's database, for commands that need nothing else."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.config.settings import Config
from bot.errors import NO_ANSWER, OperatorError
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState, state
from bot.storage.base.unfinished import file_of


@asynccontextmanager
async def opened_store(config: Config) -> AsyncIterator[Store]:
    """The database as it is. Raises OperatorError if there is none, or one of another version:
    commands leave it to `run` and `migrate` to make or change it."""
    file = sqlite_file(config)
    if file is not None and not file.is_file():
        raise OperatorError(
            f"There is no database at {file}. `eftertanke run` makes one; or say with --config"
            " where the settings are."
        )
    store = Store(config.database.url, synchronous=config.database.synchronous)
    try:
        if await schema_of(store) is not SchemaState.CURRENT:
            raise OperatorError(
                "The database is of another version of Eftertanke. Run `eftertanke migrate` after a"
                " backup, or use the version that made it."
            )
        yield store
    finally:
        await store.close()


async def schema_of(store: Store) -> SchemaState:
    """How its schema stands to this version's. Raises OperatorError if it is no database of ours,
    StorageError if it does not answer."""
    try:
        return await state(store)
    except SQLAlchemyError as error:
        told = f"The database does not answer ({_kind(error)}). {NO_ANSWER}"
        raise OperatorError(told) from None


def _kind(error: Exception) -> str:
    """What a file's library says of it; of a server's errors the kind, which names no password."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause) if isinstance(cause, sqlite3.Error) else type(cause).__name__


def sqlite_file(config: Config) -> Path | None:
    """Where the SQLite file lies; None on PostgreSQL."""
    return file_of(config.database.url)
