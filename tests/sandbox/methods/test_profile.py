import pytest

from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient

START = {"command": "start", "description": "Begin"}


async def test_commands_by_scope_and_language(bot: BotClient, alice: User) -> None:
    swedish = {"command": "start", "description": "Börja"}
    private = {"type": "all_private_chats"}
    await bot.call("setMyCommands", commands=[START])
    await bot.call("setMyCommands", commands=[swedish], language_code="sv", scope=private)
    assert await bot.call("getMyCommands") == [START]
    assert await bot.call("getMyCommands", scope=private, language_code="sv") == [swedish]
    assert await bot.call("getMyCommands", scope=private) == []
    await bot.call("deleteMyCommands")
    assert await bot.call("getMyCommands") == []


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"commands": [{"command": "Start!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "x", "description": " "}]},
            "command description must be non-empty",
        ),
        (
            {"commands": [{"command": "x", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": ["start"]}, "can't parse BotCommand: expected an Object"),
        (
            {"commands": [START], "language_code": "Swedish"},
            "invalid language code specified",
        ),
        (
            {"commands": [START], "scope": {"type": "everywhere"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            {"commands": [START], "scope": {"type": "chat"}},
            "can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
    ],
)
async def test_commands_that_telegram_refuses(
    bot: BotClient, parameters: JsonObject, refusal: str
) -> None:
    assert await bot.refused("setMyCommands", **parameters) == f"400 Bad Request: {refusal}"


async def test_descriptions_and_menu_button(bot: BotClient, alice: User) -> None:
    assert await bot.call("setMyDescription", description="x" * 512, language_code="sv") is True
    assert await bot.call("setMyShortDescription", short_description="x" * 120) is True
    refusal = await bot.refused("setMyShortDescription", short_description="x" * 121)
    assert refusal == "400 Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG"
    button = {"type": "commands"}
    assert await bot.call("setChatMenuButton", menu_button=button) is True
    assert await bot.call("setChatMenuButton", chat_id=alice["id"], menu_button=button) is True
    refusal = await bot.refused("setChatMenuButton", menu_button={"type": "bar"})
    assert refusal == "400 Bad Request: can't parse menu button: MenuButton has unsupported type"


async def test_what_was_set_can_be_read_in_each_language(bot: BotClient) -> None:
    for kind in ("Description", "ShortDescription"):
        field = {"Description": "description", "ShortDescription": "short_description"}[kind]
        assert await bot.call(f"getMy{kind}") == {field: ""}
        await bot.call(f"setMy{kind}", **{field: "Listens"})
        await bot.call(f"setMy{kind}", **{field: "Lyssnar"}, language_code="sv")
        assert await bot.call(f"getMy{kind}") == {field: "Listens"}
        assert await bot.call(f"getMy{kind}", language_code="sv") == {field: "Lyssnar"}
        assert await bot.call(f"getMy{kind}", language_code="fi") == {field: "Listens"}


async def test_a_bot_is_called_by_its_name(bot: BotClient, alice: User) -> None:
    assert await bot.call("getMyName") == {"name": "Thinking"}
    await bot.call("setMyName", name="Afterthought")
    assert (await bot.call("getMe"))["first_name"] == "Afterthought"
    assert (await bot.send(alice["id"], "x"))["from"]["first_name"] == "Afterthought"


async def test_menu_buttons(bot: BotClient, alice: User, bob: User) -> None:
    assert await bot.call("getChatMenuButton") == {"type": "default"}
    await bot.call("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot.call("getChatMenuButton", chat_id=alice["id"]) == {"type": "commands"}
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.org/app"}}
    await bot.call("setChatMenuButton", chat_id=alice["id"], menu_button=app)
    assert await bot.call("getChatMenuButton", chat_id=alice["id"]) == app
    assert await bot.call("getChatMenuButton", chat_id=bob["id"]) == {"type": "commands"}


async def test_where_no_menu_button_was_set_it_opens_the_commands(
    bot: BotClient, alice: User
) -> None:
    await bot.call("setMyCommands", commands=[START])
    for target in ({}, {"chat_id": alice["id"]}):
        assert await bot.call("getChatMenuButton", **target) == {"type": "commands"}
    await bot.call("setChatMenuButton", chat_id=alice["id"])
    assert await bot.call("getChatMenuButton", chat_id=alice["id"]) == {"type": "default"}
    await bot.call("deleteMyCommands")
    assert await bot.call("getChatMenuButton") == {"type": "default"}


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({}, 'Can\'t find field "type"'),
        ({"type": None}, 'Field "type" must be of type String'),
        ({"type": "web_app", "text": "x"}, 'Can\'t find field "web_app"'),
        ({"type": "web_app", "text": "x", "web_app": []}, 'Field "web_app" must be of type Object'),
        (
            {"type": "web_app", "text": "x", "web_app": {"url": "http://x"}},
            "menu button Web App URL 'http://x' is invalid: Only HTTPS links are allowed",
        ),
        (
            {"type": "web_app", "text": "", "web_app": {"url": "https://x.org"}},
            "menu button text must be non-empty",
        ),
        ("[]", "MenuButton must be an Object"),
    ],
)
async def test_menu_buttons_that_telegram_refuses(
    bot: BotClient, button: object, complaint: str
) -> None:
    refusal = await bot.refused("setChatMenuButton", menu_button=button)
    assert complaint in refusal


async def test_a_chat_that_has_no_menu_button(bot: BotClient) -> None:
    for chat, complaint in ((4711, "chat not found"), (-1, "invalid chat_id specified")):
        refusal = await bot.refused("getChatMenuButton", chat_id=chat)
        assert refusal == f"400 Bad Request: {complaint}"


async def test_nobody_has_pictures_or_music(bot: BotClient, alice: User, ward: Chat) -> None:
    about_alice = {"user_id": alice["id"]}
    photos = await bot.call("getUserProfilePhotos", **about_alice, limit=1)
    assert photos == {"total_count": 0, "photos": []}
    assert await bot.call("getUserProfileAudios", **about_alice) == {"total_count": 0, "audios": []}
    boosts = await bot.call("getUserChatBoosts", chat_id=ward["id"], **about_alice)
    assert boosts == {"boosts": []}
    refusal = await bot.refused("getUserProfilePhotos", user_id=4711)
    assert refusal == "400 Bad Request: user not found"
