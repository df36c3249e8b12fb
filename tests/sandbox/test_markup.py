import pytest

BUTTON = {"text": "Yes", "callback_data": "yes"}


def keyboard(*buttons):
    return {"inline_keyboard": [list(buttons)]}


async def test_data_of_64_bytes_is_taken_and_of_65_is_not(bot, alice):
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
async def test_keyboards_that_telegram_refuses(bot, alice, markup, refusal):
    answer = await bot.refused("sendMessage", chat_id=alice["id"], text="?", reply_markup=markup)
    assert answer == f"400 Bad Request: {refusal}"


async def test_a_hundred_buttons_are_taken(bot, alice):
    rows = [[BUTTON] * 8] * 12 + [[BUTTON] * 4]
    sent = await bot.send(alice["id"], "?", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == rows


async def test_a_reply_keyboard_may_be_made_of_texts(bot, control, alice):
    await bot.send(alice["id"], "?", reply_markup={"keyboard": [["Yes", {"text": "No"}]]})
    shown = (await control.messages(alice["id"]))[-1]["reply_markup"]
    assert shown == {"keyboard": [[{"text": "Yes"}, {"text": "No"}]]}


async def test_unknown_fields_of_a_keyboard_are_linted(bot, control, alice):
    markup = keyboard({**BUTTON, "colour": "red"}) | {"resize_keyboard": True}
    await bot.send(alice["id"], "?", reply_markup=markup)
    problems = {finding["problem"] for finding in await control.lint()}
    assert problems == {
        'field "colour" of a button is ignored',
        'field "resize_keyboard" is ignored',
    }


async def test_what_is_no_keyboard_at_all_is_linted(bot, control, alice):
    await bot.send(alice["id"], "?", reply_markup={"inlinekeyboard": []})
    assert [finding["parameter"] for finding in await control.lint()] == ["reply_markup"]
