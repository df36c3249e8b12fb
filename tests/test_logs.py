"""The log tells what happened, and never anybody's words."""

import json
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_error_is_logged_without_the_words_it_quotes(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(form)
    try:
        int("kvistel" + "bark")
    except ValueError:
        structlog.get_logger().exception("task.failed", task="a.b")
    told = "".join(capsys.readouterr())
    assert "kvistelbark" not in told
    assert "ValueError" in told
    assert "test_logs.py" in told


def test_a_line_for_machines_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    structlog.get_logger().info("retention.purged", drafts=2)
    line = json.loads("".join(capsys.readouterr()))
    assert (line["event"], line["drafts"], line["level"]) == ("retention.purged", 2, "info")
