"""Invites: deep links that let people join a Team in a Role."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.roles import Role


class InviteState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """`team_id` is None for the owner's own link, which claims the installation."""

    id: int
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
