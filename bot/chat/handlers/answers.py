"""Buttons that answer, and that choose who may see an answer."""

from bot.chat.callbacks.answers import (
    DoneChoosing,
    PickReaders,
    PickUntoldReaders,
    TapOption,
    ToggleOption,
)
from bot.chat.handling import press
from bot.flows import answers

HANDLERS = [
    press(
        TapOption,
        lambda step, who, it: answers.tap(step, who, it.answer, it.option, it.visibility),
        beside=True,
    ),
    press(
        ToggleOption,
        lambda step, who, it: answers.toggle(step, who, it.answer, it.option, it.visibility),
        beside=True,
    ),
    press(
        DoneChoosing,
        lambda step, who, it: answers.done(step, who, it.answer, it.visibility),
        beside=True,
    ),
    press(
        PickReaders,
        lambda step, who, it: answers.choose_readers(step, who, it.answer, it.visibility, it.offer),
        beside=True,
    ),
    press(
        PickUntoldReaders,
        lambda step, who, it: answers.choose_readers(step, who, it.answer, it.visibility, ""),
        beside=True,
    ),
]
