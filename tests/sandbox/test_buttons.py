import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient

APP = {"url": "https://example.org/app"}
INLINE = "can't parse inline keyboard button: "
BELOW = "can't parse keyboard button: "


def under(**does: object) -> JsonObject:
    return {"inline_keyboard": [[{"text": "x", **does}]]}


def below(**asks: object) -> JsonObject:
    return {"keyboard": [[{"text": "x", **asks}]]}


@pytest.mark.parametrize(
    "markup",
    [
        under(url="tg://resolve?domain=alice"),
        under(callback_data="y"),
        under(switch_inline_query=""),
        under(switch_inline_query_current_chat="y"),
        under(switch_inline_query_chosen_chat={"allow_user_chats": True}),
        under(login_url={"url": "https://example.org", "bot_username": "@a_bot"}),
        under(web_app=APP),
        under(copy_text={"text": "y"}),
        under(disabled={}),
        below(),
        below(request_contact=True),
        below(request_location=True),
        below(request_poll={}),
        below(request_poll={"type": "quiz"}),
        below(request_users={"request_id": 1, "user_is_bot": False, "max_quantity": 3}),
        below(request_chat={"request_id": -1, "chat_is_channel": True}),
        below(request_managed_bot={"request_id": 1, "suggested_name": "Y"}),
        below(web_app=APP),
    ],
)
async def test_every_kind_of_button_can_be_sent_in_private(
    bot: BotClient, control: Control, alice: User, markup: JsonObject
) -> None:
    await bot.send(alice["id"], "?", reply_markup=markup)
    assert (await control.messages(alice["id"]))[-1]["reply_markup"] == markup


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        (under(web_app={}), f'{INLINE}Can\'t find field "url"'),
        (under(web_app="x"), f'{INLINE}Field "web_app" must be of type Object'),
        (under(web_app=None), f'{INLINE}Field "web_app" must be of type Object'),
        (
            under(web_app={"url": "http://example.org"}),
            "inline keyboard button Web App URL 'http://example.org' is invalid: "
            "Only HTTPS links are allowed",
        ),
        (
            under(web_app={"url": "tg://user?id=1"}),
            "link to a user can't be used in Web App URL buttons",
        ),
        (under(login_url={}), f'{INLINE}Can\'t find field "url"'),
        (
            under(login_url={"url": "x.org"}),
            "inline keyboard button login URL 'x.org' is invalid: Only HTTPS links are allowed",
        ),
        (
            under(login_url={"url": "https://x.org", "bot_username": "@"}),
            f"{INLINE}LoginUrl bot username is invalid",
        ),
        (
            under(switch_inline_query=[]),
            f'{INLINE}Field "switch_inline_query" must be of type String',
        ),
        (under(switch_inline_query_chosen_chat={}), "at least one chat type must be allowed"),
        (
            under(switch_inline_query_chosen_chat={"allow_bot_chats": 1}),
            f'{INLINE}Field "allow_bot_chats" must be of type Boolean',
        ),
        (under(copy_text=None), f'{INLINE}Field "copy_text" must be of type Object'),
        (under(url=["x"]), f'{INLINE}Field "url" must be of type String'),
        (under(pay=True), "BUTTON_TYPE_INVALID"),
        (under(callback_game={}), "BUTTON_TYPE_INVALID"),
        (under(disabled=True), f'{INLINE}Field "disabled" must be of type Object'),
        (below(request_contact=1), f'{BELOW}Field "request_contact" must be of type Boolean'),
        (below(request_location="yes"), f'{BELOW}Field "request_location" must be of type Boolean'),
        (below(request_poll=True), f'{BELOW}Field "request_poll" must be of type Object'),
        (below(request_users={}), f'{BELOW}Can\'t find field "request_id"'),
        (below(request_users={"request_id": []}), f'{BELOW}Field "request_id" must be a Number'),
        (
            below(request_users={"request_id": 2**31}),
            f'{BELOW}Field "request_id" must be a valid Number',
        ),
        (
            below(request_users={"request_id": 1, "request_name": "x"}),
            f'{BELOW}Field "request_name" must be of type Boolean',
        ),
        (
            below(request_chat={"request_id": 1, "user_administrator_rights": []}),
            f"{BELOW}ChatAdministratorRights must be an Object",
        ),
        (
            below(request_managed_bot=None),
            f'{BELOW}Field "request_managed_bot" must be of type Object',
        ),
        (
            below(web_app={"url": "http://x.org"}),
            "keyboard button Web App URL 'http://x.org' is invalid: Only HTTPS links are allowed",
        ),
        ({"keyboard": [[1]]}, f"{BELOW}KeyboardButton must be a String or an Object"),
    ],
)
async def test_buttons_that_telegram_refuses(
    bot: BotClient, alice: User, markup: JsonObject, complaint: str
) -> None:
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="?", reply_markup=markup)
    assert refusal == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        (below(request_contact=True), "phone number can be requested in private chats only"),
        (below(request_location=True), "location can be requested in private chats only"),
        (below(request_poll={}), "poll can be requested in private chats only"),
        (below(web_app=APP), "web App buttons can be used in private chats only"),
        (below(request_users={"request_id": 1}), "users can be requested in private chats only"),
        (below(request_chat={"request_id": 1}), "chats can be requested in private chats only"),
        (
            below(request_managed_bot={"request_id": 1}),
            "managed bots can be requested in private chats only",
        ),
        (under(web_app=APP), "BUTTON_TYPE_INVALID"),
    ],
)
async def test_what_can_only_be_asked_of_one_person_is_refused_in_groups(
    bot: BotClient, ward: Chat, markup: JsonObject, complaint: str
) -> None:
    refusal = await bot.refused("sendMessage", chat_id=ward["id"], text="?", reply_markup=markup)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_in_groups_words_are_left(bot: BotClient, ward: Chat) -> None:
    for markup in (below(), below(request_contact=False), under(callback_data="y")):
        await bot.send(ward["id"], "?", reply_markup=markup)


