"""What is said to somebody who follows a link."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base.roles import Role
from bot.domain.messages.base.message import Fleeting, Message


class Page(StrEnum):
    """The screens before the yes or no: one that is enough, and behind it all the rest, in the
    order in which they are read."""

    SHORT = "short"
    PURPOSE = "purpose"
    READERS = "readers"
    LIMITS = "limits"
    KEEPING = "keeping"
    RIGHTS = "rights"
    NAMES = "names"

    @property
    def number(self) -> int:
        """Of the rest, from 1 on."""
        return list(Page).index(self)

    @property
    def before(self) -> "Page | None":
        return list(Page)[self.number - 1] if self.number else None

    @property
    def after(self) -> "Page | None":
        return list(Page)[self.number + 1] if self.number < LAST else None


LAST = len(Page) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What people are told about who runs the bot, and how long things are kept (in days; None:
    until the person deletes them). Texts left empty are not shown."""

    operator_name: str
    operator_contact: str
    data_location: str
    support_contact: str
    waiting_answers: int
    team_words: int
    releases: int
    private_notes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPage(Fleeting):
    """One screen of what somebody should know before they decide. `invited_by` may be empty.
    `asked`: there are questions for their role."""

    token: str
    page: Page
    team: str
    role: Role
    floor: int
    invited_by: str
    house: House
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRole(Message):
    """Asks a Member shortly whether they want to be this in that Team, too."""

    token: str
    team: str
    role: Role
    people: int
    floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferOwnership(Fleeting):
    """Asks whether somebody wants to run this installation."""

    token: str
    house: House


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Fleeting):
    """They said no. `known`: they are a Member all the same."""

    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAdded(Message):
    team: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipTaken(Message):
    """A Member runs the installation from now on, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRepresentation(Fleeting):
    """Asks whether somebody wants to stand for the people of all Teams."""

    token: str
    house: House


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationTaken(Message):
    """They do from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Message):
    """The last of the first screens. `first_at` is None while nothing is planned for this person.
    `language` and the clock, at `now`, are guessed. `may_begin`: there is something that they could
    reflect on at once.

    `may_found`: they run the installation and can make Teams. `befriends`: they are a critical
    friend of a Team; `leads`: they lead one. `letter_at`: when a manager's first letter may come.
    `held_until`: until then a representative has paused what a Team of theirs is asked.
    `represents`: they stand for the people of one.
    """

    name: str
    zone: str
    first_at: datetime | None
    may_found: bool
    in_team: bool
    befriends: bool = False
    language: str = ""
    now: datetime | None = None
    may_begin: bool = False
    leads: bool = False
    letter_at: datetime | None = None
    held_until: datetime | None = None
    represents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting(Message):
    """A short hello to a Member who wrote /start. `asked`: some Schedule asks one of their roles;
    `befriends`: they are a critical friend of a Team. `may_begin`: there is something that they
    could reflect on at once. `waits`: a question of theirs is open. `paused_until`: the day from
    which on they are asked again."""

    name: str
    teams: tuple[str, ...]
    may_found: bool
    asked: bool = True
    befriends: bool = False
    may_begin: bool = True
    waits: bool = False
    paused_until: date | None = None
    held_until: datetime | None = None
    represents: bool = False


MESSAGES = (
    ShowPage,
    OfferRole,
    OfferOwnership,
    Declined,
    RoleAdded,
    OwnershipTaken,
    OfferRepresentation,
    RepresentationTaken,
    Welcome,
    Greeting,
)
