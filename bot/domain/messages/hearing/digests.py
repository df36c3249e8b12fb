"""A manager's Digest: one letter a week, and what its buttons bring."""

from dataclasses import dataclass
from datetime import date

from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import TellInsight

DRAWN = 4
"""Things in one picture: more could not be read on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGap:
    """A bank that is asked in a Team although it lacks languages that people there read."""

    bank: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamQueue:
    """What waits for somebody's care in one Team. `too_few`: banks that reached too few people;
    at least so many are `unreachable`, and 0 where so few are that they would be known by it."""

    team: str
    invites: int = 0
    unreachable: int = 0
    too_few: tuple[str, ...] = ()
    gaps: tuple[LanguageGap, ...] = ()
    no_channel: bool = False

    @property
    def waits(self) -> int:
        """How many things that are."""
        counts = (self.invites, self.unreachable, self.no_channel)
        return sum(map(bool, counts)) + len(self.too_few) + len(self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTold:
    """What a Team's channel heard, in short. `more`: there is more of it, word for word."""

    release_id: int
    insight: TellInsight
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTold:
    """A Team in which so many things wait for somebody."""

    team_id: int
    team: str
    waits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLetter(Message):
    """What the channels of these Teams heard from `first` to `last`, those that heard nothing, and
    where something waits. `continued`: more of the letter that stands before it."""

    first: date
    last: date
    told: tuple[ReleaseTold, ...] = ()
    quiet: tuple[str, ...] = ()
    queues: tuple[QueueTold, ...] = ()
    continued: bool = False

    @property
    def drawn(self) -> tuple[TellInsight, ...]:
        """What may be drawn above it: all that shows something, if that is no more than one can
        look at."""
        shown = tuple(one.insight for one in self.told if one.insight.shows)
        return () if self.continued or len(shown) > DRAWN else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowQueue(Message):
    queue: TeamQueue


MESSAGES = (DigestLetter, ShowQueue)
