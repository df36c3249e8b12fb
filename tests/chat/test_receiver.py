"""The receiver: stored first, acknowledged after, and never deaf."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.chat.application import new_bot
from bot.chat.receiver import WANTED
from bot.domain.transport.updates import Unfit, Unread
from bot.errors import StorageError
from bot.flows.transport import inbox
from tests.chat.polling import (
    Telegram,
    person,
    receiver,
    stored,
    update,
    written,
)
from tests.counting import counted
from tests.desk import Office


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
