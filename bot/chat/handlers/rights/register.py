"""The Register: what was done to the tool itself, and by whom."""

from bot.chat.buttons.rights.register import ChooseRegister, ReadRegister
from bot.chat.handling import command, press
from bot.flows.rights import register

HANDLERS = [
    command("log", lambda step, who, _: register.show_mine(step, who)),
    press(ChooseRegister, lambda step, who, it: register.show_mine(step, who, it.page)),
    press(ReadRegister, lambda step, who, it: register.show(step, who, it.team, it.page)),
]
