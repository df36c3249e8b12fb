"""Words that may tell who they are about: what their author decides."""

from bot.chat.buttons.asking.guard import NoName, SendReplaced, WriteAnew
from bot.chat.handling import press
from bot.flows.asking import levels

HANDLERS = [
    press(
        SendReplaced,
        lambda step, who, it: levels.send_replaced(
            step, who, it.answer, it.visibility, it.sent, it.offer
        ),
    ),
    press(
        NoName,
        lambda step, who, it: levels.say_no_name(
            step, who, it.answer, it.visibility, it.sent, it.offer
        ),
    ),
    press(
        WriteAnew,
        lambda step, who, it: levels.write_anew(step, who, it.answer, it.wording),
    ),
]
