"""Who sees what, as it is at this moment."""

from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTeamForReaders(Message):
    teams: tuple[ReadersChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReaders(Message):
    """The four levels of a Team with their exact readers, and who leads and manages it.

    `several`: the reader has other Teams to look at. `team_id`: 0 in messages of before.
    """

    team: str
    roles: tuple[Role, ...]
    people: int
    floor: int
    levels: tuple[Readers, ...]
    facilitators: tuple[str, ...]
    managers: tuple[str, ...]
    several: bool
    team_id: int = 0


MESSAGES = (PickTeamForReaders, ShowReaders)
