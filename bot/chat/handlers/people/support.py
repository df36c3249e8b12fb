"""Who helps when something is wrong."""

from bot.chat.buttons.people.support import (
    AskLine,
    EmptyLine,
    OpenSupport,
    SomethingIsWrong,
    UseOrganisations,
)
from bot.chat.handling import command, press
from bot.flows.people import support

HANDLERS = [
    command("support", lambda step, who, _: support.show(step, who)),
    press(SomethingIsWrong, lambda step, who, _: support.show(step, who)),
    press(OpenSupport, lambda step, who, it: support.open_card(step, who, it.team)),
    press(AskLine, lambda step, who, it: support.ask_line(step, who, it.team, it.field)),
    press(EmptyLine, lambda step, who, it: support.empty_line(step, who, it.team, it.field)),
    press(UseOrganisations, lambda step, who, it: support.use_organisations(step, who, it.team)),
]
