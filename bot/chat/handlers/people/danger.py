"""What somebody does whose words sounded as if something is wrong."""

from bot.chat.buttons.people.danger import GoOn, ReportNow, SayReported
from bot.chat.handling import press
from bot.flows.people import danger

HANDLERS = [
    press(
        SayReported,
        lambda step, who, it: danger.decide(step, who, it.danger, it.team, it.until),
    ),
    press(
        ReportNow,
        lambda step, who, it: danger.decide(step, who, it.danger, it.team, it.until),
    ),
    press(GoOn, lambda step, who, it: danger.go_on(step, who, it.danger, it.team, it.until)),
]
