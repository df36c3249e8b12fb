"""The doctor tells how everything is, and what to do about what is not as it should be."""

import asyncio
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest
import yaml
from aiohttp import web
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from bot.charts.painter import Painter, PaintingError
from bot.chat.menus import set_menus
from bot.cli import app as command_line
from bot.config import load_config
from bot.domain.clock import SystemClock
from bot.operating import doctor
from bot.operating.doctor import Finding, Patient, Verdict, account, examine, machine
from bot.storage import checkup
from bot.watch import Watch
from bot.web.door import listening
from bot.web.server import READY_PATH, WEBHOOK_PATH, serving_health
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.faults.town import free_port, until
from tests.stage import Stage, StandingClock

OK, LOOK, WRONG = Verdict
NOWHERE = "http://127.0.0.1:9"


class Practice:
    """An installation, and a doctor who draws no pictures unless asked to."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.config = stage.config
        self.file: Path | None = None
        self.clock: Any = SystemClock()
        self.set("health", listen_port=free_port())

    def set(self, section: str, **values: object) -> None:
        """Change settings of a section."""
        part = getattr(self.config, section).model_copy(update=values)
        self.config = self.config.model_copy(update={section: part})

    async def all(self) -> list[Finding]:
        patient = Patient(config=self.config, file=self.file, clock=self.clock)
        return [finding async for finding in examine(patient)]

    async def finds(self, what: str) -> Finding:
        """The worst that is said of this."""
        found = [one for one in await self.all() if one.what == what]
        assert found, f"nothing is said of {what}"
        return max(found, key=lambda one: [*Verdict].index(one.verdict))

    async def rows(self, statement: str) -> None:
        async with self.stage.app.desk.store.step() as tx:
            await tx.exec_driver_sql(statement)


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
async def practice(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Practice:
    quick = [one for one in doctor.CHECKS if one[0] != "pictures"]
    monkeypatch.setattr(doctor, "CHECKS", quick)
    await set_menus(stage.app.bot, stage.config.languages)
    if stage.app.desk.store.on_sqlite:
        for file in file_of(stage.config.database.url).parent.glob("*.sqlite*"):
            file.chmod(0o600)  # as they are when the bot makes them
    return Practice(stage)


async def test_a_healthy_installation_has_nothing_wrong(practice: Practice) -> None:
    found = await practice.all()
    told = {one.what: one.verdict for one in found if one.what != "discretion"}
    assert set(told.values()) == {OK}
    assert {"token", "webhook", "clock", "database", "files", "running"} <= told.keys()
    assert all(bool(one.do) == (one.verdict is not OK) for one in found)
    assert f"@{practice.stage.app.bot.username}" in (await practice.finds("token")).says


@on_sqlite
async def test_it_changes_nothing(practice: Practice) -> None:
    before = len(await practice.stage.control.calls())
    await practice.all()
    asked = {call["method"] for call in (await practice.stage.control.calls())[before:]}
    assert asked == {"getMe", "getWebhookInfo", "getMyCommands"}


@on_sqlite
class TestTelegram:
    async def test_a_token_that_nobody_knows(self, practice: Practice) -> None:
        practice.set("telegram", token=SecretStr("7:hush-hush"))
        found = await practice.finds("token")
        assert (found.verdict, found.says) == (WRONG, "Telegram does not know it")

    async def test_no_token(self, practice: Practice) -> None:
        practice.set("telegram", token=None)
        found = await practice.finds("token")
        assert (found.verdict, found.says) == (WRONG, "there is none")

    async def test_no_way_to_telegram(self, practice: Practice) -> None:
        practice.set("telegram", base_url=NOWHERE)
        found = await practice.finds("telegram")
        assert (found.verdict, found.says) == (
            WRONG,
            "127.0.0.1 cannot be reached (UnreachedError)",
        )

    async def test_a_bot_that_is_sent_all_that_is_said_in_groups(self, practice: Practice) -> None:
        other = await practice.stage.control.bot("nosy_bot", privacy=False)
        practice.set("telegram", token=SecretStr(other.token))
        found = await practice.finds("privacy mode")
        assert found.verdict is LOOK
        assert "/setprivacy" in found.do

    async def test_menus_that_nobody_has_set(self, practice: Practice) -> None:
        scope = {"type": "all_private_chats"}
        await practice.stage.call("deleteMyCommands", scope=scope)
        assert (await practice.finds("menus")).verdict is LOOK

    async def test_a_webhook_while_the_bot_wants_to_poll(self, practice: Practice) -> None:
        await practice.stage.call("setWebhook", url=f"{NOWHERE}/hush-hush")
        found = await practice.finds("webhook")
        assert (found.verdict, found.says) == (
            WRONG,
            "one is set (127.0.0.1), but telegram.mode is polling",
        )

    async def test_a_webhook_that_is_not_the_bots(self, practice: Practice) -> None:
        practice.set("telegram", mode="webhook")
        practice.set("webhook", url="https://bot.example.org")
        assert "none is set" in (await practice.finds("webhook")).says
        await practice.stage.call("setWebhook", url=f"{NOWHERE}/hush-hush")
        found = await practice.finds("webhook")
        assert (found.verdict, found.says) == (
            WRONG,
            "Telegram posts to 127.0.0.1, not to webhook.url",
        )

    async def test_a_webhook_that_telegram_does_not_get_through_to(
        self, practice: Practice
    ) -> None:
        practice.set("telegram", mode="webhook")
        practice.set("webhook", url=NOWHERE)
        practice.clock = practice.stage.clock
        await practice.stage.call("setWebhook", url=NOWHERE + WEBHOOK_PATH)
        assert (await practice.finds("webhook")).verdict is OK
        alice = await practice.stage.person("Alice")
        await practice.stage.control.say(alice.id, "/start")

        async def told() -> bool:
            return (await practice.finds("webhook")).verdict is LOOK

        await until(told, "Telegram to have trouble")

    async def test_updates_that_nobody_takes(
        self, practice: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(account, "MANY", 1)
        alice = await practice.stage.person("Alice")
        for _ in range(2):
            await practice.stage.control.say(alice.id, "/start")
        found = await practice.finds("webhook")
        assert (found.verdict, found.says) == (LOOK, "2 updates wait at Telegram")


@pytest.mark.parametrize(
    ("ahead", "verdict", "says"),
    [
        (timedelta(seconds=30), LOOK, "ahead of"),
        (timedelta(minutes=-5), WRONG, "behind"),
        (timedelta(minutes=5), WRONG, "ahead of"),
    ],
)
async def test_a_clock_that_is_wrong_by_all_others(
    practice: Practice, ahead: timedelta, verdict: Verdict, says: str
) -> None:
    practice.clock = StandingClock(datetime.now(UTC) + ahead)
    told = [one for one in await practice.all() if one.what == "clock"]
    assert {one.verdict for one in told} == {verdict}
    assert all(says in one.says for one in told)
    others = {one.says.rsplit(maxsplit=1)[-1] for one in told}
    on_file = practice.stage.app.desk.store.on_sqlite
    assert others == ({"Telegram's"} if on_file else {"Telegram's", "database's"})


class TestTheDatabase:
    async def test_of_an_older_version(self, practice: Practice) -> None:
        await practice.rows("UPDATE alembic_version SET version_num = '0001'")
        found = await practice.finds("database")
        assert (found.verdict, found.says) == (LOOK, "is from an older version")
        assert "`eftertanke run`" in found.do
        practice.set("database", migrate_on_start=False)
        assert "`eftertanke migrate`" in (await practice.finds("database")).do

    async def test_of_a_newer_version(self, practice: Practice) -> None:
        await practice.rows("UPDATE alembic_version SET version_num = '9999'")
        assert (await practice.finds("database")).verdict is WRONG

    async def test_without_tables(self, practice: Practice, databases: Databases) -> None:
        url = await databases.without_tables()
        if practice.stage.app.desk.store.on_sqlite:
            file_of(url).touch()
        practice.set("database", url=url)
        found = await practice.finds("database")
        assert (found.verdict, found.says) == (LOOK, "has no tables yet")

    @on_sqlite
    async def test_that_is_not_there_yet(self, practice: Practice, tmp_path: Path) -> None:
        practice.set("database", url=f"sqlite:///{tmp_path}/new.sqlite")
        assert (await practice.finds("database")).verdict is LOOK
        assert not (tmp_path / "new.sqlite").exists()

    async def test_that_does_not_answer(self, practice: Practice, tmp_path: Path) -> None:
        (tmp_path / "no.sqlite").write_text("kvistelbark")
        on_file = practice.stage.app.desk.store.on_sqlite
        away = f"sqlite:///{tmp_path}/no.sqlite" if on_file else "postgresql://a:b@127.0.0.1:9/c"
        practice.set("database", url=away)
        found = await practice.finds("database")
        assert found.verdict is WRONG
        assert "does not answer" in found.says

    @on_sqlite
    async def test_that_is_damaged(self, practice: Practice, tmp_path: Path) -> None:
        await practice.stage.app.desk.store.scrub()
        damaged = tmp_path / "damaged.sqlite"
        content = bytearray(file_of(practice.config.database.url).read_bytes())
        content[8192:12288] = b"\xff" * 4096
        damaged.write_bytes(content)
        practice.set("database", url=f"sqlite:///{damaged}")
        told = [one for one in await practice.all() if one.verdict is WRONG]
        assert [one.what for one in told] in (["integrity"], ["database"])

    @on_sqlite
    async def test_with_a_journal_that_makes_people_wait(
        self, practice: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def delete(_: object) -> str:
            return "delete"

        monkeypatch.setattr(checkup, "journal_mode", delete)
        assert (await practice.finds("journal")).verdict is WRONG

    async def test_in_which_something_is_parked(self, practice: Practice) -> None:
        await practice.stage.app.receiver.store([{"update_id": 1, "message": {"from": {"id": 7}}}])
        assert (await practice.finds("parked")).verdict is OK
        await practice.rows("UPDATE inbox SET state = 'parked'")
        found = await practice.finds("parked")
        assert found.verdict is LOOK
        assert found.says.startswith("1 updates")

    @on_postgresql
    async def test_whose_server_tells_too_much(self, practice: Practice) -> None:
        loose = {"log_statement": "all", "log_min_duration_statement": "100"}
        connection = await asyncpg.connect(practice.config.database.url)
        name = await connection.fetchval("SELECT current_database()")
        for setting, value in loose.items():
            await connection.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
        await connection.close()
        told = [one for one in await practice.all() if one.what == "discretion"]
        assert {one.verdict for one in told} == {LOOK}
        assert loose.keys() <= {one.says.split()[0] for one in told}

    @on_postgresql
    async def test_whose_server_is_discreet(self, practice: Practice) -> None:
        connection = await asyncpg.connect(practice.config.database.url)
        name = await connection.fetchval("SELECT current_database()")
        await connection.execute(f"ALTER DATABASE {name} SET log_error_verbosity = 'terse'")
        await connection.close()
        assert (await practice.finds("discretion")).verdict is OK

    @on_postgresql
    async def test_whose_server_keeps_samples_of_words(self, practice: Practice) -> None:
        assert (await practice.finds("samples")).verdict is OK
        await practice.stage.app.receiver.store(
            [{"update_id": n, "message": {"from": {"id": 7}, "text": "again"}} for n in range(9)]
        )
        await practice.rows("ALTER TABLE inbox ALTER COLUMN body SET STATISTICS 100")
        await practice.rows("ANALYZE inbox")
        found = await practice.finds("samples")
        assert (found.verdict, found.says) == (WRONG, "the server keeps samples of inbox.body")


@on_sqlite
class TestTheMachine:
    @pytest.mark.parametrize(
        ("free", "verdict"), [(50, WRONG), (500, LOOK), (5000, OK)], ids=["none", "some", "much"]
    )
    async def test_room_on_the_disk(
        self, practice: Practice, monkeypatch: pytest.MonkeyPatch, free: int, verdict: Verdict
    ) -> None:
        usage = SimpleNamespace(free=free * machine.MB)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        assert (await practice.finds("disk")).verdict is verdict

    async def test_files_that_anybody_can_read(self, practice: Practice, tmp_path: Path) -> None:
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
    async def test_settings_are_to_be_closed_if_they_hold_a_secret(
        self, practice: Practice, tmp_path: Path, text: str, verdict: Verdict
    ) -> None:
        practice.file = tmp_path / "config.yaml"
        practice.file.write_text(text)
        practice.file.chmod(0o644)
        assert (await practice.finds("files")).verdict is verdict

    async def test_questions_that_cannot_be_used(self, practice: Practice, tmp_path: Path) -> None:
        (tmp_path / "broken.yaml").write_text("format: 1\nquestions: none\n")
        practice.config = practice.config.model_copy(update={"prompts": tmp_path})
        found = await practice.finds("questions")
        assert found.verdict is WRONG
        assert "`eftertanke check`" in found.do

    async def test_a_bot_that_runs_and_can_work(self, practice: Practice) -> None:
        watch = Watch()
        practice.stage.app.receiver.heard = True
        async with serving_health("127.0.0.1", practice.config.health.listen_port, watch):
            found = await practice.finds("running")
            assert (found.verdict, found.says.partition(":")[0]) == (WRONG, "it is starting")
            watch.app = practice.stage.app
            found = await practice.finds("running")
            assert (found.verdict, found.says) == (OK, "it runs, and can work")

    async def test_another_program_where_the_bot_would_listen(self, practice: Practice) -> None:
        async def gone(_: web.Request) -> web.Response:
            return web.Response(status=410)

        routes = [web.get(READY_PATH, gone)]
        async with listening(routes, "127.0.0.1", practice.config.health.listen_port):
            found = await practice.finds("running")
        assert (found.verdict, found.do) == (LOOK, "Choose another.")

    async def test_what_cannot_be_looked_at_does_not_hide_the_rest(
        self, practice: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> None:
            raise ValueError("kvistelbark")

        monkeypatch.setattr(machine, "check_banks", broken)
        found = await practice.finds("questions")
        assert (found.verdict, found.says) == (WRONG, "could not be looked at: ValueError")
        assert (await practice.finds("running")).verdict is OK


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


@on_sqlite
class TestTheCommand:
    @pytest.fixture
    def runs(self, practice: Practice, tmp_path: Path) -> Callable[..., Any]:
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

    async def test_says_a_line_for_each_thing(self, runs: Any) -> None:
        ran = await runs()
        assert ran.exit_code == 0, ran.output
        assert ran.output.startswith("ok    token         is that of @eftertanke_bot (")
        assert "wrong" not in ran.output

    async def test_says_what_to_do_and_ends_with_1(self, runs: Any) -> None:
        ran = await runs(EFTERTANKE_TELEGRAM__TOKEN="7:hush-hush")
        assert ran.exit_code == 1
        first, then, *_ = ran.output.splitlines()
        assert first == "wrong token         Telegram does not know it"
        assert then.strip() == "Copy it again from @BotFather."

    async def test_speaks_to_machines(self, runs: Any) -> None:
        ran = await runs("--json")
        first, *_ = json.loads(ran.output)
        assert first.keys() == {"what", "verdict", "says", "do"}
        assert (first["what"], first["verdict"]) == ("token", "ok")
