"""Buttons under a manager's Digest."""

from bot.chat.buttons.hearing.digests import ReadRelease, SeeQueue
from bot.chat.handling import press
from bot.flows.hearing import digests

HANDLERS = [
    press(
        ReadRelease,
        lambda step, who, it: digests.read(step, who, it.release_id, drawn=it.drawn == 1),
    ),
    press(SeeQueue, lambda step, who, it: digests.show_queue(step, who, it.team_id)),
]
