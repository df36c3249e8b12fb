"""What people do with their phones; what cannot be done is refused with the field named."""

from collections.abc import Awaitable
from typing import Protocol

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.guide import Choice, Panel, Told
from bot.sandbox.page.shelf import Screen
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient, Until


class Post(Protocol):
    def __call__(self, path: str, **body: object) -> Awaitable[tuple[int, str]]: ...


@pytest.fixture
def post(box: Sandbox, http: ClientSession) -> Post:
    async def send(path: str, **body: object) -> tuple[int, str]:
        async with http.post(f"{box.url}/page/{path}", json=body) as response:
            return response.status, (await response.json()).get("error", "")

    return send


@pytest.fixture
def screen(box: Sandbox, alice: User) -> Screen:
    return box.shelf.screen(box.world.people[alice["id"]])


async def test_a_link_opens_the_bot_and_its_payload_waits_for_start(
    post: Post, screen: Screen, bot: BotClient, alice: User
) -> None:
    link = f"https://t.me/{bot.username}?start=abc-1"
    assert await post("follow", user=alice["id"], link=link) == (200, "")
    chat, start = screen.chat, screen.start
    assert chat is not None
    assert chat.bot is not None
    assert (chat.bot.username, start) == (bot.username, "abc-1")
    await post("say", user=alice["id"], bot=bot.username, text="/start abc-1")
    assert screen.start is None
    assert (await bot.updates())[-1]["message"]["text"] == "/start abc-1"


async def test_what_is_said_answers_the_message_that_was_chosen(
    post: Post, screen: Screen, bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "Why?")
    await post("about", user=alice["id"], reply_to=sent["message_id"])
    assert screen.reply_to == sent["message_id"]
    await post("say", user=alice["id"], text="So", reply_to=sent["message_id"])
    assert screen.reply_to is None


async def test_one_can_edit_ones_own_words(
    post: Post, screen: Screen, control: Control, alice: User
) -> None:
    said = await control.say(alice["id"], "teh")
    await post("about", user=alice["id"], editing=said["message_id"])
    assert await post("edit", user=alice["id"], message=said["message_id"], text="the") == (200, "")
    assert screen.editing is None
    assert (await control.messages(alice["id"]))[-1]["text"] == "the"


async def test_earlier_messages_come_on_request(post: Post, screen: Screen, alice: User) -> None:
    before = screen.depth
    await post("earlier", user=alice["id"])
    assert screen.depth > before


async def test_a_phone_can_be_set_to_a_time_zone(post: Post, screen: Screen, alice: User) -> None:
    await post("zone", user=alice["id"], zone="Asia/Kolkata")
    assert screen.zone == "Asia/Kolkata"
    await post("zone", user=alice["id"], zone="")
    assert screen.zone == ""


@pytest.mark.parametrize(
    ("path", "body", "refusal"),
    [
        ("open", {"user": 1}, (404, "user: ")),
        ("open", {"chat": "b1"}, (404, "chat: ")),
        ("open", {"thread": 5}, (404, "thread: ")),
        ("open", {"nonsense": 5}, (400, "nonsense: ")),
        ("follow", {"link": "https://example.org"}, (404, "link: ")),
        ("follow", {"link": "https://t.me/unknown_bot?start=x"}, (404, "link: ")),
        ("follow", {"link": "https://t.me/thinking_bot?start=ä"}, (404, "link: ")),
        ("follow", {"link": "http://[x"}, (404, "link: ")),
        ("zone", {"zone": "Nowhere/At_all"}, (404, "zone: ")),
        ("zone", {"zone": "../etc/passwd"}, (404, "zone: ")),
        ("about", {"reply_to": 4711}, (404, "reply_to: ")),
        ("about", {"editing": 4711}, (404, "editing: ")),
        ("say", {"text": " "}, (400, "text: ")),
        ("edit", {"text": "x", "message": 4711}, (404, "message: ")),
    ],
)
async def test_what_makes_no_sense_is_refused(
    post: Post, alice: User, path: str, body: JsonObject, refusal: tuple[int, str]
) -> None:
    status, error = await post(path, **{"user": alice["id"], **body})
    assert (status, error[: len(refusal[1])]) == refusal


@pytest.mark.parametrize(
    ("path", "body", "refusal"),
    [
        ("forward", {"seconds": 0}, (400, "seconds: ")),
        ("forward", {"seconds": 10**12}, (400, "seconds: ")),
        ("step", {}, (409, "step: ")),
        ("choose", {"name": "day"}, (409, "name: ")),
    ],
)
async def test_so_it_is_with_the_panels(
    post: Post, path: str, body: JsonObject, refusal: tuple[int, str]
) -> None:
    status, error = await post(path, **body)
    assert (status, error[: len(refusal[1])]) == refusal


async def test_a_step_goes_to_what_the_box_waits_for(
    post: Post, box: Sandbox, bot: BotClient, control: Control, alice: User, until: Until
) -> None:
    """A webhook that does not answer is tried again two seconds later."""
    box.world.clock.drive(1_800_000_000.0)
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    await post("say", user=alice["id"], text="anybody?")
    await until(lambda: box.world.clock.next_due is not None)
    assert await post("step") == (200, "")
    assert box.world.clock.now() == 1_800_000_002.0


class Story:
    """A guide with one button."""

    zone = "Europe/Stockholm"

    def __init__(self) -> None:
        self.chosen: list[str] = []

    def panel(self) -> Panel:
        told = (Told(title="Once", text="upon <i>a</i> time", at=0.0),)
        choices = (Choice(name="go", label="Go"), Choice(name="no", label="No", possible=False))
        return Panel(title="A story", told=told, choices=choices)

    async def choose(self, name: str) -> None:
        self.chosen.append(name)

    async def next_due(self) -> float:
        return 1_900_000_000.0


async def test_a_guide_tells_its_story_and_hears_what_is_chosen(
    box: Sandbox, http: ClientSession, post: Post
) -> None:
    story = box.shelf.guide = Story()
    async with http.get(box.url) as response:
        drawn = await response.text()
    assert "<title>A story</title>" in drawn
    assert "upon &lt;i&gt;a&lt;/i&gt; time" in drawn
    assert await post("choose", name="go") == (200, "")
    assert (await post("choose", name="no"))[0] == 409
    assert story.chosen == ["go"]
    box.world.clock.drive(1_800_000_000.0)
    await post("step")
    assert box.world.clock.now() == 1_900_000_000.0
