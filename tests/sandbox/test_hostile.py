"""Whatever is asked of the box, it answers, and never with an error of its own.

`make hostile` asks much more often: as many thousand times as HOSTILE_THOUSANDS says.
"""

import base64
import copy
import json
import os
import random
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client import Control
from bot.sandbox.control import bodies, routes
from bot.sandbox.server import Sandbox
from bot.sandbox.standings import ADMIN_RIGHTS
from bot.sandbox.world import World
from tests.sandbox.conftest import PNG
from tests.sandbox.hostile import PLAIN, Draws, method_call, spoiled

CALLS = int(os.environ.get("HOSTILE_THOUSANDS", "0")) * 1000 or 600
"""Of each sort."""

PATHS = sorted(
    {(route.method, route.path) for route in routes(World())} - {("GET", "/sandbox/events")}
)
SHAPES: dict[str, type] = {
    name.lower(): shape for name, shape in vars(bodies).items() if isinstance(shape, type)
}
FIELDS = sorted(
    {name for shape in SHAPES.values() for name in getattr(shape, "model_fields", {})} - {"timeout"}
)


class Lively:
    """A box in which a bit of everything has happened, and who asks things of it."""

    def __init__(self, box: Sandbox, control: Control, http: aiohttp.ClientSession) -> None:
        self.box, self.control, self.http = box, control, http
        self.token = ""
        self.known: list[Any] = []

    async def furnish(self) -> None:
        control = self.control
        made = await control.bot("thinking_bot", token="800:x", topics=True)
        self.token = made.token
        await control.limits(
            messages_per_second=1e6, per_chat_per_second=1e6, per_group_per_minute=1e6
        )
        alice = await control.user("Alice", user_id=1, username="alice")
        bob = await control.user("Bob", user_id=2)
        await control.say(1, "/start")
        forum = await control.chat(
            "supergroup", "Ward", is_forum=True, members=[2], admins=[1], bots=[made.username]
        )
        await control.promote(forum["id"], bot=made.username, rights=ADMIN_RIGHTS)
        channel = await control.chat("channel", "News", admins=[1], bots=[made.username])
        group = await control.chat("group", "Team", admins=[1], members=[2], bots=[made.username])
        markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        sent = await self.call("sendMessage", chat_id=1, text="<b>x</b>?", reply_markup=markup)
        await self.call("setMessageReaction", chat_id=1, message_id=sent["message_id"])
        topic = await self.call("createForumTopic", chat_id=forum["id"], name="x")
        poll = {"question": "?", "options": ["a", "b"], "is_anonymous": False, "open_period": 600}
        asked = await self.call("sendPoll", chat_id=forum["id"], **poll)
        await control.vote(2, asked["message_id"], ["b"], chat=forum["id"])
        await self.call("pinChatMessage", chat_id=1, message_id=sent["message_id"])
        await self.call("setMyCommands", commands=[{"command": "x", "description": "y"}])
        link = await self.call(
            "createChatInviteLink", chat_id=forum["id"], creates_join_request=True
        )
        await control.join(
            user=(await control.user("Carol", user_id=3))["id"], link=link["invite_link"]
        )
        photo = await control.say(1, photo=PNG)
        await control.react(1, sent["message_id"], "👍")
        await self._make_sets()
        chats = [forum["id"], channel["id"], group["id"], 1, 2, alice["id"], bob["id"]]
        self.known += [*chats, 1, 2, 3, 4, "Yes", "y", made.username, made.id, link["invite_link"]]
        self.known += [
            topic["message_thread_id"],
            photo["photo"][0]["file_id"],
            "thinking_bot",
            "👍",
        ]

    async def _make_sets(self) -> None:
        """Of each type one, whose names and stickers are known."""
        uploaded = {"user_id": "1", "sticker_format": "animated"}
        form = aiohttp.FormData([*uploaded.items()])
        form.add_field("sticker", b"\x1f\x8bx", filename="x.tgs")
        url = f"{self.box.url}/bot{self.token}/uploadStickerFile"
        async with self.http.post(url, data=form) as response:
            file_id = (await response.json())["result"]["file_id"]
        sticker = {"sticker": file_id, "format": "animated", "emoji_list": ["😄"]}
        for kind in ("regular", "mask", "custom_emoji"):
            name = f"{kind}_by_thinking_bot"
            asked = {"user_id": 1, "name": name, "title": "x", "sticker_type": kind}
            await self.call("createNewStickerSet", **asked, stickers=[sticker])
            made = await self.call("getStickerSet", name=name)
            self.known += [name, made["stickers"][0]["file_id"]]

    async def call(self, method: str, **parameters: Any) -> Any:
        url = f"{self.box.url}/bot{self.token}/{method}"
        async with self.http.post(url, json=parameters) as response:
            return (await response.json())["result"]

    async def status(self, method: str, path: str, **how: Any) -> int:
        url = f"{self.box.url}{path}"
        async with self.http.request(method, url, allow_redirects=False, **how) as response:
            await response.read()
            return response.status


