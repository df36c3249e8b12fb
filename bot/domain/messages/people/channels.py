"""What is said in a chat that is, or may become, a Team's channel."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Message
from bot.domain.people.channels import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLink(Message):
    """Asks which Team this chat belongs to. `forum`: a topic may still be chosen."""

    teams: tuple[LinkChoice, ...]
    forum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLink(Message):
    """Says what it would mean to link this chat to the Team, and asks once more."""

    team_id: int
    team: str
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmUnlink(Message):
    """Says what it would mean to have no channel any more, and asks once more."""

    team_id: int
    team: str
    chat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHello(Message):
    """The first words in a Team's new channel: what will come and who sees it; anybody, if it is
    `public`."""

    team: str
    floor: int
    public: bool = False


MESSAGES = (OfferLink, ConfirmLink, ConfirmUnlink, ChannelHello)
