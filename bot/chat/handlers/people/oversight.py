"""Those who stand for the people of a Team."""

from bot.chat.buttons.people.oversight import (
    AskHold,
    EndHold,
    HoldOn,
    InviteRepresentative,
    SeeOversight,
    StandDown,
)
from bot.chat.handling import press
from bot.flows.people import oversight

HANDLERS = [
    press(SeeOversight, lambda step, who, it: oversight.show(step, who, it.team)),
    press(AskHold, lambda step, who, it: oversight.ask_reason(step, who, it.team)),
    press(HoldOn, lambda step, who, it: oversight.hold_on(step, who, it.team)),
    press(EndHold, lambda step, who, it: oversight.end_hold(step, who, it.team)),
    press(InviteRepresentative, lambda step, who, _: oversight.invite(step, who)),
    press(StandDown, lambda step, who, _: oversight.stand_down(step, who)),
]
