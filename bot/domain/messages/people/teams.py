"""What is said about a Team to its own people."""

from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One Team in a list. `leads`: the reader may change it; `stands`: they represent it."""

    team_id: int
    name: str
    roles: tuple[Role, ...]
    people: int
    chat_title: str
    linked: bool
    leads: bool
    stands: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowTeams(Message):
    """The reader's Teams, a page of them. `stands_for_all`: they are a representative of the whole
    organisation."""

    teams: tuple[TeamLine, ...]
    page: int = 0
    more: bool = False
    may_found: bool = False
    stands_for_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowTeam(Message):
    """One Team as whoever leads it sees it. `declared`: the settings file owns what is shown."""

    line: TeamLine
    languages: tuple[str, ...]
    zone: str
    floor: int
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNewName(Message):
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFloors(Message):
    """`locked`: it cannot be lowered now, because of what was shared under the present one."""

    team_id: int
    name: str
    floor: int
    floors: tuple[int, ...]
    lowest: int
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEndOfTeam(Message):
    """Asks for the Team's name before everything of it is deleted."""

    team_id: int
    name: str
    people: int
    schedules: int


MESSAGES = (ShowTeams, ShowTeam, AskNewName, OfferFloors, AskEndOfTeam)
