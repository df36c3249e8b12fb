"""The log tells what happened, and never anybody's words or a secret."""

import ast
import asyncio
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import structlog

from bot.config.settings import Config
from bot.domain.base.clock import SystemClock
from bot.errors import OperatorError
from bot.host.logs import LOUD, set_up_logs
from bot.operating import service

BOT = Path(service.__file__).parents[1]
WORD = "kvistel" + "bark"

FACTS = {
    *("again_in_s", "bank", "database", "delivery", "duties", "fate", "fence", "files", "floor"),
    *("kind", "language", "library", "messages", "mode", "part", "place", "revision", "schedule"),
    *("scope", "seconds", "task", "team", "update_id", "version", "why"),
}
"""What a line may tell: numbers, and words of the program's own."""

ONCE = {"open_this_link_once"}
"""Who runs the bot finds it nowhere else; it is good for one person."""

ERRORS = {"type(error).__name__", "_trace(error)"}
"""What may be told of an error: its kind and its place."""

TOLD_BY_TELEGRAM = {
    ("app.py", "str(error)"),
    ("circuit_breaker.py", "str(error)"),
    ("receiver.py", "told"),
    ("sender.py", "bad.reason"),
}
"""What Telegram says of a call. It repeats no words but in quotes, and those are taken out."""

OUR_OWN = {("supervision.py", "wrong"), ("rendering.py", "str(error)"), ("sender.py", "str(error)")}
"""Sentences of ours that say what went wrong, not with what."""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = [*root.handlers], root.level
    root.handlers.clear()  # so that none of pytest's is closed
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_error_is_logged_without_the_words_it_quotes(
    form: Literal["json", "console"], capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(form)
    try:
        int(WORD)
    except ValueError:
        structlog.get_logger().exception("task.failed", task="a.b")
    told = "".join(capsys.readouterr())
    assert WORD not in told
    assert "ValueError" in told
    assert "test_logs.py" in told


def test_of_several_errors_each_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    try:
        raise ExceptionGroup(WORD, [ValueError(WORD), ExceptionGroup(WORD, [KeyError(WORD)])])
    except ExceptionGroup:
        structlog.get_logger().exception("bot.failed")
    told = "".join(capsys.readouterr())
    assert WORD not in told
    for kind in ("ExceptionGroup", "ValueError", "KeyError"):
        assert kind in told


def test_a_log_that_cannot_be_written_hurts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stderr", full)
        set_up_logs("json")
        structlog.get_logger().error("disk.full")
        monkeypatch.undo()
        with pytest.raises(OSError, match="No space left"):
            full.close()


def test_a_line_for_machines_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    structlog.get_logger().info("retention.purged", drafts=2)
    line = json.loads("".join(capsys.readouterr()))
    assert (line["event"], line["drafts"], line["level"]) == ("retention.purged", 2, "info")


def test_what_a_library_says_is_told_by_its_place_alone(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    try:
        int(WORD)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling %s", WORD)
    logging.getLogger("asyncio").warning(f"{WORD} was never retrieved")
    first, second = map(json.loads, "".join(capsys.readouterr()).splitlines())
    assert WORD not in f"{first}{second}"
    assert (first["library"], first["level"]) == ("aiohttp.server", "error")
    assert "ValueError" in first["exception"]
    assert second["library"] == "asyncio"
    assert second["place"].startswith("test_logs.py:")


@pytest.mark.parametrize("library", LOUD)
def test_no_library_tells_of_its_requests(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    logging.getLogger(f"{library}.deep.inside").info("GET /bot123:%s/getMe", WORD)
    logging.getLogger(f"{library}.deep.inside").debug(WORD)
    assert "".join(capsys.readouterr()) == ""


def test_a_part_that_fails_ends_the_bot_without_telling_what_it_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(WORD)

    monkeypatch.setattr(service, "opened_all", broken)
    monkeypatch.setattr(service, "log", structlog.get_logger())  # which would stay what it is
    config = Config.model_validate({"health": {"listen_port": 0}, "log_format": "json"})
    with pytest.raises(OperatorError, match="the log says where") as failed:
        asyncio.run(service.run_forever(config, SystemClock()))
    assert failed.value.__suppress_context__
    starting, line = map(json.loads, "".join(capsys.readouterr()).splitlines())
    assert (starting["event"], line["event"]) == ("bot.starting", "bot.failed")
    assert "RuntimeError" in line["exception"]
    assert WORD not in str(line)


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every line of the program that logs something."""
    for file in sorted(BOT.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "structlog.get_logger()" in text:
            for node in ast.walk(ast.parse(text)):
                match node:
                    case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                        yield file, node


CALLS = [pytest.param(f, c, id=f"{f.relative_to(BOT)}:{c.lineno}") for f, c in calls()]


def test_there_are_lines_to_look_at() -> None:
    assert len(CALLS) > 15


@pytest.mark.parametrize(("file", "call"), CALLS)
def test_a_line_has_the_name_of_an_action_and_facts(file: Path, call: ast.Call) -> None:
    (action,) = call.args
    assert isinstance(action, ast.Constant), "its name is always the same"
    assert isinstance(action.value, str)
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", action.value)
    for keyword in call.keywords:
        value = ast.unparse(keyword.value)
        if keyword.arg in ("error", "reason"):
            known = {(file.name, one) for one in ERRORS} | TOLD_BY_TELEGRAM | OUR_OWN
            assert (file.name, value) in known, f"what does {value} say?"
        elif keyword.arg is None:
            assert "count" in value, "the retention tells numbers by the name of its rule"
        elif keyword.arg != "exc_info":
            assert keyword.arg in FACTS | ONCE, f"is {keyword.arg} a fact, or somebody's words?"
