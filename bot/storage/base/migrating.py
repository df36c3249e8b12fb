"""Bringing a database from an older version of Eftertanke up to this one. There is no way back:
restore a backup instead."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect

from bot.errors import OperatorError
from bot.storage.base.engine import Store
from bot.storage.base.schema import metadata

SCRIPTS = Path(__file__).parent.parent / "migrations"


class SchemaState(StrEnum):
    """`newer`: a later version of Eftertanke has been here."""

    EMPTY = "empty"
    CURRENT = "current"
    OLD = "old"
    NEWER = "newer"


async def state(store: Store) -> SchemaState:
    """How the database's schema stands to this version's.

    Raises OperatorError if it is not Eftertanke's at all.
    """
    async with store.look() as tx:
        return stands(await tx.run_sync(_revision))


async def migrate(store: Store) -> list[str]:
    """Bring the schema up to date, all of it or nothing. The revisions that were applied, in order.

    Raises OperatorError if the database is a later version's, or holds something else.
    """
    if await state(store) is SchemaState.CURRENT:
        return []
    async with store.rebuilding() as tx:
        before = await tx.run_sync(_revision)
        if stands(before) is SchemaState.NEWER:
            raise OperatorError(
                "The database is from a newer version of Eftertanke than this one. Install that"
                " version again, or restore the backup you made before it."
            )
        await tx.run_sync(_upgrade)
    return [revision for revision in _revisions() if before is None or revision > before]


async def make_ready(store: Store, *, may_migrate: bool) -> list[str]:
    """See to it that the schema is this version's. The revisions that were applied.

    A new database is always set up; an old one is migrated if it `may` be. Raises OperatorError,
    with what to do, if the schema cannot be this version's.
    """
    if await state(store) is SchemaState.OLD and not may_migrate:
        raise OperatorError(
            "The database is from an older version. Make a backup, then run `eftertanke migrate`,"
            " or set database.migrate_on_start to true."
        )
    return await migrate(store)


def stands(revision: str | None) -> SchemaState:
    """How a database of this revision stands to this version's."""
    known = _revisions()
    if revision is None:
        return SchemaState.EMPTY
    if revision not in known:
        return SchemaState.NEWER
    return SchemaState.CURRENT if revision == known[-1] else SchemaState.OLD


def _revisions() -> list[str]:
    """All revisions in order: the numbers with which their files begin."""
    return sorted(file.name.partition("_")[0] for file in SCRIPTS.glob("versions/*_*.py"))


def _revision(connection: Connection) -> str | None:
    """The revision of the database; None if it is empty."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        query = "SELECT version_num FROM alembic_version"
        return connection.exec_driver_sql(query).scalar_one_or_none()
    if not tables.isdisjoint(metadata.tables):
        raise OperatorError(
            "The database holds tables that Eftertanke has not made, under names that it needs."
            " Give it a database of its own: database.url."
        )
    return None


def _upgrade(connection: Connection) -> None:
    # Needed once in a version's life, and not worth a fifth of a second at every start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
