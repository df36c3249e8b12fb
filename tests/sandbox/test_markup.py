import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

BUTTON = {"text": "Yes", "callback_data": "yes"}


def keyboard(*buttons: object) -> JsonObject:
    return {"inline_keyboard": [list(buttons)]}


async def test_data_of_64_bytes_is_taken_and_of_65_is_not(bot: BotClient, alice: User) -> None:
    data = "é" * 32
    await bot.send(alice["id"], "?", reply_markup=keyboard({"text": "Yes", "callback_data": data}))
    refusal = await bot.refused(
        "sendMessage",
        chat_id=alice["id"],
        text="?",
        reply_markup=keyboard({"text": "Yes", "callback_data": data + "x"}),
    )
    assert refusal == "400 Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ([], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
        (
            keyboard({"text": "Yes"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard({"text": "Yes", "callback_data": ""}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard({"callback_data": "yes"}),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            keyboard("Yes"),
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (keyboard({**BUTTON, "text": " "}), "inline keyboard button text must be non-empty"),
        (
            {"inline_keyboard": [BUTTON]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (None, "object expected as reply markup"),
        (
            keyboard({"text": "Open", "url": "http://localhost/"}),
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            keyboard({"text": "Yes", "callback_data": 1}),
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
        (keyboard({"text": "Yes", "callback_data": "\ud800"}), "strings must be encoded in UTF-8"),
        (keyboard(*[BUTTON] * 9), "reply markup is too long"),
        ({"inline_keyboard": [[BUTTON]] * 101}, "reply markup is too long"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        (
            {"force_reply": True, "input_field_placeholder": "x" * 65},
            "input field placeholder is too long",
        ),
    ],
)
async def test_keyboards_that_telegram_refuses(
    bot: BotClient, alice: User, markup: object, refusal: str
) -> None:
    answer = await bot.refused("sendMessage", chat_id=alice["id"], text="?", reply_markup=markup)
    assert answer == f"400 Bad Request: {refusal}"


async def test_a_hundred_buttons_are_taken(bot: BotClient, alice: User) -> None:
    rows = [[BUTTON] * 8] * 12 + [[BUTTON] * 4]
    sent = await bot.send(alice["id"], "?", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == rows


async def test_a_reply_keyboard_may_be_made_of_texts(
    bot: BotClient, control: Control, alice: User
) -> None:
    await bot.send(alice["id"], "?", reply_markup={"keyboard": [["Yes", {"text": "No"}]]})
    shown = (await control.messages(alice["id"]))[-1]["reply_markup"]
    assert shown == {"keyboard": [[{"text": "Yes"}, {"text": "No"}]]}


async def test_unknown_fields_of_a_keyboard_are_linted(
    bot: BotClient, control: Control, alice: User
) -> None:
    markup = keyboard({**BUTTON, "colour": "red"}) | {"resize_keyboard": True}
    sent = await bot.send(alice["id"], "?", reply_markup=markup)
    assert sent["reply_markup"] == keyboard(BUTTON)
    problems = {finding["problem"] for finding in await control.lint()}
    assert problems == {
        'field "colour" of a button is ignored',
        'field "resize_keyboard" is ignored',
    }


async def test_what_is_no_keyboard_at_all_is_linted(
    bot: BotClient, control: Control, alice: User
) -> None:
    await bot.send(alice["id"], "?", reply_markup={"inlinekeyboard": []})
    assert [finding["parameter"] for finding in await control.lint()] == ["reply_markup"]


@pytest.mark.parametrize("kind", ["inline_keyboard", "keyboard"])
async def test_styles(bot: BotClient, alice: User, kind: str) -> None:
    whose = "inline keyboard" if kind == "inline_keyboard" else "keyboard"
    does = {"callback_data": "x"} if kind == "inline_keyboard" else {}
    for style in ("danger", "Success", "primary"):
        markup = {kind: [[{"text": "x", "style": style, **does}]]}
        await bot.send(alice["id"], style, reply_markup=markup)
    markup = {kind: [[{"text": "x", "style": "pink", **does}]]}
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="x", reply_markup=markup)
    assert refusal == f"400 Bad Request: can't parse {whose} button: invalid button style specified"


@pytest.mark.parametrize(
    ("copied", "complaint"),
    [
        ({"text": "x" * 257}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": ""}, "BUTTON_COPY_TEXT_INVALID"),
        ("x", 'can\'t parse inline keyboard button: Field "copy_text" must be of type Object'),
    ],
)
async def test_a_text_to_copy(bot: BotClient, alice: User, copied: object, complaint: str) -> None:
    good = {"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "x" * 256}}]]}
    await bot.send(alice["id"], "x", reply_markup=good)
    bad = {"inline_keyboard": [[{"text": "Copy", "copy_text": copied}]]}
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="x", reply_markup=bad)
    assert refusal == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("kind", "button"),
    [
        ("inline_keyboard", {"text": "x", "callback_data": "y", "url": "https://example.org/"}),
        ("inline_keyboard", {"text": "x", "callback_data": "y", "colour": "red"}),
        ("keyboard", {"text": "x", "request_contact": True, "request_location": True}),
        ("keyboard", {"text": "x", "callback_data": "y", "style": "danger"}),
        ("keyboard", {"text": "x", "callback_data": "y"}),
    ],
)
async def test_what_a_button_cannot_do_is_linted(
    bot: BotClient, control: Control, alice: User, kind: str, button: JsonObject
) -> None:
    await bot.send(alice["id"], "x", reply_markup={kind: [[button]]})
    assert [finding["parameter"] for finding in await control.lint()] == ["reply_markup"]


async def test_alice_presses_buttons_below_the_text_field(
    bot: BotClient, control: Control, alice: User
) -> None:
    rows = [
        [{"text": "Fine"}],
        [{"text": "My number", "request_contact": True}],
        [{"text": "Here", "request_location": True}],
    ]
    sent = await bot.send(alice["id"], "Well?", reply_markup={"keyboard": rows})
    for label in ("Fine", "My number", "Here"):
        pressed = await control.press(alice["id"], sent["message_id"], label)
        assert pressed.message is not None
    words, number, place = [update["message"] for update in await bot.updates()]
    assert words["text"] == "Fine"
    assert number["contact"]["user_id"] == alice["id"]
    assert place["location"].keys() == {"latitude", "longitude"}
