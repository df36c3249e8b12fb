"""Backups: whole, checked, for nobody else to read, and made while the bot goes on."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.base.visibility import Visibility
from bot.errors import OperatorError
from bot.flows.transport import upkeep
from bot.operating import backup as backups
from bot.operating.backup import OURS, back_up
from bot.operating.verifying import verify
from bot.storage.base.schema import membership, metadata, team
from bot.storage.base.upkeep import SCRUB, want
from tests.answering import answer_alike
from tests.databases import on_postgresql, on_sqlite
from tests.desk import Office
from tests.factories import add_team
from tests.operating.conftest import Installation
from tests.operating.lives import untold

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


async def made(office: Office, file: Path) -> None:
    await back_up(office.unit_of_work.house.config, file, NOON, untold, force=True, days=30)


async def test_it_holds_every_row(office: Office, tmp_path: Path) -> None:
    """Whatever the database is, in a file that can be looked into with anything."""
    north = await office.team()
    people = await office.people(north, "Bob", "Bea", "Cid", "Dora", "Eve")
    await office.begin(north)
    await answer_alike(people[:2], Visibility.TEAM_UNNAMED)
    file = tmp_path / "backup.sqlite"
    await made(office, file)
    found = verify(file)
    assert (found.made_at, found.open_rounds, found.answers) == (NOON, 1, 8)
    async with office.unit_of_work.look() as step:
        count = [
            (await step.tx.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        ]
    assert found.rows == sum(count) + 1, "all there is, and when the backup was made"
    with sqlite3.connect(file) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        names = plain.execute("SELECT name FROM member ORDER BY id").fetchall()
    assert names == [("Bob",), ("Bea",), ("Cid",), ("Dora",), ("Eve",)]


async def test_it_is_of_one_moment_however_much_is_written_meanwhile(
    office: Office, tmp_path: Path
) -> None:
    """Each step founds a team with one person; none must be half there, and no step may wait."""
    stop = asyncio.Event()

    async def live() -> None:
        while not stop.is_set():
            async with office.unit_of_work.step() as step:
                fresh = await add_team(step.tx, 1)
                await step.tx.execute(membership.insert().values(team_id=fresh.id, **ALONE))
            await asyncio.sleep(0)

    await office.member("Bob", await office.team())
    living = asyncio.create_task(live())
    for number in range(3):
        await made(office, tmp_path / f"{number}.sqlite")
    stop.set()
    await living
    counts = [held(tmp_path / f"{number}.sqlite") for number in range(3)]
    assert all(in_teams == founded for founded, in_teams in counts)
    assert sorted(counts) == counts
    async with office.unit_of_work.look() as step:
        founded = (await step.tx.execute(select(func.count()).select_from(team))).scalar_one()
    assert founded > counts[-1][0], "people went on all the while"


ALONE: dict[str, Any] = {"member_id": 1, "roles": frozenset()}


def in_folder(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def held(file: Path) -> tuple[int, int]:
    verify(file)
    with sqlite3.connect(file) as plain:
        (founded,) = plain.execute("SELECT count(*) FROM team").fetchone()
        (inside,) = plain.execute("SELECT count(*) FROM membership").fetchone()
    return founded, inside


@on_sqlite
async def test_a_rewriting_of_the_file_goes_on_beside_it_or_is_done_later(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both at once, again and again: neither breaks the other."""
    monkeypatch.setattr(upkeep, "TRY_AGAIN", timedelta(0))
    await office.people(await office.team(), *(f"P{n}" for n in range(50)))
    for number in range(5):
        async with office.unit_of_work.step() as step:
            await want(step.tx, SCRUB, step.now)
        file = tmp_path / f"{number}.sqlite"
        await asyncio.gather(made(office, file), upkeep.scrub(office.unit_of_work))
        assert verify(file).rows > 100


@on_sqlite
async def test_nothing_that_was_deleted_is_in_it_not_even_in_free_pages(
    office: Office, tmp_path: Path
) -> None:
    async with office.unit_of_work.step() as step:
        await step.tx.exec_driver_sql("PRAGMA secure_delete = OFF")
        await step.tx.exec_driver_sql("CREATE TABLE scrap (words TEXT)")
        await step.tx.exec_driver_sql("INSERT INTO scrap VALUES ('kvistelbark')")
    async with office.unit_of_work.step() as step:
        await step.tx.exec_driver_sql("DELETE FROM scrap")
    await made(office, tmp_path / "backup.sqlite")
    assert b"kvistelbark" not in (tmp_path / "backup.sqlite").read_bytes()


