"""Words that answered nothing, and reflections people start themselves."""

from telegram import Message

from bot.chat.buttons.asking.notes import IgnoreWords, KeepNote, PickReflection, StartReflection
from bot.chat.handling import command, press, press_with
from bot.chat.safe import clean
from bot.domain.base.actors import Actor
from bot.errors import Refusal
from bot.flows.asking import notes, rounds
from bot.flows.base.step import Step
from bot.flows.base.told import Telling


async def keep(step: Step, actor: Actor, _: KeepNote, under: Message) -> Telling:
    """The words are in the message that the pressed one points at."""
    words = under.reply_to_message
    if words is None or not words.text:
        raise Refusal("words_gone")
    return await notes.keep(step, actor, clean(words.text))


HANDLERS = [
    command("reflect", lambda step, who, _: notes.offer_reflections(step, who)),
    press_with(KeepNote, keep),
    press(IgnoreWords, lambda step, who, _: notes.ignore(step, who)),
    press(StartReflection, lambda step, who, _: notes.begin(step, who)),
    press(
        PickReflection,
        lambda step, who, it: rounds.start_reflection(step, who, it.team, it.bank),
    ),
]
