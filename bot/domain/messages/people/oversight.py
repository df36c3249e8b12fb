"""What is said to those who stand for the people of a Team."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.roles import Role
from bot.domain.messages.asking.schedules import ScheduleLine
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCount:
    """How many people of the Team hold a role, whether or not anything reaches them."""

    role: Role
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCount:
    """How many links are open that let people in as this."""

    role: Role
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOversight(Message):
    """How a Team is set up: all that a representative sees of it beside the Register. Nothing of
    who takes part, and no answer. `others`: Schedules that are not shown, for want of room;
    `held_until`, in `zone`: until then new questions are paused."""

    team_id: int
    team: str
    languages: tuple[str, ...]
    floor: int
    chat_title: str
    chat_public: bool
    linked: bool
    roles: tuple[RoleCount, ...]
    links: tuple[LinkCount, ...]
    lines: tuple[ScheduleLine, ...]
    others: int
    zone: str
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHoldReason(Message):
    """Asks why new questions are to be paused; the words that come next are the reason."""

    team_id: int
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeInvited(Message):
    """A link with which somebody stands for the people of all Teams."""

    link: str
    expires_at: datetime
    zone: str


MESSAGES = (ShowOversight, AskHoldReason, RepresentativeInvited)
