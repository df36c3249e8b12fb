"""A box with one bot in it; Alice talks with the bot, Bob has an account and has never written."""

import asyncio
import base64
import io
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
import pytest

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, User
from bot.sandbox.standings import ADMIN_RIGHTS

USERNAME = "thinking_bot"


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def description(self) -> str:
        return str(self.body["description"])


@dataclass(frozen=True)
class BotClient:
    """A bot that speaks the Bot API by hand."""

    http: aiohttp.ClientSession
    url: str
    id: int
    token: str
    username: str

    async def ask(self, method: str, **parameters: Any) -> Answer:
        """Call a method with JSON and take any answer."""
        url = f"{self.url}/bot{self.token}/{method}"
        async with self.http.post(url, json=parameters) as response:
            body = json.loads(await response.text())
            return Answer(response.status, body, dict(response.headers))

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method that must succeed; its result."""
        answer = await self.ask(method, **parameters)
        assert answer.status == 200, answer.body
        assert answer.body["ok"] is True
        return answer.body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        """Call a method that must fail; code and description."""
        answer = await self.ask(method, **parameters)
        assert answer.body["ok"] is False, answer.body
        assert answer.status == answer.body["error_code"]
        return f"{answer.status} {answer.description}"

    async def send(self, chat: int | str, text: str, **parameters: Any) -> Any:
        return await self.call("sendMessage", chat_id=chat, text=text, **parameters)

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        """All that wait, acknowledged at once."""
        found: list[dict[str, Any]] = await self.call("getUpdates", **parameters)
        if found:
            await self.call("getUpdates", offset=found[-1]["update_id"] + 1, limit=1)
        return found


Until = Callable[[Callable[[], bool]], Awaitable[None]]


@pytest.fixture
def until() -> Until:
    """Let everything else run until something is so."""

    async def wait(condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():  # noqa: ASYNC110 - the box has no event for every little thing
                await asyncio.sleep(0)

    return wait


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def control(box: Sandbox) -> AsyncIterator[Control]:
    async with Control(box.url) as client:
        yield client


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(box: Sandbox, control: Control, http: aiohttp.ClientSession) -> BotClient:
    made = await control.bot(USERNAME, first_name="Thinking")
    return BotClient(http, box.url, made.id, made.token, made.username)


@pytest.fixture
async def second_bot(
    box: Sandbox, bot: BotClient, control: Control, http: aiohttp.ClientSession
) -> BotClient:
    made = await control.bot("other_bot")
    return BotClient(http, box.url, made.id, made.token, made.username)


@pytest.fixture
async def alice(bot: BotClient, control: Control) -> User:
    """She has started the bot, and the bot has seen it."""
    user = await control.user("Alice", username="alice", language_code="sv")
    await control.say(user["id"], "/start", bot=bot.username)
    await bot.updates()
    return user


@pytest.fixture
async def bob(control: Control) -> User:
    return await control.user("Bob", last_name="Berg")


@pytest.fixture
def unused_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def picture() -> bytes:
    """A PNG of one pixel."""
    return PNG


class Upload(Protocol):
    def __call__(
        self, method: str, files: Mapping[str, bytes], name: str = ..., /, **parameters: object
    ) -> Awaitable[Any]: ...


@pytest.fixture
def upload(bot: BotClient) -> Upload:
    """Sends a multipart request, as clients do with files."""

    async def send(
        method: str, files: Mapping[str, bytes], name: str = "x.bin", /, **parameters: object
    ) -> Any:
        form = aiohttp.FormData()
        for key, value in parameters.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        for key, data in files.items():
            form.add_field(key, io.BytesIO(data), filename=name, content_type="text/csv")
        url = f"{bot.url}/bot{bot.token}/{method}"
        async with bot.http.post(url, data=form) as response:
            answer = await response.json()
            return answer.get("result") or f"{response.status} {answer['description']}"

    return send


@pytest.fixture
async def ward(bot: BotClient, control: Control, alice: User, bob: User) -> Chat:
    """A supergroup that Alice owns and Bob belongs to. The bot may do everything in it."""
    chat = await control.chat(
        "supergroup", "Ward 7", members=[bob["id"]], admins=[alice["id"]], bots=[bot.username]
    )
    await control.promote(chat["id"], bot=bot.username, rights=ADMIN_RIGHTS)
    await bot.updates()
    return chat


@pytest.fixture
async def forum(bot: BotClient, control: Control, alice: User, bob: User) -> Chat:
    """The same with topics."""
    chat = await control.chat(
        "supergroup",
        "Ward 7",
        is_forum=True,
        members=[bob["id"]],
        admins=[alice["id"]],
        bots=[bot.username],
    )
    await control.promote(chat["id"], bot=bot.username)
    await bot.updates()
    return chat


@pytest.fixture
async def channel(bot: BotClient, control: Control, alice: User) -> Chat:
    chat = await control.chat("channel", "News", admins=[alice["id"]], bots=[bot.username])
    await bot.updates()
    return chat
