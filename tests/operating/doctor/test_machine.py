"""What the doctor finds on the machine: the disk, the files, the parts of the bot."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp import web

from bot.charts.painter import Painter, PaintingError
from bot.config.settings import load_config
from bot.domain.base.clock import SystemClock
from bot.operating.doctor import Patient, Verdict, machine
from bot.operating.watch import Watch
from bot.web.door import listening
from bot.web.server import READY_PATH, serving_health
from tests.databases import on_sqlite
from tests.operating.doctor.practice import Practice, file_of

OK, LOOK, WRONG = Verdict


@pytest.mark.parametrize(
    ("free", "verdict"), [(50, WRONG), (500, LOOK), (5000, OK)], ids=["none", "some", "much"]
)
@on_sqlite
async def test_room_on_the_disk(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, free: int, verdict: Verdict
) -> None:
    usage = SimpleNamespace(free=free * machine.MB)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert (await practice.finds("disk")).verdict is verdict


@on_sqlite
async def test_files_that_anybody_can_read(practice: Practice, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("7:hush-hush")
    token.chmod(0o640)
    practice.set("telegram", token_file=token)
    assert (await practice.finds("files")).verdict is OK
    token.chmod(0o644)
    found = await practice.finds("files")
    assert (found.verdict, found.do) == (LOOK, f"chmod o= {token}")
    token.chmod(0o600)
    data = file_of(practice.config.database.url)
    data.chmod(0o644)
    assert (await practice.finds("files")).do == f"chmod o= {data}"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("telegram: {token: '7:hush-hush'}", LOOK),
        ("database: {url: 'postgresql://a:b@host/c'}", LOOK),
        ("database: {url: 'sqlite:///a.sqlite'}\ntelegram: {token: null}", OK),
    ],
)
@on_sqlite
async def test_settings_are_to_be_closed_if_they_hold_a_secret(
    practice: Practice, tmp_path: Path, text: str, verdict: Verdict
) -> None:
    practice.file = tmp_path / "config.yaml"
    practice.file.write_text(text)
    practice.file.chmod(0o644)
    assert (await practice.finds("files")).verdict is verdict


@on_sqlite
async def test_questions_that_cannot_be_used(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("format: 1\nquestions: none\n")
    practice.config = practice.config.model_copy(update={"prompts": tmp_path})
    found = await practice.finds("questions")
    assert found.verdict is WRONG
    assert "`eftertanke check`" in found.do


@on_sqlite
async def test_a_bot_that_runs_and_can_work(practice: Practice) -> None:
    watch = Watch()
    practice.stage.app.receiver.heard = True
    async with serving_health("127.0.0.1", practice.config.health.listen_port, watch):
        found = await practice.finds("running")
        assert (found.verdict, found.says.partition(":")[0]) == (WRONG, "it is starting")
        watch.apps = [practice.stage.app]
        found = await practice.finds("running")
        assert (found.verdict, found.says) == (OK, "it runs, and can work")


@on_sqlite
async def test_another_program_where_the_bot_would_listen(practice: Practice) -> None:
    async def gone(_: web.Request) -> web.Response:
        return web.Response(status=410)

    routes = [web.get(READY_PATH, gone)]
    async with listening(routes, "127.0.0.1", practice.config.health.listen_port):
        found = await practice.finds("running")
    assert (found.verdict, found.do) == (LOOK, "Choose another.")


async def test_pictures_that_can_be_drawn() -> None:
    config = load_config(None, {})
    patient = Patient(config=config, file=None, clock=SystemClock())
    assert [one.verdict async for one in machine.of_pictures(patient)] == [OK]


async def test_pictures_that_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> bytes:
        raise PaintingError("the worker process died")

    monkeypatch.setattr(Painter, "paint", fails)
    patient = Patient(config=load_config(None, {}), file=None, clock=SystemClock())
    (found,) = [one async for one in machine.of_pictures(patient)]
    assert (found.verdict, found.says) == (LOOK, "cannot be drawn: the worker process died")
