"""A browser, a box with a small bot in it, and phones as one finds them on the page."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol, Unpack

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from tests.chromium import Screen, chromium, opened

EXPECTED = (
    "WebSocket connection",
    "Failed to load resource: the server responded with a status of 4",
)
"""What a browser calls an error, and the page tells the person itself."""

USERNAME = "thinking_bot"

expect.set_options(timeout=30_000)
"""In milliseconds. A machine that has much else to do takes its time."""


class Open(Protocol):
    def __call__(self, url: str, **screen: Unpack[Screen]) -> Awaitable[Page]: ...


here = pytest_asyncio.fixture(loop_scope="module")
"""A browser takes a second to start, so the tests of a file share one, and with it its loop."""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as ready:
        yield ready


@here
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@here
async def control(box: Sandbox) -> AsyncIterator[Control]:
    async with Control(box.url) as client:
        yield client


class SmallBot:
    """A bot that does what the test says."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self._url = url
        self._http = http

    async def call(self, method: str, **parameters: Any) -> Any:
        async with self._http.post(f"{self._url}/{method}", json=parameters) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]

    async def send(self, chat: int, text: str, *rows: list[str], **parameters: Any) -> Any:
        """With rows of buttons, whose data are their labels."""
        keyboard = [[{"text": label, "callback_data": label} for label in row] for row in rows]
        if rows:
            parameters["reply_markup"] = {"inline_keyboard": keyboard}
        return await self.call("sendMessage", chat_id=chat, text=text, **parameters)

    async def next(self) -> Any:
        """The next update; waits for it."""
        (update,) = await self.call("getUpdates", timeout=20, limit=1)
        await self.call("getUpdates", offset=update["update_id"] + 1, limit=1, timeout=0)
        return update


@here
async def bot(box: Sandbox, control: Control) -> AsyncIterator[SmallBot]:
    await control.no_limits()
    made = await control.bot(USERNAME, first_name="Thinking")
    async with aiohttp.ClientSession() as http:
        yield SmallBot(f"{box.url}/bot{made.token}", http)


@here
async def alice(bot: SmallBot, control: Control) -> int:
    """She has started the bot, and it has seen that."""
    user = await control.user("Alice", language_code="en")
    await control.say(user["id"], "/start")
    await bot.next()
    return user["id"]


@here
async def bob(bot: SmallBot, control: Control) -> int:
    return (await control.user("Bob", language_code="sv"))["id"]


@here
async def visit(browser: Browser) -> AsyncIterator[Open]:
    """Opens pages; nothing may go wrong on any of them."""
    pages: list[Page] = []
    wrong: list[str] = []

    async def go(url: str, **screen: Unpack[Screen]) -> Page:
        page = await opened(browser, url, **screen)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        pages.append(page)
        return page

    yield go
    for page in pages:
        await page.context.close()
    assert [line for line in wrong if not line.startswith(EXPECTED)] == []


Phone = Callable[[Page, int], Locator]


@pytest.fixture
def phone() -> Phone:
    return lambda page, user: page.locator(f"#phone{user}")


@pytest.fixture
def unused_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
