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
    REPRESENTATIVE = "representative"
    OWNER = "owner"


IN_TEAM: tuple[Role, ...] = tuple(role for role in Role if role is not Role.OWNER)
"""The roles a Membership can give."""

ASKED: tuple[Role, ...] = tuple(role for role in IN_TEAM if role is not Role.REPRESENTATIVE)
"""The roles that questions can be for. A representative stands for those who are asked: they see
how the Team is set up and may pause what is asked, and hear nothing of answers."""

LEADING = frozenset({Role.FACILITATOR, Role.MANAGER})
"""Those who decide over others' work, or over what a Team is asked."""

NOT_LEADING = frozenset({Role.CRITICAL_FRIEND, Role.REPRESENTATIVE})


def at_odds(held: Collection[Role]) -> bool:
    """Whether nobody may hold these at once in one Team: what is told to critical friends alone is
    told to them because they lead nobody there, and nobody stands for people towards themself."""
    return not NOT_LEADING.isdisjoint(held) and not LEADING.isdisjoint(held)
