import json

import pytest

from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient


async def test_alice_gets_a_message_and_the_bot_the_same_object(
    bot: BotClient, control: Control, alice: User
) -> None:
    sent = await bot.send(alice["id"], "How was today?")
    assert sent["text"] == "How was today?"
    assert sent["from"] == {
        "id": bot.id,
        "is_bot": True,
        "first_name": "Thinking",
        "username": "thinking_bot",
    }
    assert sent["chat"] == {
        "id": alice["id"],
        "first_name": "Alice",
        "username": "alice",
        "type": "private",
    }
    assert (await control.messages(alice["id"]))[-1] == sent


async def test_message_ids_grow_within_a_chat_and_dates_are_seconds(
    bot: BotClient, control: Control, alice: User
) -> None:
    first = await bot.send(alice["id"], "one")
    reply = await control.say(alice["id"], "two")
    third = await bot.send(alice["id"], "three")
    ids = [message["message_id"] for message in (first, reply, third)]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert all(type(message["date"]) is int for message in (first, reply, third))
    assert 1_500_000_000 < first["date"] < 5_000_000_000


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "400 Bad Request: message text is empty"),
        (" \n ", "400 Bad Request: text must be non-empty"),
        ("x" * 4097, "400 Bad Request: message is too long"),
        ("x" * 40_000, "400 Bad Request: text is too long"),
    ],
)
async def test_texts_that_telegram_refuses(
    bot: BotClient, alice: User, text: str, refusal: str
) -> None:
    assert await bot.refused("sendMessage", chat_id=alice["id"], text=text) == refusal


async def test_a_text_is_measured_in_characters_after_parsing(bot: BotClient, alice: User) -> None:
    assert len((await bot.send(alice["id"], "😀" * 4096))["text"]) == 4096
    marked = "<b>" + "x" * 4096 + "</b>"
    assert len((await bot.send(alice["id"], marked, parse_mode="HTML"))["text"]) == 4096


async def test_space_around_a_text_goes_and_entities_move_with_it(
    bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "\n  <b>bold</b> and <i>more  </i>\n", parse_mode="HTML")
    assert sent["text"] == "bold and more"
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 9, "length": 4},
    ]


async def test_bob_never_wrote_and_cannot_be_written_to(bot: BotClient, bob: User) -> None:
    refusal = await bot.refused("sendMessage", chat_id=bob["id"], text="Hello")
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"


async def test_charlie_does_not_exist(bot: BotClient) -> None:
    refusal = await bot.refused("sendMessage", chat_id=4711, text="Hello")
    assert refusal == "400 Bad Request: chat not found"
    assert await bot.refused("sendMessage", chat_id="@charlie", text="Hello") == refusal
    refusal = await bot.refused("sendMessage", text="Hello")
    assert refusal == "400 Bad Request: chat_id is empty"


async def test_alice_blocks_the_bot_and_lets_it_in_again(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.block(alice["id"])
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="Hello")
    assert refusal == "403 Forbidden: bot was blocked by the user"
    await control.unblock(alice["id"])
    await bot.send(alice["id"], "Hello again")
    blocked, unblocked = [update["my_chat_member"] for update in await bot.updates()]
    assert blocked["from"] == alice
    assert blocked["old_chat_member"]["status"] == "member"
    assert blocked["new_chat_member"] == {
        "user": {"id": bot.id, "is_bot": True, "first_name": "Thinking", "username": bot.username},
        "status": "kicked",
        "until_date": 0,
    }
    assert unblocked["new_chat_member"]["status"] == "member"


async def test_alice_deletes_her_account(bot: BotClient, control: Control, alice: User) -> None:
    await control.deactivate(alice["id"])
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="Hello")
    assert refusal == "403 Forbidden: user is deactivated"


async def test_bots_do_not_write_to_bots(bot: BotClient, second_bot: BotClient) -> None:
    refusal = await bot.refused("sendMessage", chat_id=second_bot.id, text="Hello")
    assert refusal == "403 Forbidden: the bot can't send messages to the bot"


async def test_a_reply_shows_what_it_replies_to_one_level_deep(
    bot: BotClient, control: Control, alice: User
) -> None:
    said = await control.say(alice["id"], "Today was hard")
    answer = await bot.send(
        alice["id"], "What made it hard?", reply_parameters={"message_id": said["message_id"]}
    )
    assert answer["reply_to_message"] == said
    again = await control.say(alice["id"], "The rota", reply_to=answer["message_id"])
    assert again["reply_to_message"]["text"] == "What made it hard?"
    assert "reply_to_message" not in again["reply_to_message"]
    update = (await bot.updates())[-1]
    assert update["message"] == again


async def test_a_reply_to_a_message_that_is_gone(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "one")
    await bot.call("deleteMessage", chat_id=alice["id"], message_id=sent["message_id"])
    reply = {"message_id": sent["message_id"]}
    refusal = await bot.refused(
        "sendMessage", chat_id=alice["id"], text="two", reply_parameters=reply
    )
    assert refusal == "400 Bad Request: message to be replied not found"
    reply["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await bot.send(alice["id"], "two", reply_parameters=reply)


async def test_a_topic_that_does_not_exist(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="x", message_thread_id=12)
    assert refusal == "400 Bad Request: message thread not found"


async def test_parse_modes(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="*x*", parse_mode="BBCode")
    assert refusal == "400 Bad Request: unsupported parse_mode"
    for mode, marked in (("html", "<b>x</b>"), ("markdownV2", "*x*"), ("Markdown", "*x*")):
        sent = await bot.send(alice["id"], marked, parse_mode=mode)
        assert (sent["text"], sent["entities"][0]["type"]) == ("x", "bold")


async def test_a_force_reply_is_on_the_phone_but_not_in_the_message(
    bot: BotClient, control: Control, alice: User
) -> None:
    markup = {"force_reply": True, "input_field_placeholder": "In a few words"}
    sent = await bot.send(alice["id"], "How was today?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert (await control.messages(alice["id"]))[-1]["reply_markup"] == markup


@pytest.mark.parametrize("action", ["typing", "upload_photo", "record_voice"])
async def test_chat_actions(bot: BotClient, alice: User, action: str) -> None:
    assert await bot.call("sendChatAction", chat_id=alice["id"], action=action) is True


async def test_an_unknown_chat_action(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("sendChatAction", chat_id=alice["id"], action="dancing")
    assert refusal == "400 Bad Request: wrong parameter action in request"


async def test_markup_comes_as_json_text_too(bot: BotClient, alice: User) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    sent = await bot.send(alice["id"], "?", reply_markup=json.dumps(markup))
    assert sent["reply_markup"] == markup
