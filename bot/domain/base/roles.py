"""What a Member is in a Team."""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """A Member may hold several at once. The owner's is held in the installation, not in a Team."""

    STAFF = "staff"
    PEER_MENTOR = "peer_mentor"
    CRITICAL_FRIEND = "critical_friend"
    FACILITATOR = "facilitator"
    MANAGER = "manager"
    STEWARD = "steward"
    OWNER = "owner"


IN_TEAM: tuple[Role, ...] = tuple(role for role in Role if role is not Role.OWNER)
"""The roles a Membership can give."""

LEADING = frozenset({Role.FACILITATOR, Role.MANAGER})
"""Those who decide over others' work, or over what a Team is asked."""


def at_odds(held: Collection[Role]) -> bool:
    """Whether nobody may hold these at once in one Team: what is told to critical friends alone is
    told to them because they lead nobody there."""
    return Role.CRITICAL_FRIEND in held and not LEADING.isdisjoint(held)
