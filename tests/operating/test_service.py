"""One installation as its operator handles it: what it says when it starts, and why it cannot."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs
from typer.testing import CliRunner, Result

from bot import __version__
from bot.cli import app
from bot.config.settings import Config
from bot.domain.base.clock import SystemClock
from bot.errors import OperatorError
from bot.host.duties import EVERYTHING, Duty
from bot.operating import service

SERVER = "postgresql://eftertanke:kvistelbark@database/eftertanke"


@pytest.mark.parametrize(
    ("url", "mode", "duties", "told"),
    [
        ("sqlite:///a.sqlite", "polling", EVERYTHING, ("sqlite", "polling", ["chat", "tasks"])),
        (SERVER, "webhook", frozenset({Duty.TASKS}), ("postgresql", "webhook", ["tasks"])),
    ],
)
def test_the_log_begins_with_what_starts(
    url: str,
    mode: str,
    duties: frozenset[Duty],
    told: tuple[Any, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_further(*_: object) -> None:
        raise OperatorError("no further")

    monkeypatch.setattr(service, "opened_all", no_further)
    monkeypatch.setattr(service, "set_up_logs", lambda _: None)
    monkeypatch.setattr(service, "give_way", lambda _: None)  # this process goes on
    monkeypatch.setattr(service, "log", unconfigured())
    sections = {"database": {"url": url}, "telegram": {"mode": mode}, "health": {"listen_port": 0}}
    with capture_logs() as lines, pytest.raises(OperatorError, match="no further"):
        asyncio.run(service.run_forever(Config.model_validate(sections), SystemClock(), duties))
    line = lines[0]
    assert (line["event"], line["version"]) == ("bot.starting", __version__)
    assert (line["database"], line["mode"], line["duties"]) == told
    assert "kvistelbark" not in json.dumps(line)


def unconfigured() -> Any:
    """A log that says everything, whatever an earlier test has set up for this process."""
    return structlog.wrap_logger(None, wrapper_class=structlog.stdlib.BoundLogger)


def test_a_start_says_why_the_database_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "set_up_logs", lambda _: None)
    url = f"sqlite:///{tmp_path}/gone/bot.sqlite"
    sections = {"database": {"url": url}, "health": {"listen_port": 0}}
    with pytest.raises(OperatorError) as failed:
        asyncio.run(service.run_forever(Config.model_validate(sections), SystemClock()))
    assert str(failed.value) == (
        f"database.url: the database cannot be opened: there is no folder {tmp_path}/gone."
    )


def checked(folder: Path, text: str) -> Result:
    """What `eftertanke check` says of these settings."""
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["check", "--config", str(file)])


def test_a_check_tells_that_there_is_no_token(tmp_path: Path) -> None:
    """Which may be meant so: where settings lie in Git, it comes from elsewhere."""
    ran = checked(tmp_path, "telegram:\n  poll_timeout: 20\n")
    assert ran.exit_code == 0
    warning, last = ran.output.splitlines()
    assert warning.startswith(f"{tmp_path}/config.yaml:1:1: warning: telegram.token: is missing.")
    assert last == "Else the settings and the question banks are good."


def test_a_check_tells_of_a_language_that_the_bot_does_not_speak(tmp_path: Path) -> None:
    text = "telegram: {token: '1:abc'}\nlanguages: [en, sv, fi]\n"
    ran = checked(tmp_path, text)
    assert ran.exit_code == 0
    assert f"{tmp_path}/config.yaml:2:21: warning: languages[2]: fi: questions can" in ran.output


def test_a_check_that_finds_nothing_says_so(tmp_path: Path) -> None:
    ran = checked(tmp_path, "telegram: {token: '1:abc'}\n")
    assert ran.output == "The settings and the question banks are good.\n"
