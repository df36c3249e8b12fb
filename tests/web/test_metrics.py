"""The figures that others read: all that happens is in them, and nobody who did it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import __version__
from bot.app import DEAF_AFTER
from bot.domain.base.roles import Role
from bot.errors import StorageError
from bot.operating.watch import Watch
from bot.web.figures import FIGURES
from bot.web.server import METRICS_PATH, serving_health
from tests.databases import on_postgresql, on_sqlite
from tests.operating.doctor.practice import file_of
from tests.stage import Stage

Labels = frozenset[tuple[str, str]]
Samples = dict[tuple[str, Labels], float]
Read = Callable[[], Awaitable[str]]


@pytest.fixture
async def read(stage: Stage) -> AsyncIterator[Read]:
    """Reads the page as Prometheus does, over HTTP."""
    watch = Watch()
    watch.apps = [stage.app]
    async with serving_health("127.0.0.1", 0, watch) as url, aiohttp.ClientSession() as http:

        async def read() -> str:
            async with http.get(url + METRICS_PATH) as answer:
                assert answer.status == 200
                assert answer.content_type == "text/plain"
                return await answer.text()

        yield read


def samples(page: str) -> Samples:
    families = text_string_to_metric_families(page)
    return {
        (one.name, frozenset(one.labels.items())): one.value for f in families for one in f.samples
    }


class Figures:
    """One page, asked by name and labels."""

    def __init__(self, page: str, bot: str) -> None:
        self._samples = samples(page)
        self._bot = bot

    def of(self, name: str, **labels: str) -> float | None:
        key = frozenset({("bot", self._bot), *labels.items()})
        return self._samples.get((f"eftertanke_{name}", key))


async def figures(read: Read, stage: Stage) -> Figures:
    return Figures(await read(), stage.app.bot.username)


async def test_a_dialogue_is_counted(stage: Stage, read: Read) -> None:
    alice = await stage.person("Alice")
    await alice.says("/start")
    await alice.says("/help")
    told = await figures(read, stage)
    assert told.of("updates_received_total") == 2
    assert told.of("updates_handled_total", outcome="handled") == 2
    assert told.of("sends_total", outcome="sent") == 2
    assert told.of("send_lag_seconds_count", priority="reply") == 2
    assert told.of("send_lag_seconds_bucket", priority="reply", le="0.025") == 2
    assert told.of("inbox_updates", state="pending") == 0
    assert told.of("outbox_messages", state="due") == 0
    assert told.of("database_up") == 1


@on_sqlite
async def test_the_room_for_the_file_and_its_log_is_told(stage: Stage, read: Read) -> None:
    told = await figures(read, stage)
    file = file_of(stage.config.database.url)
    assert told.of("database_file_bytes") == file.stat().st_size
    assert told.of("database_log_bytes") == file.with_name(f"{file.name}-wal").stat().st_size
    assert (told.of("database_free_bytes") or 0) > 0


@on_postgresql
async def test_of_a_servers_disk_nothing_is_told(stage: Stage, read: Read) -> None:
    assert "_bytes{" not in await read()


async def test_it_is_told_whether_the_bot_is_well(
    stage: Stage, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await figures(read, stage)).of("well") == 1
    monkeypatch.setattr(stage.app.receiver, "silence", lambda: DEAF_AFTER + 1)
    assert (await figures(read, stage)).of("well") == 0


async def test_it_is_told_whether_messages_are_sent_from_here(stage: Stage, read: Read) -> None:
    alice = await stage.person("Alice")
    await alice.says("/help")
    assert (await figures(read, stage)).of("sender") == 1
    await stage.app.lease.give_up()
    assert (await figures(read, stage)).of("sender") == 0


async def test_an_update_that_comes_twice_is_received_once(stage: Stage, read: Read) -> None:
    update = {"update_id": 5, "something_new": {"from": {"id": 7}, "text": "hello"}}
    await stage.app.receiver.store([update])
    await stage.app.receiver.store([update])
    assert (await figures(read, stage)).of("updates_received_total") == 1


@on_sqlite
async def test_what_cannot_be_stored_is_told_of(
    stage: Stage, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a full disk, while Telegram answers each poll at once."""

    async def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("bot.chat.receiver.inbox.store", fails)
    update = {"update_id": 5, "something_new": {"from": {"id": 7}, "text": "hello"}}
    for _ in range(2):
        with pytest.raises(StorageError):
            await stage.app.receiver.store([update])
    told = await figures(read, stage)
    assert told.of("errors_total", where="store", kind="StorageError") == 2


