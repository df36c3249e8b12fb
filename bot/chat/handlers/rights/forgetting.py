"""Forgetting a person."""

from bot.chat.buttons.rights.forgetting import AskForgetting, BeginForgetting, Forget, StayHere
from bot.chat.handling import command, press
from bot.flows.rights import forgetting

HANDLERS = [
    command("forget", lambda step, who, _: forgetting.explain(step, who)),
    press(BeginForgetting, lambda step, who, _: forgetting.explain(step, who)),
    press(AskForgetting, lambda step, who, it: forgetting.confirm(step, who, it.until)),
    press(Forget, lambda step, who, it: forgetting.forget(step, who, it.until)),
    press(StayHere, lambda step, who, _: forgetting.stay(step, who)),
]
