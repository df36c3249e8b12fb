"""All handlers, in the order in which an update is offered to them; the first that fits has it."""

from bot.chat.handlers import (
    answers,
    channels,
    forgetting,
    founding,
    invites,
    joining,
    members,
    mydata,
    notes,
    prompts,
    readers,
    receipts,
    rest,
    schedules,
    settings,
    teams,
    texts,
)
from bot.chat.handlers import help as helping
from bot.chat.handling import Handler

HANDLERS: list[Handler] = [
    *answers.HANDLERS,
    *prompts.HANDLERS,
    *receipts.HANDLERS,
    *notes.HANDLERS,
    *founding.HANDLERS,
    *teams.HANDLERS,
    *channels.HANDLERS,
    *schedules.HANDLERS,
    *mydata.HANDLERS,
    *forgetting.HANDLERS,
    *joining.HANDLERS,
    *invites.HANDLERS,
    *settings.HANDLERS,
    *readers.HANDLERS,
    *members.HANDLERS,
    *helping.HANDLERS,
    *texts.HANDLERS,
    *rest.HANDLERS,
]
