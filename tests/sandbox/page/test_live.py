"""Over the WebSocket come the pieces of the page that have changed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient


class Window:
    """A browser that only listens."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ops: list[tuple[str, str, str]] = []

    async def next(self, kind: str, place: str) -> str:
        """The HTML of the next such op."""
        async with asyncio.timeout(5):
            while True:
                while self._ops:
                    did, where, drawn = self._ops.pop(0)
                    if did == kind and where.startswith(place):
                        return drawn
                self._ops = await self._socket.receive_json()


Look = Callable[[], AbstractAsyncContextManager[Window]]


@pytest.fixture
def window(box: Sandbox, http: ClientSession) -> Look:
    @asynccontextmanager
    async def look() -> AsyncIterator[Window]:
        async with http.ws_connect(f"{box.url}/page/live") as socket:
            window = Window(socket)
            await window.next("hello", "")
            yield window

    return look


async def test_a_message_is_added_and_an_edit_takes_its_place(
    window: Look, bot: BotClient, alice: User
) -> None:
    async with window() as page:
        sent = await bot.send(alice["id"], "first")
        drawn = await page.next("add", "messages")
        assert "first</div>" in drawn
        await bot.call(
            "editMessageText", chat_id=alice["id"], message_id=sent["message_id"], text="second"
        )
        again = await page.next("add", "messages")
        assert "second</div>" in again
        assert again.split('id="')[1].split('"')[0] == drawn.split('id="')[1].split('"')[0]


async def test_a_deleted_message_is_cut(window: Look, bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "gone soon")
    async with window() as page:
        await bot.call("deleteMessage", chat_id=alice["id"], message_id=sent["message_id"])
        await page.next("cut", f"m{alice['id']}-")


async def test_typing_shows_for_a_while(window: Look, bot: BotClient, alice: User) -> None:
    async with window() as page:
        await bot.call("sendChatAction", chat_id=alice["id"], action="typing")
        assert await page.next("flash", "doing") == "typing…"


async def test_a_press_is_answered_with_a_toast_or_with_an_alert(
    window: Look, bot: BotClient, control: Control, alice: User
) -> None:
    rows = [[{"text": "Yes", "callback_data": "yes"}]]
    sent = await bot.send(alice["id"], "Well?", reply_markup={"inline_keyboard": rows})
    async with window() as page:
        for text, alert, op in (
            ("Noted <b>", False, ("flash", "toast")),
            ("Read <b>", True, ("put", "phone")),
        ):
            pressing = asyncio.create_task(control.press(alice["id"], sent["message_id"], "Yes"))
            (update,) = await bot.updates(timeout=5)
            await bot.call(
                "answerCallbackQuery",
                callback_query_id=update["callback_query"]["id"],
                text=text,
                show_alert=alert,
            )
            assert f"{text[:-3]}&lt;b&gt;" in await page.next(*op)
            await pressing


async def test_unread_messages_are_counted_on_the_button_of_a_phone(
    window: Look, box: Sandbox, bot: BotClient, control: Control, http: ClientSession, alice: User
) -> None:
    await http.post(f"{box.url}/page/open", json={"user": alice["id"]})
    async with window() as page:
        await bot.send(alice["id"], "one")
        assert ">1<" in await page.next("put", "chips")
        await bot.send(alice["id"], "two")
        assert ">2<" in await page.next("put", "chips")
        chat = f"b{bot.id}"
        await http.post(f"{box.url}/page/open", json={"user": alice["id"], "chat": chat})
        assert "unread" not in await page.next("put", "chips")


async def test_calls_come_live_with_their_status(window: Look, bot: BotClient) -> None:
    async with window() as page:
        await bot.ask("getMe")
        assert 'data-method="getMe"' in await page.next("add", "calls")
        await bot.ask("sendMessage", chat_id=1)
        line = await page.next("add", "calls")
        assert 'class="ill"' in line
        assert ">400<" in line


async def test_faults_that_were_met_leave_the_plan(
    window: Look, bot: BotClient, control: Control
) -> None:
    async with window() as page:
        await control.faults("getMe", "http_500")
        assert "1 more" in await page.next("put", "faults")
        await bot.ask("getMe")
        assert "Nothing is planned" in await page.next("put", "faults")


async def test_the_clock_says_how_fast_it_goes(
    window: Look, box: Sandbox, http: ClientSession
) -> None:
    async with window() as page:
        await http.post(f"{box.url}/sandbox/clock", json={"speed": 60})
        assert 'data-speed="60.0"' in await page.next("put", "clock")
        await http.post(f"{box.url}/page/forward", json={"seconds": 3600})
        assert 'data-speed="60.0"' in await page.next("put", "clock")


async def test_people_bots_and_groups_appear_when_they_are_made(
    window: Look, control: Control, box: Sandbox, http: ClientSession, bot: BotClient
) -> None:
    async with window() as page:
        await control.bot("another_bot")
        assert "another_bot" in await page.next("put", "bots")
        user = await control.user("Dora")
        assert "Dora" in await page.next("add", "phones")
        await http.post(f"{box.url}/page/open", json={"user": user["id"]})
        await page.next("put", "phone")
        await control.chat("supergroup", "North", members=[user["id"]])
        assert "North" in await page.next("put", "phone")


async def test_messages_come_in_their_order(window: Look, bot: BotClient, alice: User) -> None:
    async with window() as page:
        for number in range(5):
            await bot.send(alice["id"], f"number {number}")
        drawn = [await page.next("add", "messages") for _ in range(5)]
        assert [f"number {number}</div>" in html for number, html in enumerate(drawn)] == [True] * 5


async def test_a_box_that_is_emptied_empties_the_page(
    window: Look, box: Sandbox, bot: BotClient, alice: User, http: ClientSession
) -> None:
    async with window() as page:
        await http.post(f"{box.url}/sandbox/reset", json={})
        drawn = await page.next("put", "box")
        assert "Alice" not in drawn
        await bot.ask("getMe")
        assert 'data-method="getMe"' in await page.next("add", "calls")


async def test_calls_from_before_are_not_sent_twice(window: Look, bot: BotClient) -> None:
    await bot.ask("getMe")
    async with window() as page:
        await bot.ask("getChat", chat_id=1)
        assert "getMe" not in await page.next("add", "calls")
