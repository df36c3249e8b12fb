"""What is told of what was done to the tool itself."""

from dataclasses import dataclass
from datetime import date

from bot.domain.base.deeds import Deed, DeedFacts, Hand
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChoice:
    team_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTeamForRegister(Message):
    """A page of the reader's Teams."""

    teams: tuple[RegisterChoice, ...]
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedLine:
    """One Deed. `who`: the Member who did it, `whom`: to whom; both empty for somebody who is not
    here any more. `alone`: nobody else had a hand in it. In `facts`, `bank` is its title, empty for
    one that is not installed any more."""

    on: date
    kind: Deed
    hand: Hand
    who: str
    whom: str
    alone: bool
    facts: DeedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRegister(Message):
    """A page of a Team's Register, newest first. `team_id`: 0 for an owner without any Team, who
    reads what the installation is about; `kept`: for how many days a line stands."""

    team_id: int
    team: str
    lines: tuple[DeedLine, ...]
    kept: int
    page: int = 0
    more: bool = False
    several: bool = False


MESSAGES = (PickTeamForRegister, ShowRegister)
