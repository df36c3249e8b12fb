"""Help."""

from bot.chat.handling import command
from bot.flows import help as helping

HANDLERS = [command("help", lambda step, who, _: helping.show(step, who), beside=True)]
