"""What somebody reads of the bot who has never written to it."""

from typing import Any

import pytest

from bot.chat.profile import introduce
from tests.stage import Stage

LANGUAGES = ("en", "sv")


async def test_an_empty_chat_says_what_the_bot_is_for_in_every_language(stage: Stage) -> None:
    bot: Any = stage.app.bot
    await introduce(bot, LANGUAGES)
    for code, word in (("", "small questions"), ("en", "small questions"), ("sv", "små frågor")):
        told = (await bot.call("getMyDescription", {"language_code": code}))["description"]
        assert word in told
        assert "112" in told
        short = await bot.call("getMyShortDescription", {"language_code": code})
        assert 0 < len(short["short_description"]) <= 120


async def test_nothing_is_said_twice(stage: Stage) -> None:
    for _ in range(2):
        since = len(await stage.control.calls())
        await introduce(stage.app.bot, LANGUAGES, "Reflections")
    again = [call["method"] for call in await stage.control.calls(since)]
    assert again
    assert all(method.startswith("getMy") for method in again)


async def test_the_name_stays_unless_the_settings_have_one(stage: Stage) -> None:
    bot: Any = stage.app.bot
    before = (await bot.call("getMyName", {}))["name"]
    await introduce(bot, LANGUAGES)
    assert (await bot.call("getMyName", {}))["name"] == before
    await introduce(bot, LANGUAGES, "Reflections")
    assert (await bot.call("getMyName", {}))["name"] == "Reflections"


@pytest.mark.parametrize("kind", ["http_500", "reset_before"])
async def test_what_cannot_be_said_stops_nothing(stage: Stage, kind: str) -> None:
    await stage.control.faults("getMyDescription", kind, count=1)
    bot: Any = stage.app.bot
    await introduce(bot, LANGUAGES)
    assert (await bot.call("getMyDescription", {"language_code": "sv"}))["description"]