@on_postgresql
async def test_of_tables_it_cannot_read_it_says_how_to_back_them_up(
    office: Office, tmp_path: Path
) -> None:
    async with office.unit_of_work.step() as step:
        await step.tx.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(OperatorError, match="pg_dump --format=custom --file=FILE postgresql:"):
        await made(office, tmp_path / "backup.sqlite")
    assert in_folder(tmp_path) == set()


def test_only_its_owner_may_read_it(installation: Installation) -> None:
    file = installation.folder / "backup.sqlite"
    told = installation.runs("backup", file)
    assert told.exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert "whole and checked" in told.stdout
    assert "keep it encrypted, and delete it by" in " ".join(told.stderr.split())


def test_a_file_that_is_there_already_is_written_over_only_if_asked(
    installation: Installation,
) -> None:
    file = installation.folder / "backup.sqlite"
    file.write_text("something dear")
    assert "--force" in str(installation.runs("backup", file).exception)
    assert file.read_text() == "something dear"
    assert installation.runs("backup", file, "--force").exit_code == 0
    assert verify(file).schema


def test_if_it_fails_there_is_no_half_a_backup(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(file: Path) -> None:
        raise OperatorError(f"{file} is damaged")

    before = in_folder(installation.folder)
    monkeypatch.setattr(backups, "verify", damaged)
    told = installation.runs("backup", installation.folder / "backup.sqlite")
    assert "is damaged" in str(told.exception)
    assert in_folder(installation.folder) == before


def test_it_is_never_written_over_the_database(installation: Installation) -> None:
    told = installation.runs("backup", installation.database, "--force")
    assert "is the database itself" in str(told.exception)


def test_where_there_is_no_database_none_is_made(installation: Installation) -> None:
    installation.database.unlink()
    told = installation.runs("backup", installation.folder / "backup.sqlite")
    assert "There is no database" in str(told.exception)
    assert not installation.database.exists()


def test_a_folder_that_is_not_there_yet_is_made_for_nobody_else(installation: Installation) -> None:
    """What ends with a slash is a folder, also on the first night."""
    folder = installation.folder / "backups"
    told = installation.runs("backup", f"{folder}/")
    assert told.exit_code == 0
    assert [file for file in folder.iterdir() if not OURS.fullmatch(file.name)] == []
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_is_not_made_where_nothing_is(installation: Installation) -> None:
    """As where a disk has not been mounted."""
    told = installation.runs("backup", f"{installation.folder}/away/backups/")
    assert isinstance(told.exception, OperatorError)
    assert str(told.exception) == f"There is no folder {installation.folder}/away."
    assert not (installation.folder / "away").exists()


def test_in_a_folder_backups_are_dated_and_old_ones_go(installation: Installation) -> None:
    folder = installation.folder / "backups"
    folder.mkdir()
    today = datetime.now(UTC)
    ages = {
        days: f"eftertanke-{today - timedelta(days=days):%Y%m%dT%H%M%SZ}.sqlite"
        for days in (5, 29, 31)
    }
    for name in (*ages.values(), "eftertanke-old.sqlite", "holiday.jpg"):
        (folder / name).write_text("")
    told = json.loads(installation.runs("backup", folder, "--json").stdout)
    assert told["deleted"] == [str(folder / ages[31])]
    assert OURS.fullmatch(Path(told["file"]).name)
    assert in_folder(folder) == {
        *(ages[5], ages[29], "eftertanke-old.sqlite", "holiday.jpg", Path(told["file"]).name)
    }
    assert installation.runs("backup", folder, "--keep-days", 31).exit_code == 2


def test_before_a_migration_a_backup_can_be_made(installation: Installation) -> None:
    installation.step(
        lambda tx: tx.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    )
    file = installation.folder / "backup.sqlite"
    told = json.loads(installation.runs("backup", file, "--json").stdout)
    assert told["schema"] == "0001"
