"""The command line as a whole: what it says of itself, and that it ends in words."""

import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import __version__
from bot.cli import app

ROOT = Path(__file__).parent.parent

PATIENCE = 120.0
"""Seconds after which a command is thought to have gone on where it should have ended."""

AS_ANYBODY = """
from tests.faults.breakages.disk import humble
from bot.cli import main

humble()
main()
"""
"""A program that is `eftertanke`, to which the rights of files mean something, also for root."""


def test_it_says_which_version_it_is() -> None:
    ran = CliRunner().invoke(app, ["--version"])
    assert (ran.exit_code, ran.output) == (0, f"eftertanke {__version__}\n")


def test_the_version_stands_in_one_place() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in pyproject["project"]
    assert ROOT / pyproject["tool"]["hatch"]["version"]["path"] == ROOT / "bot" / "__init__.py"


def said(
    folder: Path, *words: str, encoding: str = "utf-8", **environ: str
) -> subprocess.CompletedProcess[str]:
    """What the command says that runs in this folder."""
    ran = subprocess.run(
        [sys.executable, "-c", AS_ANYBODY, *words],
        cwd=folder,
        env=os.environ
        | {"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONPATH": str(ROOT)}
        | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder with settings and a token, into which nobody may look."""
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "config.yaml").write_text("telegram: {poll_timeout: 20}\n")
    (folder / "telegram_token").write_text("1:abc")
    folder.chmod(0)
    return folder


def test_credentials_in_a_folder_that_it_may_not_look_into(tmp_path: Path, closed: Path) -> None:
    ran = said(tmp_path, "check", CREDENTIALS_DIRECTORY=str(closed))
    told = f"CREDENTIALS_DIRECTORY: {closed} cannot be looked into: Permission denied."
    assert ran.returncode == 1
    assert ran.stderr.startswith(told)


def test_settings_in_a_folder_that_it_may_not_look_into(tmp_path: Path, closed: Path) -> None:
    ran = said(tmp_path, "check", "--config", str(closed / "config.yaml"))
    told = f"{closed}/config.yaml: cannot be looked at: Permission denied."
    assert ran.returncode == 1
    assert ran.stderr.startswith(told)


def test_settings_that_it_may_not_read(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.touch(mode=0)
    ran = said(tmp_path, "check")
    assert ran.returncode == 1
    assert ran.stderr.startswith("config.yaml:1:1: cannot be read: Permission denied.")


@pytest.mark.parametrize("command", ["demo", "try"])
def test_a_play_in_a_folder_that_it_may_not_write_to(tmp_path: Path, command: str) -> None:
    tmp_path.chmod(0o500)
    ran = said(tmp_path, command)
    tmp_path.chmod(0o700)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"{command}: cannot be made anew: Permission denied. Say with")


@pytest.mark.parametrize("command", ["sandbox", "try"])
def test_where_somebody_listens_already(tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = said(tmp_path, command, "--port", port)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"Nothing can listen on 127.0.0.1, port {port}: ")


@pytest.mark.parametrize("command", ["sandbox", "try", "demo"])
def test_a_port_that_there_is_not(tmp_path: Path, command: str) -> None:
    ran = said(tmp_path, command, "--port", "99999")
    assert ran.returncode == 2
    assert "--port" in ran.stderr


def test_a_backup_in_a_folder_that_it_may_not_write_to(tmp_path: Path, closed: Path) -> None:
    assert said(tmp_path, "migrate").returncode == 0
    for mode in (0, 0o500):
        closed.chmod(mode)
        ran = said(tmp_path, "backup", f"{closed}/")
        assert ran.returncode == 1
        assert "Permission denied" in ran.stderr


@pytest.mark.parametrize("content", [b"", b"Chapter one"])
def test_a_backup_of_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "eftertanke.sqlite").write_bytes(content)
    ran = said(tmp_path, "backup", "copy.sqlite")
    assert ran.returncode == 1
    assert "eftertanke.sqlite is no SQLite database, or it is damaged." in ran.stderr
    assert [*tmp_path.iterdir()] == [tmp_path / "eftertanke.sqlite"]


def test_a_backup_of_a_database_that_is_damaged(tmp_path: Path) -> None:
    assert said(tmp_path, "migrate").returncode == 0
    file = tmp_path / "eftertanke.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    ran = said(tmp_path, "backup", "copy.sqlite")
    assert ran.returncode == 1
    assert "eftertanke.sqlite cannot be copied whole: " in ran.stderr
    assert not (tmp_path / "copy.sqlite").exists()


def of_a_folder(folder: Path) -> list[str]:
    return ["check", "--config", str(folder / "config.yaml")]


def of_a_schema(_: Path) -> list[str]:
    return ["schema"]


def of_help(_: Path) -> list[str]:
    return ["inbox", "replay", "--help"]


@pytest.mark.parametrize("words", [of_a_folder, of_a_schema, of_help])
def test_a_terminal_that_knows_only_ascii(
    tmp_path: Path, words: Callable[[Path], list[str]]
) -> None:
    folder = tmp_path / "återblick"
    folder.mkdir()
    (folder / "config.yaml").write_text("telegram: {poll_timeout: 20}\n")
    ran = said(tmp_path, *words(folder), encoding="ascii")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout


def test_an_error_on_a_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("log_format: återblick\n")
    ran = said(tmp_path, "check", encoding="ascii")
    assert ran.returncode == 1
    assert '"?terblick" is not known here.' in ran.stderr
