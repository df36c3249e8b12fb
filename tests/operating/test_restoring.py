"""What an operator does to restore a backup, and what keeps them from doing harm."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import Result

from bot.config.settings import Config
from bot.domain.asking.gaps import Gap
from bot.domain.base.visibility import Visibility
from bot.errors import OperatorError
from bot.flows.transport.upkeep import refuse_backup
from bot.operating.backup import back_up
from bot.operating.database import opened_store
from bot.operating.restore import restore, settle_in_place
from bot.storage.base import migrating
from bot.storage.base.engine import Store
from bot.storage.base.schema import answer, delivery, note, pool, upkeep
from tests.answering import answer_alike
from tests.databases import Databases, Files, OnServer
from tests.desk import Office
from tests.operating.conftest import Installation
from tests.operating.lives import untold
from tests.postgres import Server
from tests.stage import StandingClock

TEAM = (
    "INSERT INTO team (bot_id, name, languages, zone, floor, chat_title, chat_public)"
    " VALUES (1, '{}', '[\"en\"]', 'UTC', 5, '', FALSE)"
)


@pytest.fixture
def box(installation: Installation) -> Installation:
    """An installation with the team North, of which there is a backup; South came after that."""
    installation.step(lambda tx: tx.exec_driver_sql(TEAM.format("North")))
    assert installation.runs("backup", installation.folder / "backup.sqlite").exit_code == 0
    installation.step(lambda tx: tx.exec_driver_sql(TEAM.format("South")))
    return installation


def teams(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as plain:
        return [name for (name,) in plain.execute("SELECT name FROM team ORDER BY id")]


def test_everybody_can_read_that_a_backup_was_put_back(box: Installation) -> None:
    assert restores(box).exit_code == 0
    with closing(sqlite3.connect(box.database)) as plain:
        rows = plain.execute("SELECT kind, hand, team_id, bot_id FROM deed").fetchall()
    assert rows == [("restored", "operator", None, None)]


def restores(box: Installation, *more: object, answer: str = "", yes: bool = True) -> Result:
    words = (*more, "--yes") if yes else more
    return box.runs("restore", box.folder / "backup.sqlite", *words, answer=answer)


def changed(box: Installation, statement: str) -> None:
    with closing(sqlite3.connect(box.folder / "backup.sqlite", isolation_level=None)) as plain:
        plain.execute(statement)


def test_the_backup_takes_the_place_of_the_database_which_stays_beside_it(
    box: Installation,
) -> None:
    box.database.chmod(0o640)
    told = restores(box)
    assert told.exit_code == 0
    assert teams(box.database) == ["North"]
    (replaced,) = box.folder.glob("bot.sqlite.replaced-*")
    assert teams(replaced) == ["North", "South"]
    assert replaced.name in "".join(told.stderr.split())
    assert box.database.stat().st_mode & 0o777 == 0o640, "the bot may be somebody else"
    assert {one.name for one in box.folder.iterdir()} == {
        *("config.yaml", "backup.sqlite", "bot.sqlite", replaced.name)
    }


def test_it_is_asked_until_when_the_bot_ran_and_whether_to_go_on(box: Installation) -> None:
    told = restores(box, yes=False, answer="not-since\nn\n")
    assert told.exit_code == 1
    assert "nothing is lost" in told.stdout
    assert teams(box.database) == ["North", "South"]
    told = restores(box, yes=False, answer="\ny\n")
    assert "is lost, and so is who left or was forgotten" in " ".join(told.stderr.split())
    assert teams(box.database) == ["North"]


def test_while_a_bot_runs_nothing_is_restored(box: Installation) -> None:
    """It may be idle: an open connection is enough."""
    running = sqlite3.connect(box.database)
    running.execute("PRAGMA journal_mode = WAL")
    running.execute("SELECT * FROM team").fetchall()
    assert "is in use" in str(restores(box).exception)
    assert teams(box.database) == ["North", "South"]
    running.close()
    assert restores(box).exit_code == 0


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer version"),
        ("DROP TABLE alembic_version", "no backup of Eftertanke"),
        ("INSERT INTO membership VALUES (7, 7, '[]', NULL)", "foreign_key_check"),
    ],
)
def test_what_is_no_good_backup_is_refused(box: Installation, harm: str, told: str) -> None:
    changed(box, harm)
    assert told in str(restores(box).exception)
    assert teams(box.database) == ["North", "South"]


@pytest.mark.parametrize("place", [0, 20_000])
def test_a_damaged_backup_is_refused(box: Installation, place: int) -> None:
    content = bytearray((box.folder / "backup.sqlite").read_bytes())
    content[place : place + 3000] = b"x" * 3000
    (box.folder / "backup.sqlite").write_bytes(content)
    assert "damaged" in str(restores(box).exception)
    assert teams(box.database) == ["North", "South"]


def test_a_database_that_is_broken_is_replaced_with_all_that_lies_beside_it(
    box: Installation,
) -> None:
    """It is the reason to restore. Its log must not be taken for the new one's."""
    box.database.write_bytes(b"not a database any more" * 1000)
    log = box.database.with_name("bot.sqlite-wal")
    log.write_bytes(b"nor this a log")
    assert restores(box).exit_code == 0
    assert teams(box.database) == ["North"]
    assert not log.exists()
    (replaced,) = box.folder.glob("bot.sqlite.replaced-*Z")
    assert replaced.read_bytes().startswith(b"not a database any more")
    assert replaced.with_name(replaced.name + "-wal").read_bytes() == b"nor this a log"


