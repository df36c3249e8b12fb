"""Words people write, new and edited: they answer what was asked above them."""

from telegram import Message
from telegram.ext import filters

from bot.chat.handling import message, message_telling_first
from bot.chat.safe import clean
from bot.chat.translator import translator
from bot.chat.views.asking.readers import named_level
from bot.domain.base.actors import Actor
from bot.domain.base.dangers import Danger
from bot.domain.base.visibility import Visibility
from bot.flows.asking.asked import Written
from bot.flows.base.step import Installation, Step
from bot.flows.base.told import Telling
from bot.flows.people import danger, words

PRIVATE_WORDS = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND

KINDS = {
    "photo": ("photo", "video", "video_note", "animation"),
    "voice": ("voice", "audio"),
    "sticker": ("sticker",),
    "file": ("document",),
}
"""What cannot be kept yet, and by which of Telegram's fields it is known."""


async def written(step: Step, actor: Actor, content: Message) -> Telling:
    """New words."""
    return await words.written(step, actor, written_in(content), level_in)


async def changed(step: Step, actor: Actor, content: Message) -> Telling:
    """A message was edited."""
    return await words.changed(step, actor, written_in(content))


async def tells(house: Installation, content: Message) -> Danger | None:
    """The danger that a message tells of."""
    return await danger.read(house, written_in(content).text)


async def not_yet(step: Step, actor: Actor, content: Message) -> Telling:
    """Something that is not words."""
    fields = ((kind, name) for kind, names in KINDS.items() for name in names)
    what = next((kind for kind, name in fields if getattr(content, name)), "other")
    return await words.not_yet(step, actor, what)


def written_in(content: Message) -> Written:
    """The words of a message, and where they stand in the chat."""
    pointed = content.reply_to_message
    return Written(
        text=clean(content.text or ""),
        message_id=content.message_id,
        at=content.date,
        reply_to=pointed.message_id if pointed else None,
    )


def level_in(language: str, typed: str) -> Visibility | None:
    """The level whose name, or sign, somebody types."""
    return named_level(translator(language), typed)


HANDLERS = [
    message_telling_first(
        PRIVATE_WORDS & filters.UpdateType.EDITED_MESSAGE,
        tells,
        lambda step, who, content, it: danger.card_for_edit(step, who, written_in(content), it),
        changed,
    ),
    message_telling_first(
        PRIVATE_WORDS & filters.UpdateType.MESSAGE,
        tells,
        lambda step, who, content, it: danger.card_for(step, who, written_in(content), it),
        written,
    ),
    message(
        filters.ChatType.PRIVATE
        & filters.UpdateType.MESSAGE
        & ~filters.COMMAND
        & ~filters.StatusUpdate.ALL,
        not_yet,
    ),
]
