"""What the bot says of itself before anybody has written to it: in its empty chat and on its page,
in each language."""

from collections.abc import Iterable, Iterator

import structlog
from telegram.error import TelegramError

from bot.chat.application import BotApi
from bot.chat.translator import translator
from bot.domain.base.languages import closest

FIELDS = {"Description": "description", "ShortDescription": "short_description", "Name": "name"}
"""What Telegram's methods are called after, to the field that they take and give."""

log = structlog.get_logger()


async def introduce(bot: BotApi, languages: Iterable[str], name: str = "") -> None:
    """Tell Telegram. Best effort, and only what has changed: it takes few changes a day. `name` is
    left as @BotFather knows it if it is empty."""
    offered = list(languages)
    # No language: for phones in a language that the installation does not speak.
    for code in ("", *offered):
        for what, text in _texts(code or closest(None, offered)):
            await _set(bot, what, text, code)
    if name:
        await _set(bot, "Name", name, "")


def _texts(language: str) -> Iterator[tuple[str, str]]:
    """Telegram's word for each text, and the text: 512 characters at most, and 120."""
    say = translator(language)
    yield (
        "Description",
        say.label(
            "I ask small questions about your work, at your own time, and you choose for each"
            " answer who reads it. What people share comes back to the team as a whole.\n\nYour"
            " team has a link that lets you in. I am a program, and no alarm: in danger, call 112"
            " (in the EU)."
        ),
    )
    yield (
        "ShortDescription",
        say.label("Small questions about your work. You choose who reads your answers."),
    )


async def _set(bot: BotApi, what: str, text: str, code: str) -> None:
    field = FIELDS[what]
    try:
        found = await bot.call(f"getMy{what}", {"language_code": code})
        if found.get(field) != text:
            await bot.call(f"setMy{what}", {field: text, "language_code": code})
    except TelegramError as error:
        log.warning("profile.not_set", kind=what, language=code, error=type(error).__name__)
