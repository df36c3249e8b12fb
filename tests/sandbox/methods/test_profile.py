import pytest

START = {"command": "start", "description": "Begin"}


async def test_commands_by_scope_and_language(bot, alice):
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
            "can't parse BotCommandScope: unsupported type specified",
        ),
        (
            {"commands": [START], "scope": {"type": "chat"}},
            "can't parse BotCommandScope: can't find field \"chat_id\"",
        ),
    ],
)
async def test_commands_that_telegram_refuses(bot, parameters, refusal):
    assert await bot.refused("setMyCommands", **parameters) == f"400 Bad Request: {refusal}"


async def test_descriptions_and_menu_button(bot, alice):
    assert await bot.call("setMyDescription", description="x" * 512, language_code="sv") is True
    assert await bot.call("setMyShortDescription", short_description="x" * 120) is True
    refusal = await bot.refused("setMyShortDescription", short_description="x" * 121)
    assert refusal == "400 Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG"
    button = {"type": "commands"}
    assert await bot.call("setChatMenuButton", menu_button=button) is True
    assert await bot.call("setChatMenuButton", chat_id=alice["id"], menu_button=button) is True
    refusal = await bot.refused("setChatMenuButton", menu_button={"type": "bar"})
    assert refusal == "400 Bad Request: MenuButton has unsupported type"
