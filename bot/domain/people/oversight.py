"""Oversight: what representatives may do for the people of a Team."""

from collections.abc import Collection
from datetime import timedelta

from bot.domain.base.roles import LEADING, Role
from bot.domain.base.texts import one_line
from bot.domain.people.members import Member

HOLD = timedelta(days=14)
"""How long new questions are paused, unless that is renewed or ended."""

REASON_LIMIT = 200
"""Characters: everybody in the Team reads it on a small screen."""


def hold_reason(typed: str) -> str | None:
    """A reason as somebody typed it; None if it is invisible or too long."""
    return one_line(typed, REASON_LIMIT)


def stands_for(who: Member, held: Collection[Role], *, own: bool) -> bool:
    """Whether somebody who holds these roles in a Team stands for its people. A representative of
    the organisation does so where it has none of its `own`, and where they do not lead it
    themself."""
    if Role.REPRESENTATIVE in held:
        return True
    of_all = who.representative_since is not None and not who.owner
    return of_all and not own and LEADING.isdisjoint(held)
