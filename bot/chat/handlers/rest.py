"""What no other handler wants: old or forged buttons get an answer, all else is let go."""

from telegram import Update

from bot.chat.handling import anything
from bot.errors import Refusal
from bot.flows.base.step import Step


async def unknown_button(_: Step, __: Update) -> None:
    raise Refusal("button_unknown")


async def let_go(_: Step, __: Update) -> None:
    """Nothing to do, but that the update is handled."""


HANDLERS = [
    anything(lambda update: update.callback_query is not None, unknown_button),
    anything(lambda _: True, let_go),
]
