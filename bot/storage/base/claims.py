"""Claims: what a step has to itself or shares until it is done. See docs/locks.md."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import EftertankeError

Person = tuple[int, int]
"""A bot's id and a Telegram id. Nobody has to be known to have a lock."""

Lane = Person
"""A bot, and somebody whose updates it handles one after the other."""

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Begins a transaction."""

MOST_LOCKS = 500
"""What needs more gets the installation: a server has some thousands for everybody."""


class LockMode(StrEnum):
    """How a step holds the installation. `free`: not at all; what it reads and changes is guarded
    row by row. `shared`: with all who do not want everything. `exclusive`: beside free steps only.
    """

    FREE = "free"
    SHARED = "shared"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Locks by what they guard. Nobody else decides about `teams`, or goes by them; `sharing` are
    Teams that stand still; nobody else acts for `people`."""

    installation: LockMode = LockMode.SHARED
    teams: frozenset[int] = frozenset()
    sharing: frozenset[int] = frozenset()
    people: frozenset[Person] = frozenset()

    def covers(self, other: "Claim") -> bool:
        """Whether whoever holds this needs nothing more for the other."""
        if self.installation is not LockMode.SHARED or other.installation is LockMode.EXCLUSIVE:
            return self.installation is LockMode.EXCLUSIVE
        return (
            other.teams <= self.teams
            and other.sharing <= self.teams | self.sharing
            and other.people <= self.people
        )

    def __or__(self, other: "Claim") -> "Claim":
        """What both need, or everything if that is too much to count."""
        together = Claim(
            teams=self.teams | other.teams,
            sharing=self.sharing | other.sharing,
            people=self.people | other.people,
        )
        everything = LockMode.EXCLUSIVE in (self.installation, other.installation)
        return EVERYTHING if everything or together.locks > MOST_LOCKS else together

    @property
    def locks(self) -> int:
        """How many locks that is, besides the installation's."""
        return len(self.teams | self.sharing) + len(self.people)


FREE = Claim(installation=LockMode.FREE)
OWN = Claim()
"""Nothing in particular, so that it may be done beside all but what wants everything."""

EVERYTHING = Claim(installation=LockMode.EXCLUSIVE)


class ClaimsMoreError(EftertankeError):
    """A step turns out to need more than it holds, and so it was undone. `claim`: all that it has
    claimed until then."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self.claim = claim
