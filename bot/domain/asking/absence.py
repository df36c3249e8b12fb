"""Absence: the bot has not heard from Telegram for a while, so that taps were lost."""

from datetime import datetime, timedelta

from bot.domain.base.availability import Availability, after_quiet, is_quiet, kind_moment

TAPS_KEPT = timedelta(seconds=150)
"""So long Telegram keeps a tap for a bot that does not fetch it; words it keeps for a day."""


def taps_lost(heard_at: datetime, now: datetime, silent: timedelta | None) -> bool:
    """Whether taps may have been lost since Telegram was last heard, by anybody who listens for the
    bot.

    `silent` is how long the program that asks has heard nothing by a clock that cannot be set; None
    if it has just begun. A wall clock that jumps is no absence.
    """
    return now - heard_at > TAPS_KEPT and (silent is None or silent > TAPS_KEPT)


def offer_moment(availability: Availability, asked_at: datetime, now: datetime) -> datetime:
    """When an open question is offered afresh: now, if that is kind or the person was asked in the
    same quiet hours."""
    asked_tonight = is_quiet(availability, asked_at) and after_quiet(
        availability, asked_at
    ) == after_quiet(availability, now)
    return now if asked_tonight else kind_moment(availability, now)
