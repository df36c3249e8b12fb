"""Links that let people into a chat."""

import secrets
from dataclasses import dataclass, field

from bot.sandbox.accounts import Account
from bot.sandbox.jsons import JsonObject


@dataclass(slots=True, kw_only=True, eq=False)
class InviteLink:
    """`expires_at` is in unix seconds; 0 in it and in `member_limit` means none."""

    url: str
    creator: Account
    name: str = ""
    expires_at: int = 0
    member_limit: int = 0
    by_request: bool = False
    primary: bool = False
    revoked: bool = False
    joined: set[int] = field(default_factory=set)
    """Ids of people."""
    asking: int = 0
    """Join requests that wait."""

    def as_json(self) -> JsonObject:
        """A ChatInviteLink."""
        link: JsonObject = {"invite_link": self.url, "creator": self.creator.as_json()}
        optional = {
            "name": self.name,
            "expire_date": self.expires_at,
            "member_limit": self.member_limit,
            "pending_join_request_count": self.asking,
        }
        return {
            **link,
            **{name: value for name, value in optional.items() if value},
            "creates_join_request": self.by_request,
            "is_primary": self.primary,
            "is_revoked": self.revoked,
        }

    def open_at(self, now: float) -> bool:
        """Whether somebody can still come in by it."""
        full = 0 < self.member_limit <= len(self.joined)
        return not (self.revoked or full or 0 < self.expires_at <= now)


def new_url() -> str:
    return f"https://t.me/+{secrets.token_urlsafe(12)}"
