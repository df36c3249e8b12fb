"""Why a database's file cannot be opened is said in words."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.base.closed import why_closed
from tests.faults.breakages.disk import humble

APART = multiprocessing.get_context("spawn")


def no_folder(folder: Path) -> Path:
    return folder / "gone" / "bot.sqlite"


def a_file_above(folder: Path) -> Path:
    (folder / "gone").touch()
    return folder / "gone" / "bot.sqlite"


def a_folder(folder: Path) -> Path:
    (folder / "bot.sqlite").mkdir()
    return folder / "bot.sqlite"


def a_closed_folder(folder: Path) -> Path:
    (folder / "gone").mkdir(mode=0o500)
    return folder / "gone" / "bot.sqlite"


def a_closed_file(folder: Path) -> Path:
    (folder / "bot.sqlite").touch(mode=0o400)
    return folder / "bot.sqlite"


def behind_a_closed_folder(folder: Path) -> Path:
    (folder / "gone" / "inside").mkdir(parents=True)
    (folder / "gone").chmod(0)
    return folder / "gone" / "inside" / "bot.sqlite"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (no_folder, "there is no folder {0}/gone"),
        (a_file_above, "{0}/gone is no folder"),
        (a_folder, "{0}/bot.sqlite is a folder"),
        (a_closed_folder, "this user may not write to the folder {0}/gone"),
        (a_closed_file, "this user may not read and write {0}/bot.sqlite"),
        (
            behind_a_closed_folder,
            "{0}/gone/inside/bot.sqlite cannot be looked at: Permission denied",
        ),
    ],
)
def test_what_is_in_the_way_is_named(
    made: Callable[[Path], Path], why: str, tmp_path: Path
) -> None:
    file = made(tmp_path)
    with APART.Pool(1, initializer=humble) as process:
        assert process.apply(why_closed, (file,)) == why.format(tmp_path)


def test_nothing_is_in_the_way_of_a_file_that_is_there_or_can_be_made(tmp_path: Path) -> None:
    file = tmp_path / "bot.sqlite"
    assert why_closed(file) is None
    file.touch()
    assert why_closed(file) is None
