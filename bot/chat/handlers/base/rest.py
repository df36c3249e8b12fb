"""What no other handler wants: old or forged buttons and unknown commands get an
answer, all else is let go."""

from telegram import Message, Update
from telegram.ext import filters

from bot.chat.handling import anything, message
from bot.domain.people.members import Caller
from bot.errors import Refusal
from bot.flows.base.step import Step
from bot.flows.people import help as helping


async def unknown_button(_: Step, __: Update) -> None:
    raise Refusal("button_unknown")


async def unknown_command(step: Step, caller: Caller, _: Message) -> None:
    await helping.unknown_command(step, caller)


async def let_go(_: Step, __: Update) -> None:
    """Nothing to do, but that the update is handled."""


HANDLERS = [
    message(
        filters.ChatType.PRIVATE & filters.COMMAND & filters.UpdateType.MESSAGE,
        unknown_command,
        beside=True,
    ),
    anything(lambda update: update.callback_query is not None, unknown_button, beside=True),
    anything(lambda _: True, let_go, beside=True),
]
