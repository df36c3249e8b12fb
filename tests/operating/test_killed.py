"""A command that is killed leaves a file with people's words. It does not outlive the next one."""

import json
from pathlib import Path

import pytest

from bot.storage.base.unfinished import sweep_for
from tests.operating.conftest import Installation
from tests.operating.hung import hung

IN_BACKUP = "bot.operating.backup.verify"
IN_RESTORE = "bot.operating.restore.settle_journal"
IN_COPY = "bot.operating.copy.settle_journal"


@pytest.fixture
def lived_in(installation: Installation) -> Installation:
    """Somebody's words are in the database."""
    installation.step(
        lambda tx: tx.exec_driver_sql(
            "INSERT INTO team (bot_id, name, languages, zone, floor, chat_title, chat_public)"
            " VALUES (1, 'kvistelbark', '[]', 'UTC', 5, '', FALSE)"
        )
    )
    (installation.folder / "backups").mkdir()
    return installation


def holding(folder: Path) -> set[Path]:
    """The files in which the words are."""
    files = {one for one in folder.rglob("*") if one.is_file()}
    return {one for one in files if b"kvistelbark" in one.read_bytes()}


@pytest.mark.parametrize("days", [(), ("--keep-days", 7)])
def test_what_a_killed_backup_left_goes_with_the_next_one_to_that_folder(
    lived_in: Installation, days: tuple[object, ...]
) -> None:
    folder, before = lived_in.folder / "backups", holding(lived_in.folder)
    with hung(IN_BACKUP, "backup", folder, "--config", lived_in.settings):
        (left,) = holding(lived_in.folder) - before
    told = json.loads(lived_in.runs("backup", folder, "--json", *days).stdout)
    assert told["deleted"] == [str(left)]
    assert [one.name for one in folder.iterdir()] == [Path(told["file"]).name]


def test_what_one_to_a_file_left_goes_with_the_next_one_whatever_it_is_called(
    lived_in: Installation,
) -> None:
    folder, before = lived_in.folder / "backups", holding(lived_in.folder)
    with hung(IN_BACKUP, "backup", folder / "one.sqlite", "--config", lived_in.settings):
        pass
    assert len(holding(lived_in.folder) - before) == 1
    assert lived_in.runs("backup", folder / "two.sqlite").exit_code == 0
    assert holding(lived_in.folder) - before == {folder / "two.sqlite"}


def test_one_that_is_being_made_is_not_disturbed_by_the_next(lived_in: Installation) -> None:
    folder = lived_in.folder / "backups"
    with hung(IN_BACKUP, "backup", folder / "one.sqlite", "--config", lived_in.settings):
        (made,) = holding(folder)
        told = json.loads(lived_in.runs("backup", folder, "--json").stdout)
        assert told["deleted"] == []
        assert sweep_for(lived_in.config.database.url) == []
        assert made.exists()


def test_what_a_killed_backup_left_elsewhere_goes_at_a_start(lived_in: Installation) -> None:
    folder, before = lived_in.folder / "backups", holding(lived_in.folder)
    with hung(IN_BACKUP, "backup", folder, "--config", lived_in.settings):
        (left,) = holding(lived_in.folder) - before
    assert sweep_for(lived_in.config.database.url) == [left]
    assert [*folder.iterdir()] == []
    assert not [one for one in lived_in.folder.iterdir() if ".part" in one.name]


def test_what_a_killed_restore_left_goes_with_the_next_backup(lived_in: Installation) -> None:
    backup = lived_in.folder / "backups" / "one.sqlite"
    assert lived_in.runs("backup", backup).exit_code == 0
    before = holding(lived_in.folder)
    restoring = ("restore", backup, "--last-run", "not-since", "--yes")
    with hung(IN_RESTORE, *restoring, "--config", lived_in.settings):
        (left,) = holding(lived_in.folder) - before
    told = json.loads(lived_in.runs("backup", backup.with_name("two.sqlite"), "--json").stdout)
    assert told["deleted"] == [str(left)]


def test_a_killed_copy_is_no_half_a_database_and_goes_with_the_next_one(
    lived_in: Installation,
) -> None:
    folder, before = lived_in.folder / "backups", holding(lived_in.folder)
    other = folder / "other.sqlite"
    with hung(IN_COPY, "copy", "--to", f"sqlite:///{other}", "--config", lived_in.settings):
        (left,) = holding(lived_in.folder) - before - {lived_in.database}
    assert not other.exists()
    assert lived_in.runs("copy", "--to", f"sqlite:///{other}").exit_code == 0
    assert not left.exists()
    assert [one.name for one in folder.iterdir()] == ["other.sqlite"]
    assert other.stat().st_mode & 0o777 == 0o600
