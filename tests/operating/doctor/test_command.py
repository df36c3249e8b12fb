"""`eftertanke doctor` beside Telegram in a box."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot import __version__
from bot.cli import app as command_line
from tests.databases import on_sqlite
from tests.operating.doctor.practice import Practice


@pytest.fixture
def runs(practice: Practice, tmp_path: Path) -> Callable[..., Any]:
    """Runs `eftertanke doctor …` beside Telegram."""
    file = tmp_path / "config.yaml"
    telegram = practice.config.telegram
    sections = {
        "telegram": {"token": practice.config.require_token(), "base_url": telegram.base_url},
        "database": {"url": practice.config.database.url},
        "health": {"listen_port": practice.config.health.listen_port},
    }
    file.write_text(yaml.safe_dump(sections))
    file.chmod(0o600)

    async def run(*words: str, **environ: str) -> Result:
        arguments = ["doctor", "--config", str(file), *words]
        runner = CliRunner(env=dict(environ))
        return await asyncio.to_thread(runner.invoke, command_line, arguments)

    return run


@on_sqlite
async def test_it_says_a_line_for_each_thing(runs: Any) -> None:
    ran = await runs()
    assert ran.exit_code == 0, ran.output
    version, token, *_ = ran.output.splitlines()
    assert version.startswith(f"ok    version       Eftertanke {__version__}, Python 3.")
    assert token.startswith("ok    token         is that of @eftertanke_bot (")
    assert "wrong" not in ran.output


@on_sqlite
async def test_it_says_what_to_do_and_ends_with_1(runs: Any) -> None:
    ran = await runs(EFTERTANKE_TELEGRAM__TOKEN="7:hush-hush")
    assert ran.exit_code == 1
    _, first, then, *_ = ran.output.splitlines()
    assert first == "wrong token         Telegram does not know it"
    assert then.strip() == "Copy it again from @BotFather."


@on_sqlite
async def test_it_speaks_to_machines(runs: Any) -> None:
    ran = await runs("--json")
    _, first, *_ = json.loads(ran.output)
    assert first.keys() == {"what", "verdict", "says", "do"}
    assert (first["what"], first["verdict"]) == ("token", "ok")
