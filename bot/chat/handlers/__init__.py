"""All handlers, in the order in which an update is offered to them; the first that fits has it."""

from bot.chat.handlers.asking import answers, cpd, guard, mine, notes, prompts, readers, schedules
from bot.chat.handlers.base import rest
from bot.chat.handlers.hearing import digests, receipts
from bot.chat.handlers.people import (
    channels,
    danger,
    founding,
    invites,
    joining,
    members,
    oversight,
    settings,
    support,
    teams,
    words,
)
from bot.chat.handlers.people import help as helping
from bot.chat.handlers.rights import forgetting, mydata, register
from bot.chat.handling import Handler

HANDLERS: list[Handler] = [
    *answers.HANDLERS,
    *guard.HANDLERS,
    *prompts.HANDLERS,
    *receipts.HANDLERS,
    *digests.HANDLERS,
    *notes.HANDLERS,
    *mine.HANDLERS,
    *cpd.HANDLERS,
    *founding.HANDLERS,
    *teams.HANDLERS,
    *channels.HANDLERS,
    *schedules.HANDLERS,
    *mydata.HANDLERS,
    *forgetting.HANDLERS,
    *register.HANDLERS,
    *joining.HANDLERS,
    *support.HANDLERS,
    *danger.HANDLERS,
    *invites.HANDLERS,
    *settings.HANDLERS,
    *readers.HANDLERS,
    *members.HANDLERS,
    *oversight.HANDLERS,
    *helping.HANDLERS,
    *words.HANDLERS,
    *rest.HANDLERS,
]
