"""What is said in a chat that is, or may become, a Team's channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLink:
    """Asks which Team this chat belongs to. `forum`: a topic may still be chosen."""

    teams: tuple[LinkChoice, ...]
    forum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHello:
    """The first words in a Team's new channel: what will come and who sees it."""

    team: str
    floor: int
