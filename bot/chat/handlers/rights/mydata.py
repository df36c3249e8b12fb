"""Giving people what is kept about them."""

from bot.chat.handling import command
from bot.flows.rights import mydata

HANDLERS = [command("mydata", lambda step, who, _: mydata.give(step, who))]
