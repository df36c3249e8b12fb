"""The installation's database, for commands that need nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url

from bot.config import Config
from bot.errors import OperatorError
from bot.storage.engine import Store
from bot.storage.migrating import SchemaState, state


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
        if await state(store) is not SchemaState.CURRENT:
            raise OperatorError(
                "The database is of another version of Eftertanke. Run `eftertanke migrate` after a"
                " backup, or use the version that made it."
            )
        yield store
    finally:
        await store.close()


def sqlite_file(config: Config) -> Path | None:
    """Where the SQLite file lies; None on PostgreSQL."""
    url = make_url(config.database.url)
    on_sqlite = url.get_backend_name() == "sqlite"
    return Path(url.database or ":memory:") if on_sqlite else None
