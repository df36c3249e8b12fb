"""`eftertanke read guard`, for people and for other programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app


def reads(*arguments: str, given: str | bytes = "") -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, ["read", "guard", *arguments], input=given)
    return ran.exit_code, ran.stdout, ran.stderr


def test_a_plain_line_is_shown_with_what_was_found_marked() -> None:
    given = "kollegan Fatima ringde\n\nallt är lugnt\n"
    told = "kollegan {name|Fatima} ringde\nallt är lugnt\n"
    assert reads("--language", "sv", given=given) == (0, told, "")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes("\ufeffFatima kom\r\n".encode())
    assert reads(str(file)) == (0, "{name|Fatima} kom\n", "")


def test_plain_lines_are_answered_with_json_if_asked() -> None:
    assert json.loads(reads("--json", given="Fatima kom\n")[1]) == {
        "id": 1,
        "spans": [[0, 6, "name"]],
    }


def test_lines_of_json_are_answered_by_lines_of_json() -> None:
    asked = {"id": "a", "language": "sv", "text": "😀 Fatima"}
    code, told, _ = reads(given=json.dumps(asked) + "\nplain Fatima\n")
    first, second = told.splitlines()
    assert code == 0
    assert json.loads(first) == {"id": "a", "spans": [[2, 8, "name"]]}
    assert second == "plain {name|Fatima}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": 1, "text"', "begins like JSON"),
        (b'{"id": 1}', 'has no "text"'),
        (b'{"text": "a"}', 'has no "id"'),
        (b'{"id": 1, "text": 2}', "no text"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(line: bytes, said: str) -> None:
    code, told, error = reads(given=b"one\n" + line + b"\nFatima kom\n")
    assert code == 1
    assert told == "one\n{name|Fatima} kom\n"
    assert error.startswith("Line 2: ")
    assert said in error


def test_a_text_that_begins_with_a_brace_is_a_text() -> None:
    assert reads(given="{tack} allihop\n")[1] == "{tack} allihop\n"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "read", "guard", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "cannot be read" in ran.stderr


def test_a_huge_line_is_read_and_a_broken_pipe_is_no_error() -> None:
    line = "Fatima kom. " * 20_000 + "\n"
    ran = subprocess.run(  # noqa: S602
        f"{sys.executable} -m bot read guard | head -c 100",
        shell=True,
        input=line * 3,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.startswith("{name|Fatima} kom.")
    assert ran.stderr == ""
