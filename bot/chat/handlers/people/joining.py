"""/start, and the way of somebody who follows a link."""

from bot.chat.buttons.people.joining import SayNo, SayYes, TurnPage
from bot.chat.buttons.people.settings import FinishWalk
from bot.chat.handling import command, press
from bot.flows.people import joining

HANDLERS = [
    command("start", joining.start),
    press(TurnPage, lambda step, who, it: joining.turn(step, who, it.token, it.page), beside=True),
    press(SayYes, lambda step, who, it: joining.accept(step, who, it.token)),
    press(SayNo, lambda step, who, _: joining.decline(step, who), beside=True),
    press(FinishWalk, lambda step, who, _: joining.finish(step, who), beside=True),
]
