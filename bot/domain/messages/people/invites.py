"""What is said about Invites to those who make them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.roles import Role
from bot.domain.messages.base.message import Message
from bot.domain.people.invites import InviteState


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickInviteTeam(Message):
    """Asks for which Team a link shall be."""

    teams: tuple[TeamChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickInviteRole(Message):
    """Asks in which Role people shall join. `several`: the reader may choose another Team."""

    team_id: int
    team: str
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PickInviteUses(Message):
    """Asks how many people may use the link."""

    team_id: int
    team: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PickInviteDays(Message):
    """Asks how long the link shall be good for."""

    team_id: int
    team: str
    role: Role
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteLine:
    """One Invite as its Team's facilitators see it. Times are shown in their `zone`."""

    invite_id: int
    role: Role
    uses: int
    max_uses: int
    expires_at: datetime
    state: InviteState
    zone: str
    made_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteMade(Message):
    """A link was made; the picture of it follows."""

    team_id: int
    team: str
    line: InviteLine


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePicture(Message):
    """The link, also as a picture that a phone can read."""

    team_id: int
    team: str
    line: InviteLine
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowInvites(Message):
    """A page of the Team's Invites, newest first."""

    team_id: int
    team: str
    lines: tuple[InviteLine, ...]
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowInvite(Message):
    """One Invite, with what can be done about it."""

    team_id: int
    team: str
    line: InviteLine
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmInviteWithdrawal(Message):
    """Asks once more before a link stops working."""

    team_id: int
    team: str
    line: InviteLine


MESSAGES = (
    PickInviteTeam,
    PickInviteRole,
    PickInviteUses,
    PickInviteDays,
    InviteMade,
    InvitePicture,
    ShowInvites,
    ShowInvite,
    ConfirmInviteWithdrawal,
)
