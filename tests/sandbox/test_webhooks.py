import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestServer

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Until, Upload

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Settled = Callable[[], Awaitable[None]]


class Receiver:
    """A webhook that notes what comes, and answers what it was told to, 200 at last."""

    def __init__(self) -> None:
        self.arrived: asyncio.Queue[tuple[dict[str, Any], dict[str, str]]] = asyncio.Queue()
        self.answers: list[web.Response] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        await self.arrived.put((await request.json(), dict(request.headers)))
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> dict[str, Any]:
        update, _ = await asyncio.wait_for(self.arrived.get(), 5)
        return update


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver
        receiver.gate.set()


@pytest.fixture
def settled(bot: BotClient, box: Sandbox, until: Until) -> Settled:
    """Waits until nothing is owed to the webhook."""
    queue = box.world.bots[bot.token].updates
    return lambda: until(lambda: not queue.pending(box.world.clock.now()))


@pytest.fixture
def pausing(box: Sandbox, until: Until) -> Settled:
    """Waits until a failed delivery sits out its pause."""
    return lambda: until(lambda: box.world.clock.sleepers > 0)


async def test_updates_are_posted_with_the_secret(
    bot: BotClient, control: Control, alice: User, receiver: Receiver, settled: Settled
) -> None:
    answer = await bot.ask("setWebhook", url=receiver.url, secret_token="s3cret_-")
    assert answer.body == {"ok": True, "result": True, "description": "Webhook was set"}
    said = await control.say(alice["id"], "Hello")
    update, headers = await receiver.arrived.get()
    assert update["message"] == said
    assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
    assert headers["Content-Type"] == "application/json"
    await settled()


async def test_what_waited_before_the_webhook_was_set_is_posted(
    bot: BotClient, control: Control, alice: User, receiver: Receiver
) -> None:
    await control.say(alice["id"], "early")
    await bot.call("setWebhook", url=receiver.url)
    assert (await receiver.next())["message"]["text"] == "early"


async def test_pending_updates_can_be_dropped(
    bot: BotClient, control: Control, alice: User, receiver: Receiver
) -> None:
    await control.say(alice["id"], "early")
    await bot.call("setWebhook", url=receiver.url, drop_pending_updates=True)
    await control.say(alice["id"], "late")
    assert (await receiver.next())["message"]["text"] == "late"


async def test_one_chat_waits_its_turn_and_another_does_not(
    bot: BotClient, control: Control, alice: User, bob: User, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "first")
    await control.say(alice["id"], "second")
    assert (await receiver.next())["message"]["text"] == "first"
    await control.say(bob["id"], "meanwhile")
    assert (await receiver.next())["message"]["text"] == "meanwhile"
    assert receiver.arrived.empty()
    receiver.gate.set()
    assert (await receiver.next())["message"]["text"] == "second"


async def test_a_tap_does_not_wait_for_a_text_of_the_same_person(
    bot: BotClient, control: Control, alice: User, receiver: Receiver
) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    asked = await bot.send(alice["id"], "?", reply_markup=markup)
    receiver.gate.clear()
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "a text")
    assert "message" in await receiver.next()
    await control.press(alice["id"], asked["message_id"], "Yes", timeout=0)
    assert "callback_query" in await receiver.next()


async def test_a_failed_update_is_tried_again_with_growing_pauses(
    bot: BotClient,
    control: Control,
    alice: User,
    receiver: Receiver,
    pausing: Settled,
    settled: Settled,
) -> None:
    await control.clock(MONDAY)
    receiver.answers = [web.Response(status=500) for _ in range(3)]
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "Hello")
    first, second = await receiver.next(), await receiver.next()
    assert first == second
    await pausing()
    info = await bot.call("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert info["last_error_date"] == int(MONDAY.timestamp())
    await control.clock(MONDAY + timedelta(seconds=2))
    assert await receiver.next() == first
    await pausing()
    await control.clock(MONDAY + timedelta(seconds=5))
    assert receiver.arrived.empty()
    await control.clock(MONDAY + timedelta(seconds=6))
    assert await receiver.next() == first
    await settled()


async def test_a_retry_after_of_the_webhook_is_heeded(
    bot: BotClient, control: Control, alice: User, receiver: Receiver, pausing: Settled
) -> None:
    await control.clock(MONDAY)
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "30"})]
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "Hello")
    first = await receiver.next()
    await pausing()
    await control.clock(MONDAY + timedelta(seconds=29))
    assert receiver.arrived.empty()
    await control.clock(MONDAY + timedelta(seconds=30))
    assert await receiver.next() == first


async def test_an_update_that_would_come_too_late_is_given_up(
    bot: BotClient, control: Control, alice: User, receiver: Receiver, settled: Settled
) -> None:
    await control.clock(MONDAY)
    await bot.call("setWebhook", url=receiver.url)
    receiver.answers = [web.Response(status=500, headers={"Retry-After": "200"})]
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    asked = await bot.send(alice["id"], "?", reply_markup=markup)
    await control.press(alice["id"], asked["message_id"], "Yes", timeout=0)
    assert "callback_query" in await receiver.next()
    await settled()


