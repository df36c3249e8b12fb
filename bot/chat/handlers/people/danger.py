"""What somebody does whose words sounded as if something is wrong."""

from bot.chat.buttons.people.danger import GoOn, ReportNow, SayReported
from bot.chat.handling import press
from bot.flows.people import danger

HANDLERS = [
    press(SayReported, lambda step, who, it: danger.decide(step, who, it.danger, it.team)),
    press(ReportNow, lambda step, who, it: danger.decide(step, who, it.danger, it.team)),
    press(GoOn, lambda step, who, _: danger.go_on(step, who)),
]
