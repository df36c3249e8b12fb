"""Words people write, new and edited: they answer whatever was asked last above them."""

from telegram import Message
from telegram.ext import filters

from bot.chat.handling import message
from bot.chat.messages.readers import level_label
from bot.chat.safe import clean
from bot.chat.tongue import tongue
from bot.domain.deliveries import Subject
from bot.domain.members import Caller
from bot.domain.messages.answers import NotYet
from bot.domain.visibility import Visibility
from bot.flows import answers, notes
from bot.flows.base import access
from bot.flows.base.asked import last_asked
from bot.flows.base.step import Step

PRIVATE_WORDS = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND

KINDS = {
    "photo": ("photo", "video", "video_note", "animation"),
    "voice": ("voice", "audio"),
    "sticker": ("sticker",),
    "file": ("document",),
}
"""What cannot be kept yet, and by which of Telegram's fields it is known."""


async def written(step: Step, caller: Caller, content: Message) -> None:
    """New words."""
    pointed = content.reply_to_message
    asked = await last_asked(step, caller, pointed.message_id if pointed else None)
    text = clean(content.text or "")
    match asked.subject if asked else None, asked.subject_id if asked else None:
        case (Subject.QUESTION | Subject.KEPT, int(answer_id)):
            await answers.words(step, caller, answer_id, text)
        case (Subject.READERS, int(answer_id)):
            await _beside_levels(step, caller, answer_id, text)
        case _:
            await notes.offer(step, caller)


async def changed(step: Step, caller: Caller, content: Message) -> None:
    """A message was edited."""
    await answers.edited(step, caller, clean(content.text or ""))


async def not_yet(step: Step, caller: Caller, content: Message) -> None:
    """Something that is not words."""
    member = await access.member(step, caller)
    fields = ((kind, name) for kind, names in KINDS.items() for name in names)
    what = next((kind for kind, name in fields if getattr(content, name)), "other")
    step.reply(caller, NotYet(what=what), member=member, quote=True)


async def _beside_levels(step: Step, caller: Caller, answer_id: int, text: str) -> None:
    """Words under "Who may see it?": the name of a level is a choice, all else is more to say."""
    member = await access.member(step, caller)
    say = tongue(member.language)
    named = [v for v in Visibility if level_label(say, v).casefold() == text.casefold()]
    if named:
        await answers.choose_readers(step, caller, answer_id, named[0])
    else:
        await answers.words(step, caller, answer_id, text)


HANDLERS = [
    message(PRIVATE_WORDS & filters.UpdateType.EDITED_MESSAGE, changed),
    message(PRIVATE_WORDS & filters.UpdateType.MESSAGE, written),
    message(
        filters.ChatType.PRIVATE
        & filters.UpdateType.MESSAGE
        & ~filters.COMMAND
        & ~filters.StatusUpdate.ALL,
        not_yet,
    ),
]