async def test_a_webhook_that_is_not_there(
    bot: BotClient, control: Control, alice: User, unused_port: int, pausing: Settled
) -> None:
    await control.clock(MONDAY)
    await bot.call("setWebhook", url=f"http://127.0.0.1:{unused_port}/hook")
    await control.say(alice["id"], "Hello")
    await pausing()
    info = await bot.call("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"


async def test_taking_the_webhook_away(
    bot: BotClient, control: Control, alice: User, receiver: Receiver
) -> None:
    await control.no_limits()
    await bot.call("setWebhook", url=receiver.url, max_connections=3)
    info = await bot.call("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == (receiver.url, 3)
    again = await bot.ask("setWebhook", url=receiver.url, max_connections=3)
    assert again.description == "Webhook is already set"
    assert (await bot.ask("deleteWebhook")).description == "Webhook was deleted"
    assert (await bot.ask("setWebhook", url="")).description == "Webhook is already deleted"
    assert await control.lint() == []
    assert (await bot.ask("setWebhook")).description == "Webhook is already deleted"
    assert [finding["parameter"] for finding in await control.lint()] == ["url"]
    assert (await bot.call("getWebhookInfo"))["url"] == ""
    await control.say(alice["id"], "Hello")
    assert len(await bot.call("getUpdates")) == 1
    assert receiver.arrived.empty()


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"url": "ftp://x"}, "bad webhook: invalid URL specified"),
        ({"url": "http://[x"}, "bad webhook: invalid URL specified"),
        (
            {"url": "https://x.org/", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
        ({"url": "https://x.org/", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_webhooks_that_telegram_refuses(
    bot: BotClient, parameters: JsonObject, refusal: str
) -> None:
    assert await bot.refused("setWebhook", **parameters) == f"400 Bad Request: {refusal}"


async def test_an_update_is_posted_twice_and_out_of_order(
    bot: BotClient, control: Control, alice: User, receiver: Receiver, settled: Settled
) -> None:
    await bot.call("setWebhook", url=receiver.url)
    await control.faults(None, "duplicate")
    await control.say(alice["id"], "one")
    assert await receiver.next() == await receiver.next()
    await control.faults(None, "reorder")
    await control.say(alice["id"], "two")
    await control.say(alice["id"], "three")
    texts = [(await receiver.next())["message"]["text"] for _ in range(2)]
    assert texts == ["three", "two"]
    await settled()


def multipart(values: Mapping[str, object]) -> web.Response:
    form = FormData(default_to_multipart=True)
    for name, value in values.items():
        form.add_field(name, str(value))
    return web.Response(body=form())


@pytest.mark.parametrize(
    "answer",
    [
        multipart,
        lambda values: web.json_response(values),
        lambda values: web.Response(
            text=urlencode(values), content_type="application/x-www-form-urlencoded"
        ),
    ],
)
async def test_an_answer_may_carry_a_call(
    bot: BotClient,
    control: Control,
    alice: User,
    receiver: Receiver,
    settled: Settled,
    answer: Callable[[Mapping[str, object]], web.Response],
) -> None:
    values = {"method": "sendMessage", "chat_id": alice["id"], "text": "I heard"}
    receiver.answers = [answer(values)]
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "Hello")
    await receiver.next()
    await settled()
    assert (await control.messages(alice["id"]))[-1]["text"] == "I heard"
    call = (await control.calls())[-1]
    assert (call["method"], call["status"]) == ("sendMessage", 200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *((body, "json") for body in ('{"method": "getMe"}', '{"method": "close"}', "{", "[]")),
        ("method=sendMessage", "xml"),
        ("--x\r\nno part\r\n", "x; boundary=x"),
        ("--x\r\n\r\nhalf a part", "x; boundary=x"),
        ("no parts", "x; boundary=x"),
        ("no boundary", "x"),
    ],
)
async def test_some_answers_are_not_heeded(
    bot: BotClient,
    control: Control,
    alice: User,
    receiver: Receiver,
    settled: Settled,
    body: str,
    kind: str,
) -> None:
    sort = "application" if kind in ("json", "xml") else "multipart"
    receiver.answers = [web.Response(text=body, headers={"Content-Type": f"{sort}/{kind}"})]
    await bot.call("setWebhook", url=receiver.url)
    before = len(await control.calls())
    await control.say(alice["id"], "Hello")
    await receiver.next()
    await settled()
    assert len(await control.calls()) == before


async def test_a_webhook_that_is_gone_for_a_day_is_taken_away(
    bot: BotClient,
    box: Sandbox,
    control: Control,
    alice: User,
    receiver: Receiver,
    pausing: Settled,
    until: Until,
) -> None:
    await control.clock(MONDAY)
    receiver.answers = [web.Response(status=410) for _ in range(3)]
    await bot.call("setWebhook", url=receiver.url)
    await control.say(alice["id"], "Hello")
    await pausing()
    assert (await bot.call("getWebhookInfo"))["url"] == receiver.url
    await control.clock(MONDAY + timedelta(hours=23))
    account = box.world.bots[bot.token]
    await until(lambda: account.webhook is None)
    assert (await bot.call("getWebhookInfo"))["url"] == ""


async def test_a_webhook_is_set_once_a_second(
    bot: BotClient, control: Control, receiver: Receiver
) -> None:
    await control.clock(MONDAY)
    await bot.call("setWebhook", url=receiver.url)
    answer = await bot.ask("setWebhook", url=receiver.url)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    await bot.call("deleteWebhook")
    await control.clock(MONDAY + timedelta(seconds=1))
    await bot.call("setWebhook", url=receiver.url)


async def test_a_certificate_is_noted(bot: BotClient, upload: Upload, receiver: Receiver) -> None:
    files = {"certificate": b"-----BEGIN CERTIFICATE-----"}
    assert await upload("setWebhook", files, url=receiver.url) is True
    assert (await bot.call("getWebhookInfo"))["has_custom_certificate"] is True
