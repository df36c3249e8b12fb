"""Buttons under a question."""

from bot.chat.buttons.asking.prompts import (
    AskExample,
    CountAnswer,
    OfferSnooze,
    ShowQuestion,
    SkipQuestion,
    SnoozeQuestion,
    TakeUp,
)
from bot.chat.handling import press
from bot.flows.asking import copies, prompts

HANDLERS = [
    press(
        SkipQuestion,
        lambda step, who, it: copies.pressed(step, who, prompts.skip, it.answer),
    ),
    press(
        OfferSnooze,
        lambda step, who, it: copies.pressed(step, who, prompts.offer_later, it.answer),
    ),
    press(
        SnoozeQuestion,
        lambda step, who, it: copies.pressed(step, who, prompts.snooze, it.answer, it.wish),
    ),
    press(TakeUp, lambda step, who, it: prompts.take_up(step, who, it.answer)),
    press(
        AskExample,
        lambda step, who, it: copies.pressed(step, who, prompts.example, it.answer),
    ),
    press(
        ShowQuestion,
        lambda step, who, it: prompts.show(step, who, it.answer, it.visibility),
    ),
    press(CountAnswer, lambda step, who, it: prompts.count(step, who, it.answer, it.chat)),
]
