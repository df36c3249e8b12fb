"""One installation as its operator handles it: what it says when it starts, and why it cannot."""

import asyncio
import json
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from bot import __version__
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
    monkeypatch.setattr(service, "log", structlog.get_logger())  # which would stay what it is
    sections = {"database": {"url": url}, "telegram": {"mode": mode}, "health": {"listen_port": 0}}
    with capture_logs() as lines, pytest.raises(OperatorError, match="no further"):
        asyncio.run(service.run_forever(Config.model_validate(sections), SystemClock(), duties))
    line = lines[0]
    assert (line["event"], line["version"]) == ("bot.starting", __version__)
    assert (line["database"], line["mode"], line["duties"]) == told
    assert "kvistelbark" not in json.dumps(line)
