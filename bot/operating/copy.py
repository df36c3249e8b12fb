"""Taking an installation from one database to another: from a file to PostgreSQL, or back."""

from sqlalchemy import make_url

from bot.config import Config
from bot.errors import OperatorError
from bot.operating.alone import be_alone
from bot.operating.database import opened_store, sqlite_file
from bot.storage.copying import Content, Tell, count, pour, snapshot
from bot.storage.engine import Store
from bot.storage.migrating import SchemaState, migrate, state


async def copy(config: Config, url: str, tell: Tell) -> dict[str, Content]:
    """Copy everything into an empty database. Table to what it holds now, in both.

    OperatorError, with nothing copied, if a bot uses the one or something lies in the other.
    """
    if make_url(url) == make_url(config.database.url):
        raise OperatorError("That is the database which the settings name. Say another one.")
    async with opened_store(config) as source:
        await be_alone(source, sqlite_file(config))
        target = Store(url)
        try:
            await _prepare(target)
            async with snapshot(source) as reading, target.rebuilding() as writing:
                copied = await pour(reading, writing, tell)
        finally:
            await target.close()
        # What a bot has done meanwhile would be missing.
        await be_alone(source, sqlite_file(config))
    return copied


async def _prepare(target: Store) -> None:
    """Make the tables, and see that nothing is in them."""
    if await state(target) not in (SchemaState.EMPTY, SchemaState.CURRENT):
        raise OperatorError("The other database is of another version. Take an empty one.")
    await migrate(target)
    async with target.look() as tx:
        held = sum((await count(tx)).values())
    if held:
        raise OperatorError(f"The other database holds {held} rows already. Take an empty one.")