async def test_in_channels_no_keyboard_stands_below_and_nothing_switches(
    bot: BotClient, channel: Chat
) -> None:
    target = {"chat_id": channel["id"], "text": "?"}
    for markup in (below(), {"remove_keyboard": True}, {"force_reply": True}):
        refusal = await bot.refused("sendMessage", reply_markup=markup, **target)
        assert refusal == "400 Bad Request: inline keyboard expected"
    sent = await bot.send(channel["id"], "?", reply_markup=under(callback_data="y"))
    edit = {"chat_id": channel["id"], "message_id": sent["message_id"]}
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        refusal = await bot.refused(
            "editMessageReplyMarkup", reply_markup=under(**{name: ""}), **edit
        )
        assert refusal == (
            f"400 Bad Request: can't use {name} button in a channel chat, because users will not "
            "be able to use the button without knowing bot's username"
        )


@pytest.mark.parametrize(
    "markup",
    [
        under(web_app={**APP, "size": 1}),
        under(switch_inline_query="y"),
        below(request_users={"request_id": 1, "colour": "red"}),
    ],
)
async def test_what_buttons_hold_in_vain_is_linted(
    bot: BotClient, control: Control, alice: User, markup: JsonObject
) -> None:
    await bot.send(alice["id"], "?", reply_markup=markup)
    assert [finding["parameter"] for finding in await control.lint()] == ["reply_markup"]


async def test_labels_are_cleaned(bot: BotClient, alice: User) -> None:
    markup = {"inline_keyboard": [[{"text": "a\tb\r", "callback_data": "y"}]]}
    sent = await bot.send(alice["id"], "?", reply_markup=markup)
    assert sent["reply_markup"]["inline_keyboard"][0][0]["text"] == "a b"
