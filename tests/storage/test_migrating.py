"""A database is brought up to date, or left alone with a word on what to do."""

import re
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deliveries import Delivery, Subject
from bot.domain.promises import PRIVATE
from bot.domain.roles import Role
from bot.domain.visibility import Visibility
from bot.errors import OperatorError
from bot.storage import answers, members, migrating, releases
from bot.storage.columns import NO_TIME
from bot.storage.engine import Store
from bot.storage.migrating import SchemaState, make_ready, migrate, state
from bot.storage.rows import every
from bot.storage.schema import delivery, metadata, note, pool, upkeep
from tests.databases import Databases, on_postgresql, on_sqlite


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    yield store
    await store.close()


@pytest.fixture
async def store(databases: Databases) -> AsyncIterator[Store]:
    async with opened(await databases.without_tables()) as new:
        yield new


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
            "INSERT INTO release (team_id, bank_id, on_date, released_at, told, first_round)"
            " VALUES (1, 'b', '2026-03-02', '2026-03-02', '[]', 1)"
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


@pytest.fixture
def of_one_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Installs the version in which one database was one bot's; what it returns, today's again."""
    first = tmp_path / "first"
    shutil.copytree(migrating.SCRIPTS, first)
    for one in first.glob("versions/0*_*.py"):
        if not one.name.startswith("0001_"):
            one.unlink()
    today = migrating.SCRIPTS
    monkeypatch.setattr(migrating, "SCRIPTS", first)
    return lambda: monkeypatch.setattr(migrating, "SCRIPTS", today)


MEMBER = """
    INSERT INTO member (telegram_id, name, language, zone, days, ask_at, quiet_from, quiet_to,
        usual_words, usual_taps, reachable, owner, digest_day, digest_at)
    VALUES (7, 'Bob', 'en', 'UTC', '[]', 0, 0, 0, 'private', 'private', TRUE, FALSE, 4, 0)
"""
UPDATE = """
    INSERT INTO inbox (bot_id, update_id, state, attempts, retry_at, received_on)
    VALUES (4711, 1, 'handled', 0, '2026-03-02', '2026-03-02')
"""


async def test_people_of_an_older_database_belong_to_its_only_bot(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
        await tx.execute(text(UPDATE))
    of_one_bot()
    assert (await migrate(store))[0] == "0002"
    async with store.look() as tx:
        assert (await tx.execute(text("SELECT bot_id, telegram_id FROM member"))).all() == [
            (4711, 7)
        ]


NOTE = """
    INSERT INTO note (id, member_id, week, question, text)
    VALUES ('a', 1, '2026-03-30', 'What happened?', 'Rain')
"""


async def test_notes_of_an_older_database_forget_their_week(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, NOTE):
            await tx.execute(text(statement))
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        assert (await tx.execute(select(note.c.month))).scalar_one() == date(2026, 3, 1)


@on_sqlite
async def test_the_number_of_somebody_who_was_forgotten_is_not_given_again(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
        await tx.execute(text("DELETE FROM member"))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(
            text(MEMBER.replace("(telegram", "(bot_id, telegram").replace("(7", "(1, 7"))
        )
        assert (await tx.execute(text("SELECT id FROM member"))).scalar_one() == 2


async def test_where_nobody_knows_whose_people_they_are_nothing_is_guessed(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
    of_one_bot()
    with pytest.raises(OperatorError, match="write anything to the bot"):
        await migrate(store)
    assert await state(store) is SchemaState.OLD


TEAM = """
    INSERT INTO team (name, languages, zone, floor, chat_title)
    VALUES ('North', '[]', 'UTC', 5, '')
"""
BOTH = """
    INSERT INTO membership (member_id, team_id, roles)
    VALUES (1, 1, '["critical_friend", "manager", "staff"]')
"""
TOLD = """
    INSERT INTO release (team_id, bank_id, on_date, released_at, told)
    VALUES (1, 'b', '2026-03-02', '2026-03-02', '[]')
"""


async def test_managers_of_an_older_database_are_no_critical_friends_and_lose_no_letter(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, TEAM, BOTH, TOLD):
            await tx.execute(text(statement))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        assert await members.roles(tx, 1, 1) == {Role.MANAGER, Role.STAFF}
        after = await members.manager_after(tx, 1, 1)
        assert after == 0
        since, until = (datetime(2026, 3, day, tzinfo=UTC) for day in (1, 3))
        assert len(await releases.between(tx, 1, since, until, after=after)) == 1


OPEN_ROUND = """
    INSERT INTO round (team_id, bank_id, slot, number, on_date, closes_at, state, asked, took_part)
    VALUES (1, 'b', 's', 0, '2026-03-02', '2026-03-04', 'open', 1, 0)
