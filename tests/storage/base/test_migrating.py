"""A database is brought up to date, or left alone with a word on what to do."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import OperatorError
from bot.storage.base import migrating
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState, make_ready, migrate, state
from bot.storage.base.schema import metadata
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.storage.conftest import opened


async def set_revision(tx: AsyncConnection, revision: str) -> None:
    await tx.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})


def described(connection: Connection) -> dict[str, Any]:
    """Everything about the tables that could differ, whatever way they came about."""
    look = inspect(connection)
    made: defaultdict[str, str] = defaultdict(str)
    if connection.dialect.name == "sqlite":
        tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        made |= dict(connection.exec_driver_sql(tables).all())
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
            "indexes": sorted(map(told, look.get_indexes(table))),
            "numbered for good": "AUTOINCREMENT" in made[table],
            "without rowid": bool(re.search(r"\)\s*WITHOUT ROWID", made[table])),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def told(index: Any) -> str:
    options = {name: str(option) for name, option in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


async def test_a_new_database_gets_exactly_the_tables_of_the_schema(
    store: Store, databases: Databases
) -> None:
    assert await state(store) is SchemaState.EMPTY
    applied = await migrate(store)
    assert applied == [f"{number:04}" for number in range(1, len(applied) + 1)]
    assert await state(store) is SchemaState.CURRENT

    async with opened(await databases.without_tables()) as plain, plain.step() as tx:
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
            "INSERT INTO team (bot_id, name, languages, zone, floor, chat_title, chat_public)"
            " VALUES (1, 'North', '[]', 'UTC', 5, '', FALSE)"
        )
        await tx.exec_driver_sql(
            "INSERT INTO release (team_id, bank_id, on_date, released_at, told, first_date)"
            " VALUES (1, 'b', '2026-03-02', '2026-03-02', '[]', '2026-03-02')"
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
    assert releases == [(1,)]


@on_sqlite
async def test_references_are_guarded_again_afterwards(store: Store) -> None:
    await begin(store)
    async with store.look() as tx:
        assert (await tx.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1


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


@on_sqlite
@pytest.mark.parametrize("next_version", ["op.execute('DELETE FROM team')"], indirect=True)
async def test_a_migration_that_leaves_rows_without_what_they_refer_to_is_undone(
    store: Store, next_version: Callable[[], None]
) -> None:
    await begin(store)
    next_version()
    with pytest.raises(RuntimeError, match="release"):
        await migrate(store)
    assert await state(store) is SchemaState.OLD


SAMPLED = {"bot_id", "bank_id", "priority", "release_id", "round_id", "state", "team_id"}
"""Columns of which the server may keep samples beside the rows, in every table."""

WITHOUT_PEOPLE = {
    *("alembic_version", "danger", "lease", "posted"),
    *("round", "schedule", "support", "team", "upkeep"),
}


@on_postgresql
async def test_the_server_keeps_no_samples_of_what_people_are_or_said(store: Store) -> None:
    """`pg_stats` would show them to anybody, also after the rows are gone."""
    await migrate(store)
    sampled = text(
        "SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0"
        " AND NOT attisdropped AND attstattarget IS DISTINCT FROM 0"
    )
    async with store.look() as tx:
        found = (await tx.execute(sampled)).all()
    telling = {
        (table, column)
        for table, column in found
        if table not in WITHOUT_PEOPLE and column not in SAMPLED
    }
    assert telling == ALL_THE_SAME


ALL_THE_SAME = {
    *(("invite", name) for name in ("role", "expires_at", "max_uses", "uses", "withdrawn")),
    *(("release", name) for name in ("id", "on_date", "released_at")),
}
"""What says nothing of a person."""
