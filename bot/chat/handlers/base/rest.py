"""What no other handler wants: old or forged buttons and unknown commands get an
answer, all else is let go."""

from telegram import Message, Update
from telegram.ext import filters

from bot.chat.handling import anything, message
from bot.domain.base.actors import Actor
from bot.errors import Refusal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.people import help as helping


async def unknown_button(_: Step, __: Update) -> Telling:
    raise Refusal("button_unknown")


async def unknown_command(step: Step, actor: Actor, _: Message) -> Telling:
    return await helping.unknown_command(step, actor)


async def let_go(_: Step, __: Update) -> Telling:
    """Nothing to do, but that the update is handled."""
    return ()


HANDLERS = [
    message(
        filters.ChatType.PRIVATE & filters.COMMAND & filters.UpdateType.MESSAGE,
        unknown_command,
    ),
    anything(lambda update: update.callback_query is not None, unknown_button),
    anything(lambda _: True, let_go),
]
