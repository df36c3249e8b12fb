"""What stands around the word-for-word part of a manager's Digest."""

from dataclasses import dataclass
from datetime import date

from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestHeading(Message):
    """Comes before what these Teams' channels heard from `first` to `last`."""

    first: date
    last: date
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGap:
    """A bank that is asked in a Team although it lacks languages that people there read."""

    bank: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamQueue:
    """What waits for somebody's care in one Team. `too_few`: banks that reached too few people;
    `unreachable` is 0 where so few are that they would be known by it."""

    team: str
    invites: int = 0
    unreachable: int = 0
    too_few: tuple[str, ...] = ()
    gaps: tuple[LanguageGap, ...] = ()
    no_channel: bool = False

    @property
    def empty(self) -> bool:
        return not (
            self.invites or self.unreachable or self.too_few or self.gaps or self.no_channel
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEnd(Message):
    """The Teams whose channels heard nothing, and what waits in any of them."""

    quiet: tuple[str, ...]
    queues: tuple[TeamQueue, ...]


MESSAGES = (DigestHeading, DigestEnd)
