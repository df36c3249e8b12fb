"""What an account is in a chat of many: owner, administrator, member, restricted, or out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_direct_messages",
    "can_manage_tags",
    "can_send_welcome_messages",
)
FOR_CHANNELS = frozenset({"can_post_messages", "can_edit_messages", "can_manage_direct_messages"})
FOR_GROUPS = frozenset({"can_pin_messages", "can_manage_topics", "can_manage_tags"})
"""Rights that mean nothing elsewhere, and are not told of there."""
USUAL_RIGHTS = frozenset(ADMIN_RIGHTS) - {"can_promote_members"}
"""Those of somebody who was simply made an administrator."""

PERMISSIONS: Mapping[str, bool] = {
    "can_send_messages": True,
    "can_send_audios": True,
    "can_send_documents": True,
    "can_send_photos": True,
    "can_send_videos": True,
    "can_send_video_notes": True,
    "can_send_voice_notes": True,
    "can_send_polls": True,
    "can_send_other_messages": True,
    "can_add_web_page_previews": True,
    "can_react_to_messages": True,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": True,
    "can_pin_messages": False,
    "can_manage_topics": False,
}
"""ChatPermissions, with what members of a new chat may do."""


class Status(StrEnum):
    """`ChatMember.status` of the Bot API."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def inside(self) -> bool:
        return self not in (Status.LEFT, Status.KICKED)

    @property
    def rules(self) -> bool:
        return self in (Status.CREATOR, Status.ADMINISTRATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`rights` count for administrators, `permissions` and `member` for the restricted.

    `until` is in unix seconds; 0 means for ever. `title` is an administrator's own.
    """

    status: Status
    rights: frozenset[str] = USUAL_RIGHTS
    permissions: Mapping[str, bool] = field(default_factory=dict)
    member: bool = True
    until: int = 0
    title: str = ""

    @property
    def inside(self) -> bool:
        if self.status is Status.RESTRICTED:
            return self.member
        return self.status.inside

    @property
    def rules(self) -> bool:
        return self.status.rules

    def may(self, right: str) -> bool:
        """Whether it has a right of administrators."""
        is_owner = self.status is Status.CREATOR
        return is_owner or (self.status is Status.ADMINISTRATOR and right in self.rights)


OUTSIDE = Standing(status=Status.LEFT)
