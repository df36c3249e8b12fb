"""Invites: deep links that let people join a Team in a Role."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.base.roles import Role

USES = (1, 5, 10, 25)
"""How many people one link may let in."""

LIFETIMES = (1, 7, 30)
"""How many days a link is good for."""

CLAIM_DAYS = 7
"""How many days the link is good for with which an installation is claimed."""

TOKEN_BYTES = 16


class InviteState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """`team_id` is None for the owner's own link, which claims the bot."""

    id: int
    bot_id: int
    token: str
    team_id: int | None
    role: Role
    made_by: int | None
    expires_at: datetime
    max_uses: int
    uses: int
    withdrawn: bool

    def state(self, now: datetime) -> InviteState:
        if self.withdrawn:
            return InviteState.WITHDRAWN
        if self.uses >= self.max_uses:
            return InviteState.USED_UP
        return InviteState.OPEN if now < self.expires_at else InviteState.EXPIRED


def new_token() -> str:
    """128 random bits in the letters that a deep link may carry."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def deep_link(bot_name: str, token: str) -> str:
    """The address that opens the bot and hands it the token."""
    return f"https://t.me/{bot_name}?start={token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteHeld:
    """An invite this person made."""

    team: str
    role: Role
    expires_at: datetime
    uses: int
    max_uses: int
