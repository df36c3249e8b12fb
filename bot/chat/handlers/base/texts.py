"""Words people write, new and edited: they answer what was asked above them."""

from collections.abc import Awaitable, Callable, Sequence

from telegram import Message
from telegram.ext import filters

from bot.chat.handling import message
from bot.chat.safe import clean
from bot.chat.translator import translator
from bot.chat.views.asking.readers import named_level
from bot.domain.base.drafts import DraftKind
from bot.domain.messages.asking.answers import NotYet
from bot.domain.people.members import Caller
from bot.domain.transport.deliveries import Delivery, Subject
from bot.flows.asking import answers, notes
from bot.flows.asking.asked import meant
from bot.flows.base import access, drafting
from bot.flows.base.step import Step
from bot.flows.base.told import Told
from bot.flows.people import founding, settings, teams

PRIVATE_WORDS = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND

KINDS = {
    "photo": ("photo", "video", "video_note", "animation"),
    "voice": ("voice", "audio"),
    "sticker": ("sticker",),
    "file": ("document",),
}
"""What cannot be kept yet, and by which of Telegram's fields it is known."""

DRAFT_WORDS: dict[DraftKind, Callable[[Step, Caller, str], Awaitable[None]]] = {
    DraftKind.TEAM: founding.words,
    DraftKind.TEAM_NAME: teams.rename,
    DraftKind.TEAM_END: teams.end,
    DraftKind.ZONE: settings.words,
    DraftKind.ASK_AT: settings.words,
    DraftKind.QUIET: settings.words,
    DraftKind.PAUSE: settings.words,
    DraftKind.DIGEST_AT: settings.words,
}
"""What takes the words that were asked for a Draft."""


async def written(step: Step, caller: Caller, content: Message) -> None:
    """New words."""
    pointed = content.reply_to_message
    reply_to = pointed.message_id if pointed else None
    found = await meant(step, caller, content.date, reply_to)
    text = clean(content.text or "")
    if await _names_readers(step, caller, text, found.under):
        return
    message = found.message
    match message.subject if message else None, message.subject_id if message else None:
        case (Subject.QUESTION | Subject.READERS | Subject.KEPT, int(answer_id)):
            await answers.words(step, caller, answer_id, text)
        case (Subject.DRAFT, _):
            await _for_draft(step, caller, text)
        case _:
            if not await answers.ask_which(step, caller, found.which, text):
                await notes.offer(step, caller)


async def changed(step: Step, caller: Caller, content: Message) -> Sequence[Told]:
    """A message was edited."""
    return await answers.edited(step, caller, clean(content.text or ""))


async def not_yet(step: Step, caller: Caller, content: Message) -> None:
    """Something that is not words."""
    member = await access.member(step, caller)
    fields = ((kind, name) for kind, names in KINDS.items() for name in names)
    what = next((kind for kind, name in fields if getattr(content, name)), "other")
    step.reply(caller, NotYet(what=what), member=member, quote=True)


async def _for_draft(step: Step, caller: Caller, text: str) -> None:
    draft = await drafting.standing(step, caller)
    if draft is not None and draft.kind in DRAFT_WORDS:
        await DRAFT_WORDS[draft.kind](step, caller, text)
    else:
        await notes.offer(step, caller)


async def _names_readers(step: Step, caller: Caller, text: str, under: Delivery | None) -> bool:
    """Right under "Who may see it?" the name of a level, or its sign, is as good as a press; all
    else is more to say. Further down it would choose for words that its author does not think of.
    """
    if under is None or under.subject is not Subject.READERS or under.subject_id is None:
        return False
    member = await access.member(step, caller)
    named = named_level(translator(member.language), text)
    if named is not None:
        await answers.name_readers(step, caller, under.subject_id, named, under.message_id)
    return named is not None


HANDLERS = [
    message(PRIVATE_WORDS & filters.UpdateType.EDITED_MESSAGE, changed, beside=True),
    message(PRIVATE_WORDS & filters.UpdateType.MESSAGE, written, beside=True),
    message(
        filters.ChatType.PRIVATE
        & filters.UpdateType.MESSAGE
        & ~filters.COMMAND
        & ~filters.StatusUpdate.ALL,
        not_yet,
        beside=True,
    ),
]
