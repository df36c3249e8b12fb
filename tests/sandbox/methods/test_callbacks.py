import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import Message, User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MARKUP = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y:1"}, {"text": "No", "callback_data": "n:1"}],
        [{"text": "Read more", "url": "https://example.org/"}],
    ]
}


@pytest.fixture
async def question(bot: BotClient, alice: User) -> Message:
    sent: Message = await bot.send(alice["id"], "All right?", reply_markup=MARKUP)
    return sent


async def answering(bot: BotClient, **answer: object) -> Any:
    """Take the next press and answer it; the query."""
    (update,) = await bot.call("getUpdates", timeout=20)
    await bot.call("getUpdates", offset=update["update_id"] + 1)
    query = update["callback_query"]
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], **answer)
    return query


@pytest.mark.parametrize("button", ["Yes", "y:1"])
async def test_alice_presses_a_button_by_label_or_data(
    bot: BotClient, control: Control, alice: User, question: Message, button: str
) -> None:
    press = asyncio.create_task(control.press(alice["id"], question["message_id"], button))
    query = await answering(bot, text="Thank you")
    pressed = await press
    assert (pressed.answer, pressed.alert, pressed.unanswered) == ("Thank you", False, False)
    assert query["data"] == "y:1"
    assert query["from"] == alice
    assert query["message"] == question
    assert query["chat_instance"].lstrip("-").isdecimal()


async def test_the_message_of_a_press_shows_what_it_replied_to(
    bot: BotClient, control: Control, alice: User
) -> None:
    said = await control.say(alice["id"], "Hello")
    await bot.updates()
    reply = {"message_id": said["message_id"]}
    asked = await bot.send(alice["id"], "All right?", reply_markup=MARKUP, reply_parameters=reply)
    press = asyncio.create_task(control.press(alice["id"], asked["message_id"], "No"))
    query = await answering(bot, text="I see", show_alert=True)
    assert (await press).alert is True
    assert query["message"]["reply_to_message"] == said


async def test_an_answer_without_words_only_stops_the_spinner(
    bot: BotClient, control: Control, alice: User, question: Message
) -> None:
    press = asyncio.create_task(control.press(alice["id"], question["message_id"], "Yes"))
    await answering(bot)
    assert (await press).answer is None


async def test_a_bot_that_does_not_answer(
    bot: BotClient, control: Control, alice: User, question: Message
) -> None:
    pressed = await control.press(alice["id"], question["message_id"], "Yes", timeout=0)
    assert (pressed.answer, pressed.alert, pressed.unanswered) == (None, False, True)
    await answering(bot, text="too late for her to see, in time for Telegram")


async def test_an_answer_after_150_seconds_is_too_late(
    bot: BotClient, control: Control, alice: User, question: Message
) -> None:
    await control.clock(MONDAY)
    await control.press(alice["id"], question["message_id"], "Yes", timeout=0)
    (update,) = await bot.call("getUpdates")
    await control.clock(MONDAY + timedelta(seconds=150))
    refusal = await bot.refused(
        "answerCallbackQuery", callback_query_id=update["callback_query"]["id"]
    )
    assert refusal == (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_query_is_answered_once(
    bot: BotClient, control: Control, alice: User, question: Message
) -> None:
    press = asyncio.create_task(control.press(alice["id"], question["message_id"], "Yes"))
    query = await answering(bot)
    await press
    for query_id in (query["id"], "4711", ""):
        refusal = await bot.refused("answerCallbackQuery", callback_query_id=query_id)
        assert "query ID is invalid" in refusal


async def test_a_long_answer(bot: BotClient) -> None:
    refusal = await bot.refused("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.parametrize(
    ("button", "complaint"),
    [("Perhaps", "there is no 'Perhaps'; there are 'Yes', 'No'"), ("Read more", "asks nothing")],
)
async def test_buttons_that_cannot_be_pressed(
    control: Control, alice: User, question: Message, button: str, complaint: str
) -> None:
    with pytest.raises(ControlRefusedError, match=complaint):
        await control.press(alice["id"], question["message_id"], button)
