"""Help."""

from bot.chat.handling import command
from bot.flows.people import help as helping

HANDLERS = [command("help", lambda step, who, _: helping.show(step, who), beside=True)]