@pytest.fixture
async def lively(box: Sandbox, control: Control) -> AsyncIterator[Lively]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(20)) as http:
        box.world.taps.clear()  # what others read along are the calls of those who mean it
        lively = Lively(box, control, http)
        await lively.furnish()
        yield lively


def as_sent(draws: Draws, parameters: dict[str, Any]) -> dict[str, Any]:
    """As JSON, a form, a query or parts, as far as they can be."""
    kind = draws.chance.choice(["json", "json", "json", "data", "form", "raw"])
    texts = {
        name: (value if isinstance(value, str) else json.dumps(value))
        .encode(errors="replace")
        .decode()
        for name, value in parameters.items()
    }
    if kind == "data":
        return {"data": texts}
    if kind == "form":
        form = aiohttp.FormData()
        for name, text in texts.items():
            form.add_field(name, text)
        form.add_field("x", draws.chance.choice([PNG, b"", b"x"]), filename="x.png")
        return {"data": form}
    if kind == "raw":
        raw = draws.chance.choice([b"", b"\xff", b"[" * 9999, b"--x\r\n\r\n", b"{", b"null", b"[]"])
        types = [
            "application/json",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "",
            "x",
        ]
        return {"data": raw, "headers": {"Content-Type": draws.chance.choice(types)}}
    return {"json": parameters}


async def test_no_call_of_a_bot_makes_the_box_stumble(lively: Lively) -> None:
    for seed in range(CALLS):
        draws = Draws(random.Random(seed), lively.known)
        method, parameters = method_call(draws)
        parameters.pop("timeout", None)
        if method == "setWebhook":
            parameters["url"] = draws.chance.choice(["", "x", "http://127.0.0.1:9", "http://[", 1])
        path = f"/bot{lively.token}/{method}"
        assert await lively.status("POST", path, **as_sent(draws, parameters)) != 500, (
            seed,
            method,
        )


async def test_no_call_of_the_control_api_makes_the_box_stumble(lively: Lively) -> None:
    saved = await lively.control.state()
    for seed in range(CALLS):
        draws = Draws(random.Random(seed), lively.known)
        method, path = draws.chance.choice(PATHS)
        path = path.replace(
            "{chat}", str(draws.chance.choice([*lively.known[:4], "x", "9" * 5000]))
        )
        given = {name: draws.value() for name in draws.chance.choices(FIELDS, k=3)} | nearly(draws)
        how = (
            {"json": given, "params": {"x": "y"}}
            if draws.chance.random() < 0.02
            else {"json": given}
        )
        if method == "GET":
            how = {"params": {name: str(value)[:99] for name, value in given.items()}}
            how["params"] = {
                k: v.encode(errors="replace").decode() for k, v in how["params"].items()
            }
        assert await lively.status(method, path, **how) < 500, (seed, path)
        if seed % 50 == 49 or path in ("/sandbox/reset", "/sandbox/clock", "/sandbox/faults"):
            await lively.control.clock(None)
            await lively.control.restore(saved)


