"""The command menus of Telegram's apps, by kind of chat and by language."""

from collections.abc import Iterable

import structlog
from telegram.error import TelegramError

from bot.chat.application import BotApi
from bot.chat.commands import COMMANDS
from bot.chat.translator import translator
from bot.domain.base.languages import closest

SCOPES = {"all_private_chats": True, "all_group_chats": False}
"""Telegram's name of each kind of chat, and whether it is private."""

log = structlog.get_logger()


async def set_menus(bot: BotApi, languages: Iterable[str]) -> None:
    """Tell Telegram the commands. Best effort: without menus all commands still work."""
    offered = list(languages)
    for scope in SCOPES:
        # No language: for phones in a language that the installation does not speak.
        await _set(bot, scope, closest(None, offered), code="")
        for language in offered:
            await _set(bot, scope, language, code=language)


def listed(scope: str, language: str) -> list[dict[str, str]]:
    """The commands for a kind of chat, as Telegram wants them."""
    say = translator(language)
    return [
        {"command": one.name, "description": one.does(say)}
        for one in COMMANDS
        if (one.door if SCOPES[scope] else one.group)
    ]


async def _set(bot: BotApi, scope: str, language: str, *, code: str) -> None:
    commands = listed(scope, language)
    wish = {"commands": commands, "scope": {"type": scope}, "language_code": code}
    try:
        await bot.call("setMyCommands", wish)
    except TelegramError as error:
        log.warning("menu.not_set", scope=scope, language=code, error=type(error).__name__)
