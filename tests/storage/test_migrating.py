"""A database is brought up to date, or left alone with a word on what to do."""

import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import OperatorError
from bot.storage import migrating
from bot.storage.engine import Store
from bot.storage.migrating import SchemaState, make_ready, migrate, state
from bot.storage.schema import metadata


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Store]:
    store = Store(f"sqlite:///{file}")
    yield store
    await store.close()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path / "new.sqlite") as new:
        yield new


async def set_revision(tx: AsyncConnection, revision: str) -> None:
    await tx.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))


def described(connection: Connection) -> dict[str, Any]:
    """Everything about the tables that could differ, whatever way they came about."""
    look = inspect(connection)
    made = dict(
        connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    )
    return {
        table: {
            "columns": {
                one["name"]: (str(one["type"]), one["nullable"], one["default"])
                for one in look.get_columns(table)
            },
            "primary key": look.get_pk_constraint(table),
            "references": sorted(look.get_foreign_keys(table), key=str),
            "unique": sorted(look.get_unique_constraints(table), key=str),
            "checks": sorted(look.get_check_constraints(table), key=str),
            "indexes": sorted(look.get_indexes(table), key=str),
            "numbered for good": "AUTOINCREMENT" in made[table],
            "without rowid": bool(re.search(r"\)\s*WITHOUT ROWID", made[table])),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


async def test_a_new_database_gets_exactly_the_tables_of_the_schema(
    store: Store, tmp_path: Path
) -> None:
    assert await state(store) is SchemaState.EMPTY
    applied = await migrate(store)
    assert applied == [f"{number:04}" for number in range(1, len(applied) + 1)]
    assert await state(store) is SchemaState.CURRENT

    async with opened(tmp_path / "plain.sqlite") as plain, plain.step() as tx:
        await tx.run_sync(metadata.create_all)
        wanted = await tx.run_sync(described)
    async with store.look() as tx:
        assert await tx.run_sync(described) == wanted


async def test_alembic_sees_no_difference_to_the_schema_either(store: Store) -> None:
    await migrate(store)
    async with store.look() as tx:
        differences = await tx.run_sync(
            lambda made: compare_metadata(MigrationContext.configure(made), metadata)
        )
    assert differences == []


async def test_what_is_up_to_date_is_left_alone(store: Store) -> None:
    await migrate(store)
    assert await migrate(store) == []
    assert await make_ready(store, may_migrate=False) == []


async def test_a_new_database_is_set_up_even_where_migrations_are_run_by_hand(
    store: Store,
) -> None:
    assert await make_ready(store, may_migrate=False) != []
    assert await state(store) is SchemaState.CURRENT


async def test_a_database_of_a_newer_version_is_refused(store: Store) -> None:
    await migrate(store)
    async with store.step() as tx:
        await set_revision(tx, "9999")
    assert await state(store) is SchemaState.NEWER
    with pytest.raises(OperatorError, match="newer version"):
        await migrate(store)


async def test_a_database_of_something_else_is_refused(store: Store) -> None:
    async with store.step() as tx:
        await tx.exec_driver_sql("CREATE TABLE team (colour TEXT)")
    with pytest.raises(OperatorError, match="a database of its own"):
        await migrate(store)


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("team") as team:
        team.alter_column("chat_title", type_=sa.String(200))
    {more}
"""


@pytest.fixture
def next_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Callable[[], None]:
    """Installs a version of Eftertanke that is to come: its migration builds a table anew."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrating.SCRIPTS, scripts)
    head = max(scripts.glob("versions/*_*.py")).name.partition("_")[0]
    text = NEXT.format(before=head, more=getattr(request, "param", "pass"))
    (scripts / "versions" / "9999_next.py").write_text(text)
    return lambda: monkeypatch.setattr(migrating, "SCRIPTS", scripts)


async def begin(store: Store) -> None:
    """A database of today's version, with a Team and something it was told."""
    await migrate(store)
    async with store.step() as tx:
        await tx.exec_driver_sql(
            "INSERT INTO team (name, languages, zone, floor, chat_title)"
            " VALUES ('North', '[]', 'UTC', 5, '')"
        )
        await tx.exec_driver_sql(
            "INSERT INTO release (team_id, bank_id, on_date, released_at, told)"
            " VALUES (1, 'b', '2026-03-02', '2026-03-02', '[]')"
        )


async def test_an_old_database_waits_where_migrations_are_run_by_hand(
    store: Store, next_version: Callable[[], None]
) -> None:
    await begin(store)
    next_version()
    assert await state(store) is SchemaState.OLD
    with pytest.raises(OperatorError, match="eftertanke migrate"):
        await make_ready(store, may_migrate=False)


async def test_a_table_that_is_built_anew_takes_nothing_with_it(
    store: Store, next_version: Callable[[], None]
) -> None:
    await begin(store)
    next_version()
    assert await make_ready(store, may_migrate=True) == ["9999"]
    async with store.look() as tx:
        releases = (await tx.exec_driver_sql("SELECT team_id FROM release")).all()
        guarded = (await tx.exec_driver_sql("PRAGMA foreign_keys")).scalar_one()
    assert releases == [(1,)]
    assert guarded == 1


@pytest.mark.parametrize("next_version", ["raise ZeroDivisionError"], indirect=True)
async def test_a_migration_that_fails_has_changed_nothing(
    store: Store, next_version: Callable[[], None]
) -> None:
    await begin(store)
    next_version()
    async with store.look() as tx:
        before = await tx.run_sync(described)
    with pytest.raises(ZeroDivisionError):
        await migrate(store)
    assert await state(store) is SchemaState.OLD
    async with store.look() as tx:
        assert await tx.run_sync(described) == before


@pytest.mark.parametrize("next_version", ["op.execute('DELETE FROM team')"], indirect=True)
async def test_a_migration_that_leaves_rows_without_what_they_refer_to_is_undone(
    store: Store, next_version: Callable[[], None]
) -> None:
    await begin(store)
    next_version()
    with pytest.raises(RuntimeError, match="release"):
        await migrate(store)
    assert await state(store) is SchemaState.OLD
