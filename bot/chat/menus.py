"""The command menus of Telegram's apps, by kind of chat and by language."""

from collections.abc import Iterable

import structlog
from telegram.error import TelegramError

from bot.chat.application import EftertankeBot
from bot.chat.commands import COMMANDS
from bot.chat.tongue import tongue
from bot.domain.languages import closest

SCOPES = {"all_private_chats": True, "all_group_chats": False}
"""Telegram's name of each kind of chat, and whether it is private."""

log = structlog.get_logger()


async def set_menus(bot: EftertankeBot, languages: Iterable[str]) -> None:
    """Tell Telegram the commands. Best effort: without menus all commands still work."""
    offered = list(languages)
    for scope in SCOPES:
        # No language: for phones in a language that the installation does not speak.
        await _set(bot, scope, closest(None, offered), code="")
        for language in offered:
            await _set(bot, scope, language, code=language)


async def _set(bot: EftertankeBot, scope: str, language: str, *, code: str) -> None:
    say = tongue(language)
    listed = [
        {"command": one.name, "description": one.does(say)}
        for one in COMMANDS
        if (one.private if SCOPES[scope] else one.group)
    ]
    wish = {"commands": listed, "scope": {"type": scope}, "language_code": code}
    try:
        await bot.call("setMyCommands", wish)
    except TelegramError as error:
        log.warning("menu.not_set", scope=scope, language=code, error=type(error).__name__)
