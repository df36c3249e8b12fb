"""What is said of a bot's health: nothing while it can work, or a sentence for each thing wrong."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from bot.app import App
from bot.host.duties import Duty
from bot.operating.watch import IDLE_AFTER, STUCK_AFTER, Watch
from bot.storage.base.engine import Store
from bot.storage.base.schema import inbox
from tests.databases import on_sqlite
from tests.faults.town import until
from tests.stage import Stage

ALL_IS_WELL: tuple[list[str], list[str]] = ([], [])


@pytest.fixture
async def watch(stage: Stage) -> Watch:
    """Watches a bot that has been heard by Telegram."""
    watch = Watch()
    watch.apps = [stage.app]
    stage.app.receiver.heard = True
    return watch


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the steady clock on, by which silence is timed."""
    steady = time.monotonic

    def pass_by(seconds: float) -> None:
        for module in (
            "app",
            "chat.receiver",
            "chat.circuit_breaker",
            "scheduler.heartbeat",
            "operating.watch",
        ):
            clock = SimpleNamespace(monotonic=lambda: steady() + seconds)
            monkeypatch.setattr(f"bot.{module}.time", clock, raising=False)

    return pass_by


GoesOn = Callable[[timedelta], None]


@pytest.fixture
def goes_on(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> GoesOn:
    """Time goes on, by the wall clock and by the steady one."""
    steady, past = time.monotonic, timedelta(0)
    clock = SimpleNamespace(monotonic=lambda: steady() + past.total_seconds())
    monkeypatch.setattr("bot.domain.base.clock.time", clock)

    def go_on(span: timedelta) -> None:
        nonlocal past
        past += span
        stage.clock.moment += span

    return go_on


async def told(watch: Watch) -> tuple[list[str], list[str]]:
    """What keeps it from living, and what from working."""
    return await watch.alive(), await watch.ready()


async def test_a_bot_that_works_has_nothing_to_say(watch: Watch) -> None:
    assert await told(watch) == ALL_IS_WELL
    (vitals,) = await watch.vitals()
    assert vitals.well


async def test_a_process_says_nothing_of_what_others_do(
    stage: Stage, watch: Watch, later: Callable[[float], None]
) -> None:
    stage.app.receiver.heard = False
    stage.app.duties = frozenset({Duty.TASKS})
    later(IDLE_AFTER / 2)
    assert await told(watch) == ALL_IS_WELL
    (vitals,) = await watch.vitals()
    assert (vitals.silence, vitals.doubt) == (None, None)
    later(IDLE_AFTER + 1)
    assert await told(watch) == (
        [],
        [f"nobody has looked at what falls due for {IDLE_AFTER + 1:.0f} s"],
    )


async def test_a_process_that_talks_says_nothing_of_what_falls_due(
    watch: Watch, stage: Stage, later: Callable[[float], None]
) -> None:
    stage.app.duties = frozenset({Duty.CHAT})
    await stage.app.receiver.poll(0)
    later(IDLE_AFTER + 1)
    alive, _ = await told(watch)
    assert alive == [f"Telegram has not answered for {IDLE_AFTER + 1:.0f} s"]
    (vitals,) = await watch.vitals()
    assert vitals.rest is None


async def test_before_it_has_started_a_bot_lives_but_cannot_work(
    later: Callable[[float], None],
) -> None:
    watch = Watch()
    assert await watch.alive() == []
    assert await watch.ready() == ["it is starting: Telegram or the database has not answered yet"]
    assert await watch.vitals() == []
    later(300)
    assert await watch.alive() == ["it has tried to start for 300 s"]


async def test_a_bot_that_is_being_stopped_takes_nothing_on(watch: Watch) -> None:
    watch.stopping = True
    assert await told(watch) == ([], ["it is being stopped"])


@on_sqlite
async def test_a_bot_is_never_deaf_while_it_looks_alive(
    watch: Watch, later: Callable[[float], None]
) -> None:
    later(130)
    alive, ready = await told(watch)
    assert alive == ready == ["Telegram has not answered for 130 s"]


@on_sqlite
async def test_a_bot_that_telegram_has_not_answered_yet_is_not_ready(
    watch: Watch, stage: Stage
) -> None:
    stage.app.receiver.heard = False
    alive, ready = await told(watch)
    assert alive == []
    assert ready == ["Telegram has not answered a poll yet, or taken the address of the webhook"]


@on_sqlite
async def test_once_telegram_calls_there_is_no_silence(
    watch: Watch, stage: Stage, later: Callable[[float], None]
) -> None:
    receiver = stage.app.receiver
    receiver.heard = False
    called = asyncio.create_task(receiver.be_sent("http://127.0.0.1:9/telegram", "hush"))
    await until(lambda: receiver.heard, "Telegram to take the address")
    later(300)
    assert await told(watch) == ALL_IS_WELL
    called.cancel()


@on_sqlite
async def test_a_line_in_doubt_is_told_of_after_a_while(
    watch: Watch, stage: Stage, later: Callable[[float], None]
) -> None:
    alice = await stage.person("Alice")
    await stage.control.faults("sendMessage", "http_401", count=1)
    await stage.control.faults("getMe", "http_401", count=9)
    await alice.says("/start")
    assert await told(watch) == ALL_IS_WELL
    later(40)
    assert (await told(watch))[1] == ["nothing is sent: Telegram could not be reached for 40 s"]
    await stage.control.no_faults()
    await stage.settle()
    assert await told(watch) == ALL_IS_WELL


@on_sqlite
async def test_a_heart_that_has_stopped_is_told_of(
    watch: Watch, stage: Stage, later: Callable[[float], None]
) -> None:
    later(IDLE_AFTER + 1)
    assert "nobody has looked at what falls due for 601 s" in (await told(watch))[1]
    await stage.app.heartbeat.beat()
    assert not any("falls due" in one for one in (await told(watch))[1])


async def test_what_waits_too_long_is_told_of(watch: Watch, stage: Stage, goes_on: GoesOn) -> None:
    alice = await stage.person("Alice")
    await stage.control.say(alice.id, "/start")
    await stage.app.receiver.poll(0)
    goes_on(STUCK_AFTER)
    assert await told(watch) == ALL_IS_WELL
    goes_on(timedelta(seconds=1))
    assert await told(watch) == ([], ["an update has waited for 301 s to be handled"])
    await stage.app.dispatcher.work()
    assert await told(watch) == ALL_IS_WELL
    goes_on(STUCK_AFTER + timedelta(seconds=1))
    assert await told(watch) == ([], ["a reply has waited for 301 s to be sent"])
    await stage.settle()
    assert await told(watch) == ALL_IS_WELL


async def test_nothing_has_waited_because_the_clock_was_set_forward(
    watch: Watch, stage: Stage, goes_on: GoesOn
) -> None:
    alice = await stage.person("Alice")
    await stage.control.say(alice.id, "/start")
    await stage.app.receiver.poll(0)
    stage.clock.moment += timedelta(hours=3)
    assert await told(watch) == ALL_IS_WELL
    goes_on(STUCK_AFTER + timedelta(seconds=1))
    assert await told(watch) == ([], ["an update has waited for 301 s to be handled"])


async def test_a_reply_behind_one_that_has_to_wait_is_not_stuck(watch: Watch, stage: Stage) -> None:
    alice = await stage.person("Alice")
    await stage.control.faults("sendMessage", "too_many", retry_after=7200, count=1)
    await alice.says("/start")
    await stage.control.say(alice.id, "/help")
    await stage.app.receiver.poll(0)
    await stage.app.dispatcher.work()
    stage.clock.moment += STUCK_AFTER * 2
    assert await told(watch) == ALL_IS_WELL


async def test_a_database_of_another_version_is_told_of(watch: Watch, stage: Stage) -> None:
    async with stage.app.unit_of_work.store.step() as tx:
        await tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert await told(watch) == (
        [],
        ["the database is not of this version: its schema is newer"],
    )


async def test_a_database_that_does_not_answer_is_told_of_once(watch: Watch, stage: Stage) -> None:
    nowhere = {True: "sqlite:////nowhere/at/all.sqlite", False: "postgresql://a:b@127.0.0.1:1/c"}
    store = Store(nowhere[stage.app.unit_of_work.store.on_sqlite])
    stage.app.unit_of_work = replace(stage.app.unit_of_work, store=store)
    alive, ready = await told(watch)
    assert alive == ready
    cause = {True: "the database cannot be opened", False: "the database does not answer"}
    assert alive == [cause[store.on_sqlite]]
    (vitals,) = await watch.vitals()
    assert (vitals.backlog, vitals.well) == (None, False)
    await store.close()


async def test_the_figures_tell_what_waits(watch: Watch, stage: Stage) -> None:
    alice = await stage.person("Alice")
    await stage.control.say(alice.id, "/start")
    await stage.app.receiver.poll(0)
    stage.clock.moment += timedelta(seconds=9)
    (vitals,) = await watch.vitals()
    assert vitals.bot == stage.app.bot.username
    assert vitals.backlog is not None
    assert vitals.backlog.updates_pending == 1
    assert vitals.backlog.oldest_update == timedelta(seconds=9)
    await _park(stage.app)
    (vitals,) = await watch.vitals()
    assert vitals.backlog is not None
    assert (vitals.backlog.updates_pending, vitals.backlog.updates_parked) == (0, 1)


async def _park(app: App) -> None:
    async with app.unit_of_work.store.step() as tx:
        await tx.execute(update(inbox).values(state="parked"))
