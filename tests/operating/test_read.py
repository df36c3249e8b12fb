"""`eftertanke read` says what the readers find, line by line, and goes on after a bad one."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app


def read(*words: object, given: str = "") -> Result:
    return CliRunner().invoke(app, ["read", *map(str, words)], input=given)


def told(ran: Result) -> list[object]:
    return [json.loads(line) for line in ran.stdout.splitlines()]


def line(**values: object) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


def test_plain_lines_come_back_with_their_class() -> None:
    ran = read("danger", "--language", "sv", given="han andas inte\n\nvi åt våfflor\n")
    assert ran.exit_code == 0
    assert ran.stdout == "A\than andas inte\n-\tvi åt våfflor\n"


def test_plain_lines_come_back_as_json_if_asked() -> None:
    ran = read("danger", "--language", "sv", "--json", given="fint\nhan andas inte\n")
    assert told(ran) == [{"id": 1, "class": None}, {"id": 2, "class": "A"}]


def test_json_lines_keep_their_ids() -> None:
    given = line(id="x", language="en", text="I don't want to live") + line(
        id=7, language="fi", text="hyvä päivä"
    )
    assert told(read("danger", given=given)) == [
        {"id": "x", "class": "C"},
        {"id": 7, "class": None},
    ]


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("\ufeffShe isn’t breathing\r\n", encoding="utf-8")
    ran = read("danger", file, "--language", "en")
    assert ran.stdout == "A\tShe isn’t breathing\n"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    ran = read("danger", tmp_path / "gone.txt")
    assert ran.exit_code == 1
    assert "cannot be read" in str(ran.exception)


def test_bad_lines_are_told_and_the_rest_is_read() -> None:
    bad = [line(language="sv", text="a"), line(id=1), line(id=1, text=2), '{"id": 1, "te\n']
    ran = read("danger", given="".join([*bad, line(id=2, language="sv", text="andas inte")]))
    assert ran.exit_code == 1
    assert told(ran) == [{"id": 2, "class": "A"}]
    said = ('1: it has no "id"', '2: it has no "text"', '3: its "text" is no', "4: it begins like")
    for one in said:
        assert f"Line {one}" in ran.stderr


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes(b"fint\nsl\xe5r\nbra\n")
    ran = read("danger", file, "--language", "sv")
    assert ran.exit_code == 1
    assert "Line 2: it is not UTF-8" in ran.stderr
    assert ran.stdout == "-\tfint\n-\tbra\n"


def test_concepts_are_read_in_the_language_of_the_line() -> None:
    given = line(id=1, language="sv", text="chefen lyssnade på oss")
    (found,) = told(read("concepts", given=given))
    assert isinstance(found, dict)
    assert "being_heard" in found["concepts"]


def test_a_language_without_a_vocabulary_is_read_in_all() -> None:
    given = line(id=1, language="fi", text="chefen lyssnade på oss")
    (found,) = told(read("concepts", given=given))
    assert isinstance(found, dict)
    assert found["concepts"]


def test_plain_lines_come_back_with_their_concepts() -> None:
    ran = read("concepts", "--language", "sv", given="chefen lyssnade på oss\nxyz\n")
    first, second = ran.stdout.splitlines()
    assert "being_heard" in first
    assert second == "-\txyz"


def test_whoever_reads_no_further_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text("bra\n" * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "read", "danger", str(file), "--language", "sv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"-\tbra\n"
        running.stdout.close()
        assert running.wait(timeout=60) == 0
        assert running.stderr is not None
        assert running.stderr.read() == b""
