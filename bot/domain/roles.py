"""What a Member is in a Team."""

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
