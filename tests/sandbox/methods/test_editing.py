from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


async def test_an_edit_changes_the_text_and_takes_the_keyboard_away(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.clock(MONDAY)
    sent = await bot.send(alice["id"], "Yes?", reply_markup=MARKUP)
    await control.clock(MONDAY + timedelta(seconds=5))
    edited = await bot.call(
        "editMessageText",
        chat_id=alice["id"],
        message_id=sent["message_id"],
        text="<b>Yes</b>",
        parse_mode="HTML",
    )
    assert edited["text"] == "Yes"
    assert edited["edit_date"] == edited["date"] + 5
    assert "reply_markup" not in edited
    assert (await control.messages(alice["id"]))[-1] == edited


async def test_an_edit_that_changes_nothing(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "Yes?", reply_markup=MARKUP)
    target = {"chat_id": alice["id"], "message_id": sent["message_id"], "reply_markup": MARKUP}
    refusal = await bot.refused("editMessageText", text="Yes?", **target)
    assert refusal == (
        "400 Bad Request: message is not modified: specified new message content and reply "
        "markup are exactly the same as a current content and reply markup of the message"
    )
    assert await bot.refused("editMessageReplyMarkup", **target) == refusal


async def test_a_keyboard_alone(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "Yes?", reply_markup=MARKUP)
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    without = await bot.call("editMessageReplyMarkup", **target)
    assert "reply_markup" not in without
    assert without["text"] == "Yes?"
    emptied = await bot.refused(
        "editMessageReplyMarkup", reply_markup={"inline_keyboard": []}, **target
    )
    assert "message is not modified" in emptied
    back = await bot.call("editMessageReplyMarkup", reply_markup=MARKUP, **target)
    assert back["reply_markup"] == MARKUP


async def test_a_keyboard_that_opens_the_reply_field_goes_on_doing_so(
    bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "x", reply_markup={**MARKUP, "force_reply": True})
    assert sent["reply_markup"]["force_reply"] is True
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    edited = await bot.call("editMessageText", text="y", reply_markup=MARKUP, **target)
    assert edited["reply_markup"] == sent["reply_markup"]


async def test_only_an_inline_keyboard_can_be_edited_in(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "x")
    refusal = await bot.refused(
        "editMessageText",
        chat_id=alice["id"],
        message_id=sent["message_id"],
        text="y",
        reply_markup={"force_reply": True},
    )
    assert refusal == "400 Bad Request: inline keyboard expected"


@pytest.mark.parametrize(
    ("message", "refusal"),
    [
        (None, "message identifier is not specified"),
        (4711, "message to edit not found"),
        (1, "message can't be edited"),
    ],
)
async def test_messages_that_cannot_be_edited(
    bot: BotClient, alice: User, message: int | None, refusal: str
) -> None:
    target = {"chat_id": alice["id"]} | ({"message_id": message} if message else {})
    assert await bot.refused("editMessageText", text="x", **target) == (
        f"400 Bad Request: {refusal}"
    )


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(
    bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "x", reply_markup={"force_reply": True})
    refusal = await bot.refused(
        "editMessageText", chat_id=alice["id"], message_id=sent["message_id"], text="y"
    )
    assert refusal == "400 Bad Request: message can't be edited"


async def test_a_text_has_no_caption(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "x")
    refusal = await bot.refused(
        "editMessageCaption", chat_id=alice["id"], message_id=sent["message_id"], caption="y"
    )
    assert refusal == "400 Bad Request: there is no caption in the message to edit"


async def test_deleting(bot: BotClient, control: Control, alice: User) -> None:
    sent = await bot.send(alice["id"], "x")
    target = {"chat_id": alice["id"], "message_id": sent["message_id"]}
    assert await bot.call("deleteMessage", **target) is True
    assert sent["message_id"] not in [
        message["message_id"] for message in await control.messages(alice["id"])
    ]
    refusal = await bot.refused("deleteMessage", **target)
    assert refusal == "400 Bad Request: message to delete not found"
    refusal = await bot.refused("editMessageText", text="y", **target)
    assert refusal == "400 Bad Request: message to edit not found"


async def test_deleting_needs_a_chat_and_a_message(bot: BotClient, alice: User) -> None:
    assert await bot.refused("deleteMessage") == (
        "400 Bad Request: chat identifier is not specified"
    )
    assert await bot.refused("deleteMessage", chat_id=alice["id"]) == (
        "400 Bad Request: message identifier is not specified"
    )


async def test_after_two_days_a_message_stays(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.clock(MONDAY)
    sent = await bot.send(alice["id"], "x")
    await control.clock(MONDAY + timedelta(hours=48, seconds=1))
    refusal = await bot.refused("deleteMessage", chat_id=alice["id"], message_id=sent["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted"


async def test_deleting_many_skips_what_is_gone(
    bot: BotClient, control: Control, alice: User
) -> None:
    ids = [(await bot.send(alice["id"], text))["message_id"] for text in "ab"]
    assert await bot.call("deleteMessages", chat_id=alice["id"], message_ids=[*ids, 4711]) is True
    assert len(await control.messages(alice["id"])) == 1
    refusal = await bot.refused("deleteMessages", chat_id=alice["id"], message_ids=[])
    assert refusal == "400 Bad Request: message identifiers are not specified"
    refusal = await bot.refused(
        "deleteMessages", chat_id=alice["id"], message_ids=list(range(1, 102))
    )
    assert refusal == "400 Bad Request: too many message identifiers specified"


async def test_alice_edits_what_she_said(bot: BotClient, control: Control, alice: User) -> None:
    said = await control.say(alice["id"], "Todya")
    edited = await control.edit(alice["id"], said["message_id"], "Today")
    (first, second) = await bot.updates()
    assert first["message"]["text"] == "Todya"
    assert second["edited_message"] == edited
    assert "edit_date" in edited
