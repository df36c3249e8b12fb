"""How much room an SQLite file has."""

import shutil
from pathlib import Path

from bot.host.disk import Room, room_for


def test_room_is_told_with_what_the_file_and_its_log_take(tmp_path: Path) -> None:
    file = tmp_path / "bot.sqlite"
    file.write_bytes(bytes(100))
    (tmp_path / "bot.sqlite-wal").write_bytes(bytes(30))
    room = room_for(file)
    assert room is not None
    assert (room.file, room.log) == (100, 30)
    assert 0 < room.free <= shutil.disk_usage(tmp_path).total


def test_a_file_that_is_not_there_yet_takes_nothing(tmp_path: Path) -> None:
    room = room_for(tmp_path / "bot.sqlite")
    assert room == Room(free=room.free if room else 0, file=0, log=0)


def test_where_there_is_no_folder_nobody_can_tell(tmp_path: Path) -> None:
    assert room_for(tmp_path / "gone" / "bot.sqlite") is None
