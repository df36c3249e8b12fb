"""The page as the server draws it: what is on it, and what may not get into it."""

import html
import re
from collections.abc import Awaitable, Callable
from html.parser import HTMLParser

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>bold</b> &amp; {{7*7}}"

Draw = Callable[[], Awaitable[str]]


class Attributes(HTMLParser):
    """Which attributes a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


@pytest.fixture
def page(box: Sandbox, http: ClientSession) -> Draw:
    async def read() -> str:
        async with http.get(box.url) as response:
            assert response.status == 200
            return await response.text()

    return read


async def test_an_empty_box_says_what_to_do(page: Draw) -> None:
    drawn = await page()
    assert "Nobody here yet" in drawn
    assert "Add a person" in drawn
    assert "No bot yet" in drawn


async def test_nobody_is_told_to_add_what_is_there(page: Draw, bot: BotClient) -> None:
    drawn = await page()
    assert "Add a person above" in drawn
    assert "Add a bot and a person" not in drawn


async def test_where_somebody_is_nobody_is_said_to_be_missing(page: Draw, alice: User) -> None:
    assert "Nobody here yet" not in await page()


async def test_each_person_is_a_phone_with_a_button_that_brings_it_into_view(
    page: Draw, alice: User, bob: User
) -> None:
    drawn = await page()
    for person in (alice, bob):
        assert f'id="phone{person["id"]}"' in drawn
        assert f'data-phone="phone{person["id"]}"' in drawn
    assert "Bob Berg" in drawn


async def test_a_new_phone_shows_the_only_bot_and_offers_to_start_it(
    page: Draw, bob: User, bot: BotClient
) -> None:
    drawn = await page()
    assert ">Start</button>" in drawn
    assert f"@{bot.username}" in drawn


async def test_formatting_is_shown_and_nothing_else_is_markup(
    page: Draw, bot: BotClient, alice: User
) -> None:
    text = "<b>bold <i>both</i></b> <code>1 &lt; 2</code> <tg-spoiler>secret</tg-spoiler>"
    await bot.send(alice["id"], text, parse_mode="HTML")
    drawn = await page()
    assert "<strong>bold <em>both</em></strong>" in drawn
    assert "<code>1 &lt; 2</code>" in drawn
    assert '<span class="spoiler" role="button"' in drawn


async def test_hostile_words_stay_words_wherever_they_come_from(
    page: Draw, bot: BotClient, control: Control, http: ClientSession
) -> None:
    user = await control.user(HOSTILE[:60], last_name=HOSTILE[:60])
    await control.say(user["id"], HOSTILE)
    rows = [
        [{"text": HOSTILE, "callback_data": HOSTILE[:30]}],
        [{"text": "x", "url": 'http://a.b/">'}],
    ]
    await bot.send(user["id"], HOSTILE, reply_markup={"inline_keyboard": rows})
    keyboard = {"keyboard": [[HOSTILE]], "input_field_placeholder": HOSTILE[:60]}
    await bot.send(user["id"], HOSTILE, reply_markup=keyboard)
    commands = [{"command": "x", "description": HOSTILE}]
    await bot.call("setMyCommands", commands=commands)
    await control.chat("supergroup", HOSTILE, members=[user["id"]], bots=[bot.username])
    await control.faults(HOSTILE, "http_500")
    drawn = await page()
    assert scripts(drawn) == ["/page/static/theme.js", "/page/static/page.js"]
    assert "<img src=x" not in drawn
    assert "<b>" not in drawn
    reading = Attributes()
    reading.feed(drawn)
    assert not [name for name in reading.names if name.startswith("on") or name == "style"]
    assert html.escape(HOSTILE[:25], quote=False) in drawn
    assert "{{7*7}}" in drawn


async def test_half_a_character_does_not_stop_the_page(
    page: Draw, bot: BotClient, alice: User, http: ClientSession
) -> None:
    """What a careless bot sends as JSON can hold half a surrogate pair."""
    raw = f'{{"chat_id": {alice["id"]}, "text": "x", "reply_markup": '
    raw += '{"inline_keyboard": [[{"text": "\\ud83d!", "callback_data": "y"}]]}}'
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    await http.post(url, data=raw, headers={"Content-Type": "application/json"})
    assert 'id="phones"' in await page()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
async def test_only_web_addresses_become_links(
    page: Draw, bot: BotClient, alice: User, address: str
) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": address}
    await bot.ask("sendMessage", chat_id=alice["id"], text="here", entities=[entity])
    links = re.findall(r'<a href="([^"]*)"', await page())
    assert address not in links


async def test_a_link_to_a_bot_in_the_box_is_a_deed_and_others_lead_out(
    page: Draw, bot: BotClient, alice: User
) -> None:
    text = f"https://t.me/{bot.username}?start=abc and https://example.org/x"
    await bot.send(alice["id"], text)
    drawn = html.unescape(await page())
    assert f'"link":"https://t.me/{bot.username}?start=abc"' in drawn
    assert '<a href="https://example.org/x" target="_blank" rel="noreferrer noopener' in drawn


async def test_a_call_is_listed_and_tells_on_request_what_it_asked(
    page: Draw, bot: BotClient, box: Sandbox, alice: User, http: ClientSession
) -> None:
    await bot.send(alice["id"], "<i>hello</i>")
    drawn = await page()
    n = re.findall(r'id="call(\d+)" class="well" data-method="sendMessage"', drawn)[-1]
    async with http.get(f"{box.url}/page/calls/{n}") as response:
        told = await response.text()
    assert "<i>" not in told
    assert '"text": "<i>hello</i>"' in html.unescape(told)
    async with http.get(f"{box.url}/page/calls/4711") as response:
        assert response.status == 404


async def test_the_topics_of_a_forum_are_apart(
    page: Draw, bot: BotClient, control: Control, box: Sandbox, alice: User, http: ClientSession
) -> None:
    forum = await control.chat(
        "supergroup", "Forum", is_forum=True, admins=[alice["id"]], bots=[bot.username]
    )
    await control.promote(forum["id"], bot=bot.username)
    topic = await bot.call("createForumTopic", chat_id=forum["id"], name="Improvements")
    thread = topic["message_thread_id"]
    await bot.send(forum["id"], "in the topic", message_thread_id=thread)
    await bot.send(forum["id"], "in general")
    where = {"user": alice["id"], "chat": f"g{-forum['id']}"}
    await http.post(f"{box.url}/page/open", json=where)
    drawn = await page()
    assert "Improvements" in drawn
    assert "in general</div>" in drawn
    assert "in the topic</div>" not in drawn
    await http.post(f"{box.url}/page/open", json={**where, "thread": thread})
    drawn = await page()
    assert "in the topic</div>" in drawn
    assert "in general</div>" not in drawn


async def test_who_speaks_arabic_has_a_phone_that_reads_from_the_right(
    page: Draw, control: Control, bot: BotClient
) -> None:
    await control.user("Dana", language_code="ar")
    assert '<div class="screen" dir="rtl">' in await page()


def scripts(drawn: str) -> list[str]:
    """Where the page takes its scripts from; it may hold none itself."""
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", drawn)
    return re.findall(r'<script[^>]*\ssrc="([^"]*)"', drawn)
