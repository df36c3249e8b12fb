"""The demo is the main job from end to end, so it is a test as well."""

import re
import sqlite3
import sys
from asyncio.subprocess import DEVNULL, PIPE, create_subprocess_exec
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from bot.demo.playing import emptied
from bot.errors import OperatorError


async def test_four_weeks_are_told_and_end_well_without_a_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "play"
    demo = await create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--folder", str(folder), stdin=DEVNULL, stdout=PIPE
    )
    output, _ = await demo.communicate()
    story = output.decode()
    told = re.sub(r"\s+", " ", story.replace("│", ""))
    assert demo.returncode == 0, story
    assert [f"Week {week}" in story for week in (1, 2, 3, 4)] == [True] * 4
    assert "Withdrawn by its author." in story
    assert "Too few this time to show anything" in told
    assert "What came up: “Handovers” and" in told
    assert "Din vecka, 27 feb. till 6 mars" in told
    assert "What the team heard" in story
    assert len(list(folder.glob("picture-*.png"))) >= 3
    assert twice(story) == []


def twice(story: str) -> list[str]:
    """What was said more than once in a Round, whoever said it."""
    rounds = [re.findall("“(.+)” \\(", told) for told in story.split("closed and sealed")]
    return [words for said in rounds for words, times in Counter(said).items() if times > 1]


def test_what_somebody_else_has_put_into_a_folder_stays_there(tmp_path: Path) -> None:
    own = tmp_path / "thesis.txt"
    own.write_text("Chapter one")
    with pytest.raises(OperatorError, match="name another folder with --folder"):
        emptied(tmp_path)
    assert own.read_text() == "Chapter one"


def test_nor_is_a_file_taken_for_a_folder(tmp_path: Path) -> None:
    own = tmp_path / "thesis.txt"
    own.write_text("Chapter one")
    with pytest.raises(OperatorError, match="not made by eftertanke"):
        emptied(own)


def test_what_is_played_on_just_now_is_not_emptied(tmp_path: Path) -> None:
    """Somebody opens a second room while people sit in the first."""
    emptied(tmp_path / "room")
    with closing(sqlite3.connect(tmp_path / "room" / "demo.sqlite")) as there:
        there.execute("PRAGMA journal_mode = WAL").fetchall()
        there.execute("CREATE TABLE said (text)")
        with pytest.raises(OperatorError, match=r"demo\.sqlite is in use"):
            emptied(tmp_path / "room")
        assert (tmp_path / "room" / "demo.sqlite").exists()
    emptied(tmp_path / "room")
    assert not (tmp_path / "room" / "demo.sqlite").exists()


def test_a_folder_that_was_made_for_it_is_emptied_the_next_time(tmp_path: Path) -> None:
    for folder in (tmp_path / "new", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        for _ in range(2):
            emptied(folder)
            assert not (folder / "demo.sqlite").exists()
            (folder / "demo.sqlite").touch()
