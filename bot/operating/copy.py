"""Taking an installation from one database to another: from a file to PostgreSQL, or back."""

import asyncio
from pathlib import Path

from sqlalchemy import make_url

from bot.config.settings import Config
from bot.errors import OperatorError
from bot.operating.alone import be_alone
from bot.operating.database import opened_store, sqlite_file
from bot.operating.files import finish, settle_journal, sqlite_url
from bot.storage.base.copying import Content, Tell, count, pour, snapshot
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState, migrate, state
from bot.storage.base.unfinished import file_of, sweep, unfinished


async def copy(config: Config, url: str, tell: Tell) -> dict[str, Content]:
    """Copy everything into an empty database. Table to what it holds now, in both.

    OperatorError, with nothing copied, if a bot uses the one or something lies in the other.
    """
    if make_url(url) == make_url(config.database.url):
        raise OperatorError("That is the database which the settings name. Say another one.")
    own, file = sqlite_file(config), file_of(url)
    async with opened_store(config) as source:
        await be_alone(source, own)
        if file is None:
            copied = await _copied(source, url, tell)
        else:
            copied = await _to_file(source, file, own, tell)
        # What a bot has done meanwhile would be missing.
        await be_alone(source, own)
    return copied


async def _to_file(source: Store, file: Path, own: Path | None, tell: Tell) -> dict[str, Content]:
    """Into a file under another name first: whoever is killed on the way leaves no half of it."""
    await asyncio.to_thread(sweep, file.parent)
    if await asyncio.to_thread(file.exists):
        await _refuse_filled(sqlite_url(file))
    with unfinished(file, own.parent if own else None) as made:
        copied = await _copied(source, sqlite_url(made), tell)
        await asyncio.to_thread(settle_journal, made)
        await asyncio.to_thread(finish, made, file)
    return copied


async def _refuse_filled(url: str) -> None:
    target = Store(url)
    try:
        await _prepare(target)
    finally:
        await target.close()


async def _copied(source: Store, url: str, tell: Tell) -> dict[str, Content]:
    target = Store(url)
    try:
        await _prepare(target)
        async with snapshot(source) as reading, target.rebuilding() as writing:
            return await pour(reading, writing, tell)
    finally:
        await target.close()


async def _prepare(target: Store) -> None:
    """Make the tables, and see that nothing is in them."""
    if await state(target) not in (SchemaState.EMPTY, SchemaState.CURRENT):
        raise OperatorError("The other database is of another version. Take an empty one.")
    await migrate(target)
    async with target.look() as tx:
        held = sum((await count(tx)).values())
    if held:
        raise OperatorError(f"The other database holds {held} rows already. Take an empty one.")