def nearly(draws: Draws) -> dict[str, Any]:
    """Fields that go together, as often as not."""
    user, chat = draws.chance.choice([1, 2, 3]), draws.chance.choice(lively_chats(draws))
    message = draws.chance.choice([1, 2, 3, 4, 5])
    kinds: list[dict[str, Any]] = [
        {},
        {"user": user, "text": draws.value()},
        {"user": user, "chat": chat, "text": draws.chance.choice(PLAIN)},
        {"user": user, "chat": chat, "message": message, "text": draws.chance.choice(PLAIN)},
        {"user": user, "message": message, "button": draws.value(), "timeout": 0},
        {"user": user, "chat": chat, "message": message, "options": draws.value()},
        {"user": user, "chat": chat, "message": message, "emoji": draws.value()},
        {"user": user, "photo": draws.value()},
        {"user": user, "photo": {"data": draws.chance.choice(["", "eA==", PICTURE, None])}},
        {"user": user, "document": {"name": draws.chance.choice(PLAIN)}},
        {"user": user, "location": {"latitude": draws.value(), "longitude": 0}},
        {"chat": chat, "user": user},
        {"chat": chat, "user": user, "rights": draws.value(), "title": draws.value()},
        {"now": draws.value()},
        {"now": draws.chance.choice(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", -1e10, 1e11])},
        {"speed": draws.chance.choice([0, 1e-300, 86_400, -1, 1e9])},
        {"kind": draws.chance.choice(["http_502", "latency", "x"]), "method": draws.value()},
        {"messages_per_second": draws.chance.choice([1e-300, 1e300, 0, -1])},
    ]
    return draws.chance.choice(kinds)


def lively_chats(draws: Draws) -> list[Any]:
    return [value for value in draws.known if isinstance(value, int)]


PICTURE = base64.b64encode(PNG).decode()

LOOKS = [
    "/",
    "/sandbox/state",
    "/sandbox/bots",
    "/sandbox/users",
    "/sandbox/chats?user=1",
    "/sandbox/chats/1/messages?user=1",
    "/sandbox/lint",
    "/sandbox/calls",
]


async def test_no_saved_state_makes_the_box_stumble_then_or_later(lively: Lively) -> None:
    saved = await lively.control.state()
    for seed in range(CALLS // 8):
        draws = Draws(random.Random(seed), lively.known)
        state = spoiled(copy.deepcopy(saved), draws)
        loaded = await lively.status("POST", "/sandbox/state", json=state)
        assert loaded in (200, 400), seed
        if loaded == 400:
            continue
        await lively.control.no_faults()
        for path in [*LOOKS, f"/sandbox/chats/{lively.known[0]}/messages?user=1"]:
            assert await lively.status("GET", path) < 500, (seed, path)
        for method, parameters in late_calls(draws):
            path = f"/bot{lively.token}/{method}"
            assert await lively.status("POST", path, json=parameters) != 500, (seed, method)
        for path, body in late_deeds(draws):
            assert await lively.status("POST", path, json=body) < 500, (seed, path)


def late_calls(draws: Draws) -> list[tuple[str, dict[str, Any]]]:
    """What a bot asks of a box that was put back."""
    chat = draws.chance.choice([1, *draws.known[:3]])
    message = {"chat_id": chat, "message_id": draws.chance.choice([2, 3, 4])}
    drawn = [method_call(draws) for _ in range(2)]
    return [
        ("getMe", {}),
        ("getChat", {"chat_id": chat}),
        ("getUpdates", {}),
        ("getWebhookInfo", {}),
        ("getMyCommands", {}),
        ("getChatMenuButton", {"chat_id": 1}),
        ("getChatAdministrators", {"chat_id": chat}),
        ("getChatMember", {"chat_id": chat, "user_id": 1}),
        ("sendMessage", {"chat_id": chat, "text": "x", "reply_parameters": {"message_id": 2}}),
        ("copyMessage", {"from_chat_id": chat, **message}),
        ("forwardMessage", {"from_chat_id": chat, **message}),
        ("editMessageText", {"text": "y", **message}),
        ("stopPoll", message),
        ("pinChatMessage", message),
        ("unpinAllForumTopicMessages", {"chat_id": chat, "message_thread_id": draws.known[-4]}),
        ("unpinAllChatMessages", {"chat_id": chat}),
        ("getFile", {"file_id": draws.known[-3]}),
        ("sendPhoto", {"chat_id": chat, "photo": draws.known[-3]}),
        ("setMessageReaction", message),
        ("approveChatJoinRequest", {"chat_id": draws.known[0], "user_id": 3}),
        ("deleteMessage", message),
        *((method, {**given, "timeout": 0, "url": ""}) for method, given in drawn),
    ]


def late_deeds(draws: Draws) -> list[tuple[str, dict[str, Any]]]:
    """What people do in it."""
    chat, message = draws.chance.choice([None, *draws.known[:3]]), draws.chance.choice([2, 3, 4])
    where = {"user": 1, "message": message} | ({} if chat is None else {"chat": chat})
    return [
        ("/sandbox/say", {"user": 1, "text": "Hello", "reply_to": message}),
        ("/sandbox/press", {"button": "Yes", "timeout": 0, **where}),
        ("/sandbox/vote", {"options": [0], **where}),
        ("/sandbox/react", {"emoji": "👍", **where}),
        ("/sandbox/edit", {"text": "y", **where}),
        ("/sandbox/clock", {"now": 4_000_000_000}),
        ("/sandbox/clock", {"off": True}),
        ("/sandbox/delete", where),
    ]
