"""Whoever is killed while they write a file leaves it behind. It is swept away, and no other is."""

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Thread

import pytest

from bot.storage.base.unfinished import BESIDE, sweep, sweep_for, unfinished, unfinished_for_now

WRITING = """
import sys
from pathlib import Path
from bot.storage.base.unfinished import unfinished, unfinished_for_now
note_in = Path(sys.argv[2]) if len(sys.argv) > 2 else None
with unfinished(Path(sys.argv[1]), note_in) if len(sys.argv) > 1 else unfinished_for_now() as made:
    for suffix in ("", "-wal", "-shm", "-journal"):
        made.with_name(made.name + suffix).write_text("kvistelbark")
    print(made, flush=True)
    sys.stdin.read()
"""
"""A program that writes words into an unfinished file and does not come to its end."""


class Writer:
    """A process at work on a file."""

    def __init__(self, *arguments: Path) -> None:
        command = [sys.executable, "-c", WRITING, *map(str, arguments)]
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, text=True)
        assert self.process.stdout is not None
        self.made = Path(self.process.stdout.readline().strip())

    def killed(self) -> Path:
        """SIGKILL: no last words. What it was writing."""
        self.process.kill()
        self.process.communicate()
        return self.made


Write = Callable[..., Writer]


@pytest.fixture
def write() -> Iterator[Write]:
    begun: list[Writer] = []

    def begin(*arguments: Path) -> Writer:
        begun.append(Writer(*arguments))
        return begun[-1]

    yield begin
    for one in begun:
        one.killed()


def content(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_a_killed_process_left_is_swept_with_all_that_lies_beside_it(
    tmp_path: Path, write: Write
) -> None:
    left = write(tmp_path / "backup.sqlite").killed()
    assert {left.name + suffix for suffix in ("", *BESIDE)} < set(content(tmp_path))
    assert sweep(tmp_path) == [left]
    assert content(tmp_path) == []


def test_what_somebody_is_writing_is_left_alone(tmp_path: Path, write: Write) -> None:
    writer = write(tmp_path / "backup.sqlite")
    before = content(tmp_path)
    assert sweep(tmp_path) == []
    assert content(tmp_path) == before
    left = writer.killed()
    assert sweep(tmp_path) == [left]


def test_also_what_this_very_process_is_writing(tmp_path: Path) -> None:
    with unfinished(tmp_path / "backup.sqlite") as made:
        made.write_text("words")
        assert sweep(tmp_path) == []
        assert made.read_text() == "words"
    assert content(tmp_path) == []


def test_what_is_written_elsewhere_is_found_by_a_note_beside_the_database(
    tmp_path: Path, write: Write
) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    own.mkdir()
    elsewhere.mkdir()
    url = f"sqlite:///{own / 'bot.sqlite'}"
    writer = write(elsewhere / "backup.sqlite", own)
    before = content(own)
    assert len(before) == 1
    assert sweep_for(url) == []
    assert content(own) == before
    left = writer.killed()
    assert sweep_for(url) == [left]
    assert content(own) == content(elsewhere) == []


def test_a_note_about_what_came_to_its_end_goes_too(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    own.mkdir()
    elsewhere.mkdir()
    with unfinished(elsewhere / "backup.sqlite", own):
        assert len(content(own)) == 1
    assert content(own) == []


def test_a_note_is_kept_until_its_folder_can_be_reached(tmp_path: Path, write: Write) -> None:
    """As that of a disk that is not there at the moment."""
    own, disk, away = tmp_path / "own", tmp_path / "disk", tmp_path / "away"
    own.mkdir()
    disk.mkdir()
    left = write(disk / "backup.sqlite", own).killed()
    disk.rename(away)
    assert sweep(own) == []
    away.rename(disk)
    assert sweep(own) == [left]
    assert content(own) == content(disk) == []


def test_a_note_points_to_nothing_but_an_unfinished_file(tmp_path: Path) -> None:
    dear = tmp_path / "dear.txt"
    dear.write_text("dear")
    (tmp_path / ".backup.sqlite.0123abcd.part-noted").write_text(str(dear))
    assert sweep(tmp_path) == []
    assert content(tmp_path) == ["dear.txt"]


def test_what_was_left_where_things_are_kept_for_now_is_swept(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with unfinished_for_now():
        assert sweep_for("postgresql://x/y") == []
        left = write().killed()
        assert sweep_for("postgresql://x/y") == [left]
        assert len(content(tmp_path)) == 1, "its folder is gone, too; the other is in use"


@pytest.mark.parametrize(
    "name",
    [
        *("backup.sqlite", "eftertanke.sqlite-wal", ".part", ".x.part", "x.0123abcd.part"),
        *(".x.0123ABCD.part", ".x.0123abc.part", ".x.0123abcd.part-old", ".x.0123abcd.part.gz"),
    ],
)
def test_nothing_else_in_the_folder_is_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("dear")
    assert sweep(tmp_path) == []
    assert content(tmp_path) == [name]


def test_a_folder_that_is_not_there_or_may_not_be_read_is_passed_over(tmp_path: Path) -> None:
    assert sweep(tmp_path / "nowhere") == []
    (tmp_path / "a file").write_text("")
    assert sweep(tmp_path / "a file") == []


def test_who_begins_while_somebody_sweeps_is_not_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweeper finds the lock before it is held. The writer makes another one."""
    real, swept = fcntl.flock, Event()

    def slow(opened: int, how: int) -> None:
        if not swept.is_set():
            swept.set()
            sweeper = Thread(target=sweep, args=(tmp_path,))
            sweeper.start()
            sweeper.join()
        real(opened, how)

    monkeypatch.setattr(fcntl, "flock", slow)
    with unfinished(tmp_path / "backup.sqlite") as made:
        made.write_text("words")
        assert sweep(tmp_path) == []
        assert made.exists()
    assert content(tmp_path) == []


@contextmanager
def no_locks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    with monkeypatch.context() as there:
        there.setattr(fcntl, "flock", refuse)
        yield


def test_where_nothing_can_be_locked_nothing_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_locks(monkeypatch), unfinished(tmp_path / "backup.sqlite") as made:
        assert sweep(tmp_path) == []
        assert made.exists()