async def test_what_waits_is_told_with_its_age(stage: Stage, read: Read) -> None:
    alice = await stage.person("Alice")
    await stage.control.say(alice.id, "/start")
    await stage.app.receiver.poll(0)
    stage.clock.moment += timedelta(seconds=90)
    told = await figures(read, stage)
    assert told.of("inbox_updates", state="pending") == 1
    assert told.of("inbox_oldest_seconds") == 90
    await stage.app.dispatcher.work()
    stage.clock.moment += timedelta(seconds=40)
    told = await figures(read, stage)
    assert told.of("inbox_oldest_seconds") == 0
    assert told.of("outbox_messages", state="due") == 1
    assert told.of("outbox_oldest_seconds", priority="reply") == 40
    assert told.of("outbox_oldest_seconds", priority="prompt") == 0
    await stage.settle()
    told = await figures(read, stage)
    assert told.of("send_lag_seconds_bucket", priority="reply", le="15.0") == 0
    assert told.of("send_lag_seconds_bucket", priority="reply", le="60.0") == 1
    assert told.of("send_lag_seconds_sum", priority="reply") == 40


async def test_an_open_round_is_told_of_until_it_is_sealed(stage: Stage, read: Read) -> None:
    team = await stage.team()
    await stage.member("Alice", team, Role.STAFF)
    await stage.schedule(team)
    await stage.later(hours=4)
    assert (await figures(read, stage)).of("rounds_open") == 1
    await stage.later(days=7)
    told = await figures(read, stage)
    assert told.of("rounds_open") == 1, "the next week's"
    assert told.of("send_lag_seconds_count", priority="prompt") == 2


@on_sqlite
async def test_trouble_is_told_by_its_kind(stage: Stage, read: Read) -> None:
    alice = await stage.person("Alice")
    await stage.control.faults("sendMessage", "http_500", count=1)
    await alice.says("/start")
    await stage.control.deactivate(alice.id)
    await stage.later(minutes=5)
    told = await figures(read, stage)
    assert told.of("errors_total", where="send", kind="NetworkError") == 1
    assert told.of("errors_total", where="send", kind="Forbidden") == 1
    assert told.of("sends_total", outcome="later") == 1
    assert told.of("sends_total", outcome="gone") == 1


@on_sqlite
async def test_an_update_that_fails_is_told_of_at_each_try(
    stage: Stage, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise KeyError("kvistelbark")

    monkeypatch.setattr(stage.app.dispatcher._application, "process_update", fails)
    alice = await stage.person("Alice")
    await alice.says("kvistelbark")
    for seconds in (1, 5, 30):
        await stage.later(seconds=seconds)
    told = await figures(read, stage)
    assert told.of("updates_handled_total", outcome="again") == 3
    assert told.of("updates_handled_total", outcome="parked") == 1
    assert told.of("errors_total", where="update", kind="KeyError") == 4
    assert told.of("inbox_updates", state="parked") == 1


@on_sqlite
async def test_a_task_that_fails_is_told_of(
    stage: Stage, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> bool:
        raise ValueError

    fails.__module__, fails.__qualname__ = "somewhere", "fails"
    monkeypatch.setattr("bot.scheduler.heartbeat.TASKS", (fails,))
    monkeypatch.setattr("bot.scheduler.heartbeat.CHORES", (fails,))
    await stage.app.heartbeat.beat()
    assert (await figures(read, stage)).of("errors_total", where="task", kind="ValueError") == 2


async def test_the_page_tells_of_the_process_also_before_the_bot_has_started() -> None:
    async with (
        serving_health("127.0.0.1", 0, Watch()) as url,
        aiohttp.ClientSession() as http,
        http.get(url + METRICS_PATH) as answer,
    ):
        names = {name for name, _ in samples(await answer.text())}
    assert "process_resident_memory_bytes" in names
    assert "eftertanke_info" in names


async def test_labels_tell_kinds_and_never_who(stage: Stage, read: Read) -> None:
    team = await stage.team("Kvistelbark")
    alice = await stage.member("Alice", team, Role.STAFF)
    await stage.channel(team, alice, title="Kvistelbark together")
    await stage.schedule(team)
    await stage.later(hours=4)
    page = await read()
    values = {value for _, labels in samples(page) for _, value in labels}
    kinds = {"reply", "prompt", "digest", "sent", "handled", "pending", "parked", "due", "waiting"}
    bounds = {value for value in values if value.replace(".", "", 1).isdigit() or value == "+Inf"}
    assert values - bounds - kinds == {stage.app.bot.username, __version__}
    token = stage.config.require_token()
    for secret in (str(alice.id), "Alice", "Kvistelbark", token.partition(":")[2]):
        assert secret not in page


def test_each_figure_has_a_name_of_its_own_with_its_unit() -> None:
    names = [figure.name for figure in FIGURES]
    assert len(names) == len(set(names))
    assert all(name.startswith("eftertanke_") for name in names)
    assert not any(name.endswith("_total") for name in names), "the library appends it"
