"""Buttons that answer, and that choose who may see an answer."""

from telegram import Message

from bot.chat.buttons.asking.answers import (
    AddWords,
    DoneChoosing,
    ExplainReaders,
    PickReaders,
    PickReadersOfOld,
    TapOption,
    ToggleOption,
)
from bot.chat.handling import press, press_at, press_with
from bot.chat.safe import clean
from bot.domain.base.actors import Actor
from bot.errors import Refusal
from bot.flows.asking import answers, copies, levels
from bot.flows.base.step import Step
from bot.flows.base.told import Telling


async def belong(step: Step, actor: Actor, pressed: AddWords, under: Message) -> Telling:
    """The words are in the message that the pressed one points at."""
    words = under.reply_to_message
    if words is None or not words.text:
        raise Refusal("words_gone")
    return await answers.belong(step, actor, pressed.answer, clean(words.text), words.message_id)


HANDLERS = [
    press(
        TapOption,
        lambda step, who, it: answers.tap(step, who, it.answer, it.option, it.visibility),
    ),
    press(
        ToggleOption,
        lambda step, who, it: answers.toggle(step, who, it.answer, it.option, it.visibility),
    ),
    press(
        DoneChoosing,
        lambda step, who, it: answers.done(step, who, it.answer, it.visibility),
    ),
    press(
        PickReaders,
        lambda step, who, it: levels.choose(
            step, who, it.answer, it.visibility, it.words, it.offer
        ),
    ),
    press_at(
        PickReadersOfOld,
        lambda step, who, it, at: levels.choose_of_old(step, who, it.answer, it.visibility, at),
    ),
    press(
        ExplainReaders,
        lambda step, who, it: copies.pressed(step, who, levels.explain, it.answer),
    ),
    press_with(AddWords, belong),
]