"""
ASKED = """
    INSERT INTO prompt (round_id, member_id, due_at, expires_at, state)
    VALUES (1, 1, '2026-03-02', '2026-03-04', 'open')
"""
ANSWERED = """
    INSERT INTO answer (prompt_id, question_id, state, visibility, options)
    VALUES (1, 'named', 'given', 'team_named', '[]'), (1, 'friend', 'given', 'friend', '[]'),
        (1, 'gone', 'given', 'private', '[]')
"""
WAITS = """
    INSERT INTO pool (id, team_id, bank_id, round_id, question_id, visibility, voice, week,
        options, text, receipt_hash, release_id)
    VALUES ('a', 1, 'b', 1, 'q', 'team_unnamed', 'v', '2026-03-02', '[]', 'waits', 'h', NULL),
        ('b', 1, 'b', 1, 'q', 'team_unnamed', 'v', '2026-03-02', '[]', 'told', 'i', 1)
"""


@pytest.mark.parametrize("chat", [-5, None])
async def test_what_was_shared_before_is_promised_to_the_chat_there_is_or_to_nobody(
    store: Store, of_one_bot: Callable[[], None], chat: int | None
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, TEAM, TOLD, OPEN_ROUND, ASKED, ANSWERED, WAITS):
            await tx.execute(text(statement))
        await tx.execute(text("UPDATE team SET chat_id = :chat"), {"chat": chat})
        await tx.execute(text("DELETE FROM answer WHERE question_id = 'gone'"))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        named, friend = await answers.of_prompt(tx, 1)
        assert (named.chat_id, named.visibility.seen_by_team) == (chat, chat is not None)
        assert (friend.visibility, friend.friends) == (Visibility.FRIEND, ())
        assert set((await tx.execute(select(pool.c.text, pool.c.chat_id))).all()) == (
            {("waits", chat), ("told", chat)} if chat else {("told", None)}
        )
        (fresh,) = await answers.ask(tx, [(1, "next", PRIVATE)])
        assert fresh.id >= 256, "no number is given twice"


SAMPLED = {"bot_id", "bank_id", "priority", "release_id", "round_id", "state", "team_id"}
"""Columns of which the server may keep samples beside the rows, in every table."""

WITHOUT_PEOPLE = {"alembic_version", "lease", "posted", "round", "schedule", "team", "upkeep"}


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


SENT = """
    INSERT INTO delivery (id, bot_id, chat_id, priority, kind, language, subject, subject_id,
        edits, state, not_before, attempts, message_id)
    VALUES ({id}, 4711, 7, 1, 'AskQuestion', 'en', '{about}', 3, {edits}, 'sent',
        '2026-03-02 08:00', {id}, {message})
"""


async def test_what_an_older_database_has_sent_forgets_when_and_in_what_order(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    rows = [
        {"id": 1, "about": "question", "edits": "NULL", "message": 10},
        {"id": 2, "about": "kept", "edits": "10", "message": 10},
        {"id": 3, "about": "release", "edits": "NULL", "message": 11},
        {"id": 4, "about": "release", "edits": "NULL", "message": 12},
    ]
    async with store.step() as tx:
        await tx.execute(text(UPDATE))
        for row in rows:
            await tx.execute(text(SENT.format(**row)))
        away = "INSERT INTO upkeep (name, due_at) VALUES ('back:4711', '2026-03-02 09:00')"
        await tx.execute(text(away))
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        found = await every(tx, select(delivery).order_by(delivery.c.message_id), Delivery)
        assert (await tx.execute(select(upkeep))).all() == []
    assert [(one.message_id, one.subject, one.place) for one in found] == [
        (10, Subject.KEPT, None),
        (11, Subject.RELEASE, 0),
        (12, Subject.RELEASE, 1),
    ]
    assert all(one.id < 0 and one.not_before == NO_TIME and one.unheard for one in found)
    assert [one.attempts for one in found] == [2, 1, 1]


async def test_an_older_week_of_ones_own_forgets_the_day_on_which_somebody_began(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(UPDATE))
        await tx.execute(text(TEAM.format(chat=-5)))
        for slot in ("self:end-of-shift:2026-03-02", "schedule:1:2026-03-05"):
            await tx.execute(
                text(
                    "INSERT INTO round (team_id, bank_id, slot, number, on_date, closes_at, state,"
                    f" asked, took_part) VALUES (1, 'end-of-shift', '{slot}', 0, '2026-03-05',"
                    " '2026-03-09', 'sealed', 1, 1)"
                )
            )
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        query = text("SELECT CAST(on_date AS VARCHAR(10)) FROM round ORDER BY slot DESC")
        assert list((await tx.execute(query)).scalars()) == ["2026-03-02", "2026-03-05"]
