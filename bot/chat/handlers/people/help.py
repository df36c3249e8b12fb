"""Help."""

from bot.chat.handling import command_anywhere
from bot.flows.people import help as helping

HANDLERS = [
    command_anywhere(
        "help",
        lambda step, who, channel, _: helping.show(step, who, in_group=channel is not None),
    )
]
