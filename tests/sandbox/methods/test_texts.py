import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


async def test_a_draft_is_shown_and_is_no_message(
    bot: BotClient, control: Control, alice: User
) -> None:
    async with control.events() as events:
        draft = {"chat_id": alice["id"], "draft_id": 7}
        assert await bot.call("sendMessageDraft", text="Let me th", **draft) is True
        shown = await events.receive_json(timeout=5)
        assert await bot.call("sendMessageDraft", text="*ink*", parse_mode="MarkdownV2", **draft)
        await events.receive_json(timeout=5)
        changed = await events.receive_json(timeout=5)
    assert (shown["type"], shown["draft_id"], shown["text"]) == ("draft", 7, "Let me th")
    assert changed["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert [message["text"] for message in await control.messages(alice["id"])] == ["/start"]


async def test_an_empty_draft_is_thinking(bot: BotClient, alice: User) -> None:
    assert await bot.call("sendMessageDraft", chat_id=alice["id"], draft_id=1) is True


async def test_alice_stops_the_bot_while_it_writes(
    bot: BotClient, control: Control, alice: User
) -> None:
    parameters = {"chat_id": alice["id"], "text": "On and on"}
    await bot.call("sendMessageDraft", draft_id=7, can_stop=True, **parameters)
    await bot.call("sendMessageDraft", draft_id=8, **parameters)
    assert await control.stop(alice["id"]) == [7]
    (update,) = await bot.updates()
    stopped = update["stopped_message_generation"]
    assert (stopped["chat"]["id"], stopped["draft_id"]) == (alice["id"], 7)
    with pytest.raises(ControlRefusedError, match="draft: there is none"):
        await control.stop(alice["id"])


async def test_drafts_are_for_private_chats_and_have_a_number(
    bot: BotClient, alice: User, ward: Chat
) -> None:
    refusal = await bot.refused("sendMessageDraft", chat_id=ward["id"], draft_id=1, text="x")
    assert refusal == "400 Bad Request: PEER_ID_INVALID"
    refusal = await bot.refused("sendMessageDraft", chat_id=alice["id"], draft_id=0, text="x")
    assert refusal == "400 Bad Request: RANDOM_ID_INVALID"


async def test_a_reply_to_some_of_the_words(bot: BotClient, control: Control, alice: User) -> None:
    said = await control.say(alice["id"], "😀 The rota was hard")
    reply = {"message_id": said["message_id"], "quote": "rota"}
    sent = await bot.send(alice["id"], "Why that?", reply_parameters=reply)
    assert sent["quote"] == {"text": "rota", "position": 7, "is_manual": True}
    reply |= {"quote": "<b>rota</b> <code>was</code>", "quote_parse_mode": "HTML"}
    sent = await bot.send(alice["id"], "Why that?", reply_parameters=reply)
    assert sent["quote"]["text"] == "rota was"
    assert sent["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert await control.lint() == []
    reply["quote"] = "menu"
    refusal = await bot.refused(
        "sendMessage", chat_id=alice["id"], text="x", reply_parameters=reply
    )
    assert refusal == "400 Bad Request: QUOTE_TEXT_INVALID"


async def test_a_reply_needs_a_message(bot: BotClient, alice: User) -> None:
    for given, complaint in (
        ({"chat_id": 1}, 'can\'t find field "message_id"'),
        ({"message_id": "x"}, 'field "message_id" must be of type Number'),
    ):
        refusal = await bot.refused(
            "sendMessage", chat_id=alice["id"], text="x", reply_parameters=given
        )
        assert refusal == f"400 Bad Request: {complaint}"
    assert "reply_to_message" not in await bot.send(alice["id"], "x", reply_parameters={})


async def test_an_effect_is_for_private_chats(
    bot: BotClient, control: Control, alice: User, ward: Chat
) -> None:
    sent = await bot.send(alice["id"], "x", message_effect_id="5104841245755180586")
    assert sent["effect_id"] == "5104841245755180586"
    assert "effect_id" not in await bot.send(ward["id"], "x", message_effect_id="1")
    assert len(await control.lint()) == 1
