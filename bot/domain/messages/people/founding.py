"""What is said while somebody founds a Team. `key` is that of their Draft."""

from dataclasses import dataclass

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTeamName(Message):
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTeamLanguages(Message):
    """`chosen` are in order: the first is what the channel reads."""

    key: str
    name: str
    offered: tuple[str, ...]
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTeamZone(Message):
    """`typed` is the place somebody looked for; the zones are then what was found of it, unless it
    is `unknown`."""

    key: str
    name: str
    zones: tuple[str, ...]
    typed: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFounded(Message):
    """The Team is there: what to do next."""

    team_id: int
    name: str
    bot_name: str


MESSAGES = (AskTeamName, PickTeamLanguages, PickTeamZone, TeamFounded)
