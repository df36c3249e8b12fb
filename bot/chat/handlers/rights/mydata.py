"""Giving people what is kept about them."""

from bot.chat.buttons.rights.mydata import AskMyData
from bot.chat.handling import command, press
from bot.flows.rights import mydata

HANDLERS = [
    command("mydata", lambda step, who, _: mydata.give(step, who)),
    press(AskMyData, lambda step, who, _: mydata.give(step, who)),
]
