"""Channels: the Telegram groups, forums and channels in which Teams hear what they have shared."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from bot.domain.people.teams import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A group or channel, or a topic of it, where somebody does something about it."""

    chat_id: int
    thread_id: int | None = None
    title: str = ""


class Standing(StrEnum):
    """What Telegram lets the bot do in a chat. `mute`: it is there but may not post."""

    OUT = "out"
    MUTE = "mute"
    ABLE = "able"


class Concern(StrEnum):
    """Why a chat is linked only after a warning: something is promised to another one, or anybody
    can read this one."""

    PROMISED = "p"
    PUBLIC = "u"


class SightFields(TypedDict):
    """What a Team keeps of its chat."""

    chat_title: str
    chat_people: int
    chat_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen of a chat: how many people are in it beside this bot, and whether anybody can
    read it without having been let in."""

    title: str
    people: int
    public: bool

    @property
    def fields(self) -> SightFields:
        """As a Team keeps it."""
        return {
            "chat_title": self.title,
            "chat_people": self.people,
            "chat_public": self.public,
        }

    def shows(self, team: Team) -> bool:
        """Whether that is what the Team's people are told already."""
        kept = (team.chat_title, team.chat_people, team.chat_public)
        return kept == (self.title, self.people, self.public)
