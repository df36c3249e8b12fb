"""/start, and the way of somebody who follows a link."""

from bot.chat.buttons.people.joining import SayNo, SayYes, TurnPage
from bot.chat.buttons.people.settings import FinishWalk
from bot.chat.handling import command_anywhere, press
from bot.domain.base.actors import Actor
from bot.domain.people.channels import Channel
from bot.errors import Refusal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.people import joining


async def start(step: Step, actor: Actor, channel: Channel | None, token: str) -> Telling:
    """In groups Telegram's apps send it unasked."""
    if channel is None:
        return await joining.start(step, actor, token)
    if token:
        raise Refusal("only_in_private")
    return ()


HANDLERS = [
    command_anywhere("start", start),
    press(TurnPage, lambda step, who, it: joining.turn(step, who, it.token, it.page)),
    press(SayYes, lambda step, who, it: joining.accept(step, who, it.token)),
    press(SayNo, lambda step, who, _: joining.decline(step, who)),
    press(FinishWalk, lambda step, who, _: joining.finish(step, who)),
]
