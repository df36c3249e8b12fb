"""The receiver: stored first, acknowledged after, and never deaf."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.chat.application import BotApi, new_bot
from bot.chat.passing import Passing
from bot.chat.receiver import WANTED, Receiver
from bot.chat.wakeup import Wakeup
from bot.domain.transport.inbox import Incoming
from bot.domain.transport.updates import Unfit, Unread
from bot.errors import StorageError
from bot.flows.asking import absence
from bot.flows.transport import inbox
from tests.counting import counted
from tests.desk import Office

Turn = Sequence[dict[str, Any]] | Exception


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "P"}


def written(text: str) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": person(7), "text": text}


def update(update_id: int, **content: Any) -> dict[str, Any]:
    return {"update_id": update_id, **(content or {"message": written("hello")})}


class Telegram:
    """Answers to getUpdates by plan; an empty plan means silence."""

    def __init__(self, *plan: Turn) -> None:
        self.plan = list(plan)
        self.offsets: list[int | None] = []
        self.wishes: list[dict[str, Any]] = []
        self.silent = asyncio.Event()

    async def call(
        self, method: str, parameters: dict[str, Any], seconds: float = 20
    ) -> Sequence[dict[str, Any]] | bool:
        if method == "deleteWebhook":
            return True
        assert method == "getUpdates"
        assert seconds > parameters["timeout"]
        self.wishes.append(parameters)
        self.offsets.append(parameters.get("offset"))
        if not self.plan:
            self.silent.set()
            await asyncio.Event().wait()
        turn = self.plan.pop(0)
        if isinstance(turn, Exception):
            raise turn
        return turn


class NothingPasses(Passing):
    """No update in these tests has to do with anything sealed."""

    def __init__(self) -> None:
        """Without handlers."""

    async def handle(self, updates: Sequence[Incoming], until: float) -> None:
        assert not updates


def receiver(office: Office, telegram: BotApi) -> Receiver:
    return Receiver(telegram, office.unit_of_work, NothingPasses(), Wakeup(), poll_seconds=1)


async def stored(office: Office) -> list[int]:
    async with office.unit_of_work.look() as step:
        return [one.update_id for one in await inbox.pending(step, 100, ())]


async def test_the_offset_moves_only_after_the_commit(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram([update(5), update(6)], [update(5), update(6)], [])
    polling = receiver(office, telegram)

    async def full(*_: object, **__: object) -> int:
        raise StorageError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(inbox, "store", full)
        with pytest.raises(StorageError, match="disk full"):
            await polling.poll(0)
    assert await stored(office) == []
    assert await polling.poll(0) == 2
    assert await stored(office) == [5, 6]
    await polling.poll(0)
    assert telegram.offsets == [None, None, 7]


async def test_a_restart_goes_on_where_the_inbox_ends(office: Office) -> None:
    await receiver(office, Telegram([update(5), update(6)])).poll(0)
    telegram = Telegram([update(6), update(7)])
    await receiver(office, telegram).poll(0)
    assert telegram.offsets == [7]
    assert await stored(office) == [5, 6, 7]


async def test_an_empty_inbox_leaves_it_to_telegram_where_to_begin(office: Office) -> None:
    telegram = Telegram([])
    assert await receiver(office, telegram).poll(0) == 0
    assert telegram.offsets == [None]
    assert set(telegram.wishes[0]["allowed_updates"]) == set(WANTED)


async def test_whatever_comes_is_stored_and_lined_up_by_person_or_chat(office: Office) -> None:
    lone = written("\x00 \ud83d \U0001f600 å")
    press = {"from": person(8), "id": "1", "chat_instance": "1"}
    await receiver(
        office,
        Telegram(
            [
                update(1, message=lone),
                update(2, callback_query=press),
                update(3, something_new={"user": {"id": 9}}),
                update(4, channel_post={"chat": {"id": -5}}),
                update(5, strange=[1, 2], other=None),
            ]
        ),
    ).poll(0)
    async with office.unit_of_work.look() as step:
        found = await inbox.pending(step, 100, ())
    assert [one.lane for one in found] == [7, 8, 9, -5, 0]


HOSTILE: list[Any] = [
    {"update_id": 6, "message": {"from": {"id": 10**40}}},
    {"update_id": 6, "x": [float("inf")]},
    {"update_id": 6, "message": {}},
    {"update_id": 6, "message": "hello"},
    Unread(Unfit.NESTED, 6),
    Unread(Unfit.NO_JSON),
    {"update_id": 10**30, "message": {}},
    {"update_id": 2**62, "message": {}},
    {"update_id": "6"},
    {"update_id": -6},
    {"message": {}},
    [{"update_id": 6}],
    "update_id",
    None,
]


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_can_be_no_update_holds_up_none_of_those_with_it(
    office: Office, hostile: Any
) -> None:
    telegram = Telegram([update(5), hostile, update(7)], [])
    polling = receiver(office, telegram)
    await polling.poll(0)
    await polling.poll(0)
    assert telegram.offsets == [None, 8]
    assert await stored(office) == [5, 7]
    assert counted(office.unit_of_work.tally, "updates_unfit_total") == 1


@pytest.mark.parametrize("hostile", HOSTILE[:5])
async def test_alone_it_is_gone_by_the_next_poll(office: Office, hostile: Any) -> None:
    telegram = Telegram([hostile], [])
    polling = receiver(office, telegram)
    await polling.poll(0)
    await polling.poll(0)
    assert telegram.offsets == [None, 7]
    assert await stored(office) == []


@pytest.mark.parametrize("told", [HOSTILE[5:], {"update_id": 5}, "updates", None, 7])
async def test_what_has_no_number_is_waited_out_and_not_asked_for_all_the_time(
    office: Office, told: Any
) -> None:
    polling = receiver(office, Telegram(told))
    with pytest.raises(NetworkError):
        await polling.poll(0)


async def test_one_that_nobody_can_read_holds_up_nobody_on_the_way_from_telegram(
    office: Office,
) -> None:
    """Through the transport: the library gives up on the whole answer."""
    asked: list[int | None] = []
    deep = "[" * 100_000 + "]" * 100_000
    bodies = [
        f'{{"ok":true,"result":[{{"update_id":5}},{{"update_id":6,"x":{deep}}}]}}',
        f'{{"ok": true, "result": [{{"update_id":7,"x":{"1" * 5000}}},{{"update_id":8}}]}}',
        '{"ok":true,"result":[]}',
    ]

    async def answer(request: web.Request) -> web.Response:
        asked.append((await request.json()).get("offset"))
        return web.Response(text=bodies.pop(0), content_type="application/json")

    application = web.Application()
    application.router.add_post("/bot1:x/getUpdates", answer)
    async with TestServer(application) as server:
        bot = new_bot("1:x", str(server.make_url("")).rstrip("/"))
        for request in bot._request:
            await request.initialize()
        try:
            polling = receiver(office, bot)
            for _ in range(3):
                await polling.poll(0)
        finally:
            for request in bot._request:
                await request.shutdown()
    assert asked == [None, 7, 9]
    assert await stored(office) == [5, 8]
    for why in (Unfit.NESTED, Unfit.NO_JSON):
        assert counted(office.unit_of_work.tally, "updates_unfit_total", why=why) == 1
    assert counted(office.unit_of_work.tally, "updates_unfit_total") == 2


@pytest.mark.parametrize(
    "trouble",
    [
        NetworkError("Bad Gateway"),
        Conflict("terminated by other getUpdates request"),
        InvalidToken("Unauthorized"),
        RetryAfter(3),
        OSError("the disk is full"),
        KeyError("result"),
    ],
)
async def test_no_trouble_ends_the_polling(
    office: Office, trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    arrived = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("bot.chat.receiver.asyncio.sleep", sleep)
    telegram = Telegram(trouble, trouble, [update(5)])
    polling = receiver(office, telegram)
    monkeypatch.setattr(polling._arrived, "ring", lambda _: arrived.set())
    running = asyncio.create_task(polling.run())
    async with asyncio.timeout(10):
        await arrived.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await stored(office) == [5]
    least = [3.0, 3.0] if isinstance(trouble, RetryAfter) else [0.5, 1.0]
    most = [3.0, 3.0] if isinstance(trouble, RetryAfter) else [1.5, 3.0]
    assert all(a <= pause <= b for a, pause, b in zip(least, pauses, most, strict=True))


async def test_telegram_is_not_blamed_for_the_trouble_of_the_database(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> int:
        raise StorageError("the disk is full")

    monkeypatch.setattr(inbox, "store", full)
    polling = receiver(office, Telegram([update(5)]))
    time = Steps(monkeypatch)
    time.now += 1e6
    with pytest.raises(StorageError):
        await polling.run()
    assert polling.silence() == 0


async def test_telegram_has_answered_a_poll_although_nothing_can_be_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> int:
        raise StorageError("the disk is full")

    monkeypatch.setattr(inbox, "store", full)
    polling = receiver(office, Telegram([update(5)]))
    with pytest.raises(StorageError):
        await polling.poll(0)
    assert polling.heard


class Steps:
    """Notes how long Telegram had been silent each time that it is noted as heard."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.silences: list[float | None] = []
        monkeypatch.setattr("bot.chat.receiver.time", self)
        monkeypatch.setattr(absence, "heard", self.heard)

    def monotonic(self) -> float:
        return self.now

    async def heard(self, _: object, silent: timedelta | None) -> None:
        self.silences.append(None if silent is None else silent.total_seconds())


