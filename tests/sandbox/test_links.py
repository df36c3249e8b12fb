import pytest

from bot.sandbox.client import Control
from bot.sandbox.links import payload_problem
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

LINK = "https://t.me/thinking_bot?start="


@pytest.mark.parametrize(
    "target",
    [
        f"{LINK}join_Ab-3",
        f"{LINK}{'x' * 64}",
        "https://t.me/thinking_bot",
        "https://example.org/?start=a b",
        "tg://resolve?domain=thinking_bot&start=abc",
        "t.me/thinking_bot?startgroup=abc&admin=x",
    ],
)
def test_links_that_telegram_follows(target: str) -> None:
    assert payload_problem(target) is None


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        (f"{LINK}{'x' * 65}", "longer than 64"),
        (f"{LINK}a.b", "not of A-Z"),
        ("t.me/thinking_bot?startgroup=é", "not of A-Z"),
        ("tg://resolve?domain=thinking_bot&start=a+b", "not of A-Z"),
    ],
)
def test_links_whose_payload_is_lost(target: str, problem: str) -> None:
    assert problem in (payload_problem(target) or "")


async def test_a_lost_payload_is_linted_in_buttons_and_texts(
    bot: BotClient, control: Control, alice: User
) -> None:
    markup = {"inline_keyboard": [[{"text": "Join", "url": f"{LINK}{'x' * 65}"}]]}
    text = f'<a href="{LINK}a.b">join</a>'
    await bot.send(alice["id"], text, parse_mode="HTML", reply_markup=markup)
    found = {finding["parameter"] for finding in await control.lint()}
    assert found == {"text", "reply_markup"}


async def test_bob_follows_a_link_and_presses_start(
    bot: BotClient, control: Control, bob: User
) -> None:
    started = await control.start(bob["id"], "join_Ab-3")
    assert started["text"] == "/start join_Ab-3"
    assert (await bot.updates())[0]["message"] == started


async def test_alice_brings_the_bot_to_a_group_by_a_link(
    bot: BotClient, control: Control, alice: User
) -> None:
    chat = await control.chat("group", "Night shift", admins=[alice["id"]])
    started = await control.start(alice["id"], "team_3", chat=chat["id"])
    assert started["text"] == "/start@thinking_bot team_3"
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await bot.updates()]
    assert kinds == ["my_chat_member", "message", "message"]
