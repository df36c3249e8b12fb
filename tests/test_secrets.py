"""The token, the webhook's secret and the database's password are shown nowhere: not in what is
printed or logged, not where it breaks, not to those who watch."""

import asyncio
import logging
import re
import traceback
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import aiohttp
import pytest
import structlog
from typer.testing import CliRunner

from bot import app as application
from bot.app import _greet
from bot.chat import circuit_breaker, receiver, sender
from bot.chat.application import new_bot
from bot.cli import app as command_line
from bot.config.settings import load_config
from bot.domain.base.clock import SystemClock
from bot.domain.base.roles import Role
from bot.errors import OperatorError
from bot.flows.base import supervision
from bot.host.logs import set_up_logs
from bot.operating import doctor, service
from bot.operating.watch import Watch
from bot.sandbox.server import Sandbox
from bot.storage.base.engine import Store
from bot.web.server import HEALTH_PATH, METRICS_PATH, READY_PATH, serving_health
from tests.databases import on_sqlite
from tests.faults.town import until
from tests.stage import Stage

TOKEN = "123456789:hush-hush-token"
SECRET = "hush-hush-secret"
PASSWORD = "hush-hush-password"
HIDDEN = re.compile("hush")

NOWHERE = "127.0.0.1:9"
"""Nobody listens there."""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """With all secrets, and nobody at the other end of any of them."""
    file = tmp_path / "config.yaml"
    file.write_text(
        f"""
telegram: {{token: "{TOKEN}", base_url: "http://{NOWHERE}"}}
webhook: {{secret: {SECRET}}}
database: {{url: "postgresql://bot:{PASSWORD}@{NOWHERE}/db"}}
health: {{listen_port: 0}}
log_format: json
"""
    )
    return file


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """All that is logged, as in the program itself."""
    printed = StringIO()
    monkeypatch.setattr("sys.stderr", printed)
    before, handlers = structlog.get_config(), [*logging.getLogger().handlers]
    logging.getLogger().handlers.clear()
    set_up_logs("json")
    structlog.configure(cache_logger_on_first_use=False)
    for module in (application, supervision, service, receiver, sender, circuit_breaker):
        monkeypatch.setattr(module, "log", structlog.get_logger())
    monkeypatch.setattr(service, "set_up_logs", lambda *_: None)  # they are, as above
    yield printed
    logging.getLogger().handlers[:] = handlers
    structlog.configure(**before)


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("migrate",),
        ("inbox", "list"),
        ("outbox", "list"),
        ("doctor",),
        ("doctor", "--json"),
    ],
    ids=" ".join,
)
def test_no_command_shows_one_nor_does_its_failure(
    words: tuple[str, ...], settings: Path, logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "CHECKS", [one for one in doctor.CHECKS if one[0] != "pictures"])
    ran = CliRunner().invoke(command_line, [*words, "--config", str(settings)])
    told = [ran.output, ran.stderr, logged.getvalue()]
    if ran.exception is not None:
        told += traceback.format_exception(ran.exception)
    assert not HIDDEN.search("".join(told))


@pytest.mark.parametrize("does", ["run", "invite"])
async def test_a_bot_that_finds_no_database_does_not_say_how_it_looked_for_it(
    does: str, settings: Path, logged: StringIO
) -> None:
    config = load_config(settings, {})
    work: dict[str, Callable[[], Awaitable[object]]] = {
        "run": lambda: service.run_forever(config, SystemClock()),
        "invite": lambda: service.make_invite(config, None, None, Role.OWNER, 1, 1),
    }
    working = asyncio.ensure_future(work[does]())
    await until(
        lambda: working.done() or "part.failed" in logged.getvalue(), "it to fail, or to say so"
    )
    working.cancel()
    (failed,) = await asyncio.gather(working, return_exceptions=True)
    assert isinstance(failed, BaseException)
    told = [logged.getvalue(), *traceback.format_exception(failed)]
    assert not HIDDEN.search("".join(told))


@pytest.mark.parametrize(
    "wrong",
    [
        f"telegram: {{token: '{TOKEN} '}}\nwebhook: {{secret: '{SECRET} å'}}",
        f"database: {{url: 'postgres://bot:{PASSWORD}@host/db'}}",
        f"database: {{url: 'postgresql://bot:{PASSWORD}@host:port/db'}}",
        f"telegram: {{token: '{TOKEN}', token_file: '/there'}}",
        f"telegram: ['{TOKEN}']",
        f"telegram: {{tokn: '{TOKEN}'}}",
    ],
)
def test_a_complaint_does_not_repeat_what_it_is_about(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(wrong)
    with pytest.raises(OperatorError) as refused:
        load_config(file, {})
    assert not HIDDEN.search("".join(traceback.format_exception(refused.value)))


async def test_a_token_that_nobody_knows_is_not_repeated(settings: Path) -> None:
    async with Sandbox() as box:
        bot = new_bot(TOKEN, box.url)
        with pytest.raises(OperatorError, match="does not know this token") as refused:
            await _greet(bot)
        await bot.shutdown()
    assert not HIDDEN.search("".join(traceback.format_exception(refused.value)))


@pytest.mark.parametrize("kind", ["http_401", "http_502", "reset_before", "reset_after", "cut_off"])
@on_sqlite
async def test_no_trouble_with_telegram_logs_the_token(
    stage: Stage, kind: str, logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.receiver.jittered", lambda *_: 0)
    alice = await stage.person("Alice")
    for method in ("getUpdates", "sendMessage", "getMe"):
        await stage.control.faults(method, kind, count=1)
    await stage.control.say(alice.id, "/start")
    polling = stage.app.receiver
    await polling._keep_trying(lambda: polling.poll(0))
    await stage.settle()
    await stage.settle()
    told = logged.getvalue()
    assert "poll.failed" in told
    assert "telegram.unreachable" in told or "send.failed" in told
    assert stage.config.require_token().partition(":")[2] not in told


@pytest.mark.parametrize("page", [HEALTH_PATH, READY_PATH, METRICS_PATH])
@on_sqlite
async def test_who_watches_learns_none(stage: Stage, settings: Path, page: str) -> None:
    watch = Watch()
    watch.apps = [stage.app]
    stage.app.unit_of_work = replace(
        stage.app.unit_of_work, store=Store(load_config(settings, {}).database.url)
    )
    async with (
        serving_health("127.0.0.1", 0, watch) as url,
        aiohttp.ClientSession() as http,
        http.get(url + page) as answer,
    ):
        told = await answer.text()
    assert "database" in told
    assert not HIDDEN.search(told)
    assert stage.config.require_token().partition(":")[2] not in told
