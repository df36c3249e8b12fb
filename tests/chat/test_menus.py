"""The menus of Telegram's apps."""

from typing import Any

import pytest

from bot.chat.commands import COMMANDS
from bot.chat.menus import set_menus
from tests.stage import Stage

LANGUAGES = ("en", "sv")


MOST = 5
"""Commands that somebody takes in at a glance."""


async def test_the_menu_of_a_private_chat_is_one_door_in_every_language(stage: Stage) -> None:
    bot = stage.app.receiver._bot
    await set_menus(bot, LANGUAGES)
    for code in ("", *LANGUAGES):
        private = await menu(bot, "all_private_chats", code)
        group = await menu(bot, "all_group_chats", code)
        assert private == ["reflect", "mine", "settings", "help"]
        assert len(private) <= MOST
        assert group == [one.name for one in COMMANDS if one.group]


@pytest.mark.parametrize("kind", ["http_500", "reset_before"])
async def test_a_menu_that_cannot_be_set_stops_nothing(stage: Stage, kind: str) -> None:
    await stage.control.faults("setMyCommands", kind, count=1)
    bot = stage.app.receiver._bot
    await set_menus(bot, LANGUAGES)
    assert await menu(bot, "all_private_chats", "") == []
    assert await menu(bot, "all_group_chats", "sv") != []


async def menu(bot: Any, scope: str, code: str) -> list[str]:
    wish = {"scope": {"type": scope}, "language_code": code}
    return [one["command"] for one in await bot.call("getMyCommands", wish)]