def test_where_there_is_no_database_the_backup_becomes_it(box: Installation) -> None:
    box.database.unlink()
    told = restores(box)
    assert told.exit_code == 0
    assert teams(box.database) == ["North"]
    assert "What was there before" not in told.stderr


def test_a_backup_of_an_older_version_is_migrated(
    box: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrating.SCRIPTS, scripts)
    newest = max(scripts.glob("versions/*_*.py")).name.partition("_")[0]
    (scripts / "versions" / "9999_next.py").write_text(
        f'from alembic import op\nrevision = "9999"\ndown_revision = "{newest}"\n\n\n'
        "def upgrade() -> None:\n    op.execute(\"UPDATE team SET chat_title = 'migrated'\")\n"
    )
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    assert "Migrated: 9999." in restores(box).stdout
    with closing(sqlite3.connect(box.database)) as plain:
        assert plain.execute("SELECT chat_title FROM team").fetchall() == [("migrated",)]


def test_of_a_copy_made_by_hand_one_has_to_say_of_when_it_is(box: Installation) -> None:
    changed(box, "DELETE FROM upkeep")
    assert "Say it with --made" in str(restores(box).exception)
    assert "no moment" in str(restores(box, "--made", "yesterday").exception)
    still_to_come = datetime.now(UTC) + timedelta(days=1)
    assert "Is the clock right?" in str(
        restores(box, "--made", still_to_come.isoformat()).exception
    )
    assert restores(box, "--made", "2026-03-02T03:00+01:00").exit_code == 0
    with closing(sqlite3.connect(box.database)) as plain:
        since = "SELECT due_at FROM upkeep WHERE name = 'lost_since'"
        assert plain.execute(since).fetchone() == ("2026-03-02 02:00:00.000000",)


def test_what_was_put_back_by_other_means_is_brought_into_the_present(box: Installation) -> None:
    told = box.runs("restore", "--made", "2026-03-02T03:00", "--yes")
    assert told.exit_code == 0
    assert "Settled." in told.stdout
    assert teams(box.database) == ["North", "South"]
    with closing(sqlite3.connect(box.database)) as plain:
        assert plain.execute("SELECT count(*) FROM upkeep WHERE name = 'lost_since'").fetchone()[0]
        assert (
            plain.execute("SELECT seq FROM sqlite_sequence WHERE name = 'team'").fetchone()[0]
            == 10_000_002
        )


def test_a_backup_that_was_copied_into_place_is_refused_until_it_is_settled(
    box: Installation,
) -> None:
    backup = (box.folder / "backup.sqlite").read_bytes()
    box.database.write_bytes(backup)
    with pytest.raises(OperatorError, match="without a file"):
        asyncio.run(looked_at(box))
    assert box.runs("restore", "--yes").exit_code == 0
    asyncio.run(looked_at(box))


async def looked_at(box: Installation) -> None:
    """As a bot does at its start."""
    async with opened_store(box.config) as store:
        await refuse_backup(store)


@pytest.fixture
async def other(databases: Databases, tmp_path: Path, postgres: Server) -> AsyncIterator[str]:
    """A new installation's database, of the other kind."""
    elsewhere = (
        OnServer(postgres, untouched=True) if isinstance(databases, Files) else Files(tmp_path)
    )
    yield await elsewhere.new()
    await elsewhere.drop()


async def lived_in(office: Office, file: Path) -> Gap:
    """A Round is open, and somebody has answered; a backup is made."""
    team = await office.team()
    crowd = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve")
    await office.begin(team)
    await answer_alike(crowd[:2], Visibility.TEAM_UNNAMED)
    now = office.clock.moment
    await back_up(office.unit_of_work.house.config, file, now, untold, days=30)
    return Gap(since=now, until=now + timedelta(days=3))


async def test_a_backup_of_either_kind_of_database_can_be_restored_to_the_other(
    office: Office, other: str, tmp_path: Path
) -> None:
    gap = await lived_in(office, tmp_path / "backup.sqlite")
    config = Config.model_validate({"database": {"url": other}})
    done = await restore(config, tmp_path / "backup.sqlite", gap, StandingClock(gap.until), untold)
    assert done.closed == 1
    assert await rows(other, answer, delivery, pool) == [0, 0, 0]


async def test_a_database_on_a_server_can_be_settled_where_it_is(
    office: Office, tmp_path: Path
) -> None:
    gap = await lived_in(office, tmp_path / "backup.sqlite")
    await office.unit_of_work.store.close()
    config = office.unit_of_work.house.config
    assert await settle_in_place(config, gap, StandingClock(gap.until)) == 1
    assert await rows(config.database.url, answer, delivery, pool, note) == [0, 0, 0, 0]
    store = Store(config.database.url)
    async with store.look() as tx:
        names = set((await tx.execute(select(upkeep.c.name))).scalars())
    await store.close()
    assert {"lost_since", "lost_until", "scrub"} <= names


async def rows(url: str, *tables: Any) -> list[int]:
    store = Store(url)
    async with store.look() as tx:
        found = [len((await tx.execute(select(table))).all()) for table in tables]
    await store.close()
    return found