async def test_that_telegram_is_heard_is_noted_seldom_and_after_a_silence(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    for seconds in (0, 20, 20, 19, 1, 30, 300, 1):
        steps.now += seconds
        await polling.poll(0)
    assert steps.silences == [None, 20, 300]


async def test_several_short_absences_do_not_add_up_while_none_can_be_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a full disk, while Telegram answers each poll and has nothing to say."""
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    await polling.poll(0)

    async def full(*_: object) -> None:
        raise StorageError("the disk is full")

    with monkeypatch.context() as disk:
        disk.setattr(absence, "heard", full)
        for _ in range(3):
            steps.now += 75
            with pytest.raises(StorageError):
                await polling.poll(0)
    steps.now += 5
    await polling.poll(0)
    assert steps.silences == [None, 75]


async def test_a_long_absence_is_told_of_once_it_can_be_noted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram(*[[]] * 20))
    await polling.poll(0)

    async def full(*_: object) -> None:
        raise StorageError("the disk is full")

    steps.now += 300
    with monkeypatch.context() as disk:
        disk.setattr(absence, "heard", full)
        with pytest.raises(StorageError):
            await polling.poll(0)
    steps.now += 5
    await polling.poll(0)
    assert steps.silences == [None, 300]


async def test_what_could_not_be_kept_was_not_heard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(monkeypatch)
    polling = receiver(office, Telegram([], [update(5)], []))

    async def full(*_: object, **__: object) -> int:
        raise StorageError("the disk is full")

    await polling.poll(0)
    steps.now += 100
    with monkeypatch.context() as disk:
        disk.setattr(inbox, "store", full)
        with pytest.raises(StorageError):
            await polling.poll(0)
    steps.now += 100
    await polling.poll(0)
    assert steps.silences == [None, 200]


@pytest.mark.parametrize(("silence", "noted"), [(5, [None, 0]), (500, [None])])
async def test_stopped_it_notes_that_it_has_heard_until_now_if_it_has(
    office: Office, monkeypatch: pytest.MonkeyPatch, silence: int, noted: list[float | None]
) -> None:
    steps = Steps(monkeypatch)
    telegram = Telegram([])
    running = asyncio.create_task(receiver(office, telegram).run())
    await telegram.silent.wait()
    steps.now += silence
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert steps.silences == noted


class Posting:
    """Telegram, which posts its updates: when one of its posts last failed, look by look, and how
    many wait."""

    def __init__(self, *failures: int | None, waiting: int = 1) -> None:
        self.failures = list(failures)
        self.waiting = waiting
        self.done = asyncio.Event()

    async def call(self, method: str, *_: object) -> dict[str, int] | bool:
        if method == "setWebhook":
            return True
        assert method == "getWebhookInfo"
        if not self.failures:
            self.done.set()
            await asyncio.Event().wait()
        failed_at = self.failures.pop(0)
        told = {"pending_update_count": self.waiting}
        return told if failed_at is None else told | {"last_error_date": failed_at}


@pytest.mark.parametrize(
    ("waiting", "noted"),
    [(1, [None, 60, 240]), (0, [None, 60, 60, 60, 60, 60])],
    ids=["posts that wait", "posts that came at the second try"],
)
async def test_a_webhook_hears_while_no_post_fails_for_long(
    office: Office, monkeypatch: pytest.MonkeyPatch, waiting: int, noted: list[float | None]
) -> None:
    steps = Steps(monkeypatch)

    async def sleep(seconds: float) -> None:
        steps.now += seconds

    monkeypatch.setattr("bot.chat.receiver.asyncio.sleep", sleep)
    telegram = Posting(3, 3, 70, 130, 190, 190, waiting=waiting)
    running = asyncio.create_task(receiver(office, telegram).be_sent("https://x", "s"))
    async with asyncio.timeout(10):
        await telegram.done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert steps.silences == noted
