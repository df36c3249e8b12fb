"""All handlers, in the order in which an update is offered to them; the first that fits has it."""

from bot.chat.handlers import answers, notes, prompts, receipts, rest, texts
from bot.chat.handling import Handler

HANDLERS: list[Handler] = [
    *answers.HANDLERS,
    *prompts.HANDLERS,
    *receipts.HANDLERS,
    *notes.HANDLERS,
    *texts.HANDLERS,
    *rest.HANDLERS,
]
