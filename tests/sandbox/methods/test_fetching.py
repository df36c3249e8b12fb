import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import Answer, BotClient, Until

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Poll(Protocol):
    def __call__(self, **parameters: object) -> Awaitable[asyncio.Task[Answer]]: ...


@pytest.fixture
def poll(bot: BotClient, box: Sandbox, until: Until) -> Poll:
    """Starts a poll and comes back when it is under way."""
    queue = box.world.bots[bot.token].updates

    async def start(**parameters: object) -> asyncio.Task[Answer]:
        calls = box.world.calls
        before = len(calls.since(0))
        task = asyncio.create_task(bot.ask("getUpdates", timeout=50, **parameters))
        was_watched = queue.watched
        await until(lambda: queue.watched if not was_watched else len(calls.since(0)) > before)
        return task

    return start


async def test_get_me(bot: BotClient) -> None:
    me = await bot.call("getMe")
    assert me["id"] == bot.id
    assert me["is_bot"] is True
    assert me["username"] == "thinking_bot"
    assert me["can_join_groups"] is True
    assert me["can_read_all_group_messages"] is False


async def test_method_names_are_case_insensitive(bot: BotClient) -> None:
    assert await bot.call("GETME") == await bot.call("getme")


async def test_an_update_comes_again_until_it_is_acknowledged(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.say(alice["id"], "one")
    await control.say(alice["id"], "two")
    first, second = await bot.call("getUpdates")
    assert second["update_id"] == first["update_id"] + 1
    assert [update["message"]["text"] for update in (first, second)] == ["one", "two"]
    assert await bot.call("getUpdates") == [first, second]
    assert await bot.call("getUpdates", offset=second["update_id"]) == [second]
    assert await bot.call("getUpdates") == [second]
    assert await bot.call("getUpdates", offset=second["update_id"] + 1) == []
    assert await bot.call("getUpdates") == []


async def test_limit(bot: BotClient, control: Control, alice: User) -> None:
    for text in ("one", "two", "three"):
        await control.say(alice["id"], text)
    assert len(await bot.call("getUpdates", limit=2)) == 2
    assert len(await bot.call("getUpdates", limit=0)) == 1


async def test_a_negative_offset_keeps_only_the_newest(
    bot: BotClient, control: Control, alice: User
) -> None:
    for text in ("one", "two", "three"):
        await control.say(alice["id"], text)
    (left,) = await bot.call("getUpdates", offset=-1)
    assert left["message"]["text"] == "three"
    assert await bot.call("getUpdates") == [left]


async def test_an_offset_from_another_life_acknowledges_nothing(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.say(alice["id"], "one")
    assert len(await bot.call("getUpdates", offset=999_999_999)) == 1


async def test_a_long_poll_wakes_up_when_alice_writes(
    poll: Poll, control: Control, alice: User
) -> None:
    waiting = await poll()
    await control.say(alice["id"], "Here I am")
    (update,) = (await waiting).body["result"]
    assert update["message"]["text"] == "Here I am"


async def test_a_second_poller_takes_the_place_of_the_first(
    poll: Poll, control: Control, alice: User
) -> None:
    first = await poll()
    second = await poll(limit=5)
    assert (await first).body == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await control.say(alice["id"], "Hello")
    assert len((await second).body["result"]) == 1


async def test_a_second_poller_that_does_not_wait_ends_the_first_all_the_same(
    poll: Poll, bot: BotClient
) -> None:
    first = await poll()
    assert await bot.call("getUpdates", timeout=0) == []
    assert (await first).body["error_code"] == 409


async def test_a_poller_that_hangs_up_leaves_the_place(
    bot: BotClient, box: Sandbox, poll: Poll, until: Until, control: Control, alice: User
) -> None:
    waiting = await poll()
    waiting.cancel()
    await until(lambda: not box.world.bots[bot.token].updates.watched)
    await control.say(alice["id"], "Hello")
    assert len(await bot.call("getUpdates")) == 1


async def test_no_polling_while_a_webhook_is_set(bot: BotClient, poll: Poll) -> None:
    waiting = await poll()
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await waiting).description == "Conflict: terminated by setWebhook request"
    assert await bot.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot.call("deleteWebhook")
    assert await bot.call("getUpdates") == []


async def test_allowed_updates_stay_in_force_until_changed(
    bot: BotClient, control: Control, alice: User
) -> None:
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    await control.say(alice["id"], "unheard")
    assert await bot.call("getUpdates") == []
    await bot.call("getUpdates", allowed_updates=[])
    await control.say(alice["id"], "heard")
    (update,) = await bot.call("getUpdates")
    assert update["message"]["text"] == "heard"


async def test_an_unknown_kind_of_update_is_linted(bot: BotClient, control: Control) -> None:
    await bot.call("getUpdates", allowed_updates=["message", "massage", "poll"])
    (finding,) = await control.lint()
    assert finding["problem"] == "'massage' is no kind of update"


async def test_a_tap_is_forgotten_after_150_seconds_and_a_text_after_a_day(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.clock(MONDAY)
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    asked = await bot.send(alice["id"], "?", reply_markup=markup)
    await control.press(alice["id"], asked["message_id"], "Yes", timeout=0)
    await control.say(alice["id"], "Hello?")
    await control.clock(MONDAY + timedelta(seconds=149))
    assert len(await bot.call("getUpdates")) == 2
    await control.clock(MONDAY + timedelta(seconds=150))
    (text,) = await bot.call("getUpdates")
    assert text["message"]["text"] == "Hello?"
    await control.clock(MONDAY + timedelta(days=1))
    assert await bot.call("getUpdates") == []


async def test_an_unknown_token(bot: BotClient, http: ClientSession) -> None:
    async with http.get(f"{bot.url}/bot4711:nonsense/getMe") as response:
        assert response.status == 401
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    async with http.get(f"{bot.url}/botnonsense/getMe") as response:
        assert (await response.json())["description"] == "Unauthorized: invalid token specified"


async def test_paths_that_are_nothing(bot: BotClient, http: ClientSession) -> None:
    for path in (f"/bot{bot.token}", f"/bot{bot.token}/a/b", "/nowhere"):
        async with http.get(f"{bot.url}{path}") as response:
            assert response.status == 404
            assert (await response.json())["description"] == "Not Found"
    assert await bot.refused("fetchUpdates") == "404 Not Found: method not found"


async def test_a_method_that_is_not_played_says_so(bot: BotClient) -> None:
    refusal = await bot.refused("sendinvoice", chat_id=1)
    assert refusal == "501 Not Implemented: the sandbox does not play sendInvoice"
