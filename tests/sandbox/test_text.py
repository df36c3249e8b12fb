import pytest

from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient


async def test_entities_can_be_given_instead_of_markup(bot: BotClient, alice: User) -> None:
    entities = [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "text_link", "offset": 0, "length": 2, "url": "https://example.org/"},
        {"type": "url", "offset": 0, "length": 2},
    ]
    sent = await bot.send(alice["id"], "😀 bold", entities=entities)
    assert sent["entities"] == [entities[1], entities[0]]


@pytest.mark.parametrize(
    ("entities", "refusal"),
    [
        (["bold"], "can't parse MessageEntity: Expected an Object"),
        ([{"type": "loud"}], "can't parse MessageEntity: Unsupported type specified"),
        ([{"type": "bold", "offset": 0}], "can't parse MessageEntity: Can't find field \"length\""),
        (
            [{"type": "text_link", "offset": 0, "length": 1}],
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
    ],
)
async def test_entities_that_telegram_refuses(
    bot: BotClient, alice: User, entities: list[object], refusal: str
) -> None:
    answer = await bot.refused("sendMessage", chat_id=alice["id"], text="word", entities=entities)
    assert answer == f"400 Bad Request: {refusal}"


async def test_entities_beside_a_parse_mode_are_ignored_and_linted(
    bot: BotClient, control: Control, alice: User
) -> None:
    entities = [{"type": "italic", "offset": 0, "length": 4}]
    sent = await bot.send(alice["id"], "<b>word</b>", parse_mode="HTML", entities=entities)
    assert [entity["type"] for entity in sent["entities"]] == ["bold"]
    assert [finding["parameter"] for finding in await control.lint()] == ["entities"]


async def test_a_mention_shows_the_person_and_a_stranger_is_dropped(
    bot: BotClient, alice: User
) -> None:
    text = f'<a href="tg://user?id={alice["id"]}">you</a> <a href="tg://user?id=4711">her</a>'
    sent = await bot.send(alice["id"], text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "text_mention", "offset": 0, "length": 3, "user": alice}]


async def test_commands_in_what_a_bot_sends_can_be_tapped(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "Try /help or <code>/start</code>", parse_mode="HTML")
    assert sent["entities"] == [
        {"type": "bot_command", "offset": 4, "length": 5},
        {"type": "code", "offset": 13, "length": 6},
    ]


async def test_at_most_a_hundred_entities(bot: BotClient, control: Control, alice: User) -> None:
    entities = [{"type": "bold", "offset": n, "length": 1} for n in range(0, 220, 2)]
    sent = await bot.send(alice["id"], "x" * 300, entities=entities)
    assert len(sent["entities"]) == 100
    assert len(await control.lint()) == 1
