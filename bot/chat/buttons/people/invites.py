"""Buttons for making, looking at and withdrawing Invites.

What is chosen on the way to a new link travels in the buttons; nothing is kept before it is made.
"""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons
from bot.domain.base.roles import Role


@dataclass(frozen=True, slots=True)
class ChooseInviteTeam:
    """Back to the choice of the Team."""


@dataclass(frozen=True, slots=True)
class InviteInto:
    team: int


@dataclass(frozen=True, slots=True)
class InviteAs:
    team: int
    role: Role


@dataclass(frozen=True, slots=True)
class InviteSoMany:
    team: int
    role: Role
    uses: int


@dataclass(frozen=True, slots=True)
class MakeInvite:
    team: int
    role: Role
    uses: int
    days: int


@dataclass(frozen=True, slots=True)
class ListInvites:
    team: int
    page: int


@dataclass(frozen=True, slots=True)
class OpenInvites:
    """The list in a new message, for buttons under a picture: a picture cannot become a text."""

    team: int


@dataclass(frozen=True, slots=True)
class OpenInvite:
    invite: int


@dataclass(frozen=True, slots=True)
class PaintInvite:
    """Send the picture of the link again."""

    invite: int


@dataclass(frozen=True, slots=True)
class AskInviteWithdrawal:
    invite: int


@dataclass(frozen=True, slots=True)
class WithdrawInvite:
    invite: int


BUTTONS: Buttons = {
    "It": ChooseInviteTeam,
    "Ir": InviteInto,
    "Iu": InviteAs,
    "Id": InviteSoMany,
    "Im": MakeInvite,
    "Il": ListInvites,
    "IL": OpenInvites,
    "Io": OpenInvite,
    "Ip": PaintInvite,
    "Iw": AskInviteWithdrawal,
    "IW": WithdrawInvite,
}
