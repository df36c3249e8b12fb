"""Members: one person each, with their own pace and habits."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.asking.hints import Hint
from bot.domain.base.availability import Availability
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility

UNTIL_BACK = date(9999, 12, 31)
"""The end of a leave that ends when its person says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person who said yes. `usual_*` is only what is offered first; nothing is shared unasked.

    `digested_until`: up to here a manager's Digests have told what their Teams heard. Somebody who
    knows two bots is a Member of each. `next_hint`: what comes beside the first questions that a
    Round asks them from the day `hint_from` on, or at once without one. `representative_since`:
    they stand for the people of all Teams that have no representative of their own.
    """

    id: int
    bot_id: int
    telegram_id: int
    name: str
    language: str
    zone: str
    days: tuple[int, ...]
    ask_at: int
    quiet_from: int
    quiet_to: int
    usual_words: Visibility
    usual_taps: Visibility
    paused_until: date | None
    reachable: bool
    owner: bool
    digest_day: int
    digest_at: int
    next_digest_at: datetime | None
    digested_until: datetime | None = None
    next_hint: Hint | None = Hint.READERS
    hint_from: date | None = None
    representative_since: date | None = None

    @property
    def person(self) -> tuple[int, int]:
        """What they are known by to all of us: the bot, and their Telegram id."""
        return self.bot_id, self.telegram_id

    @property
    def availability(self) -> Availability:
        return Availability(
            zone=self.zone,
            days=self.days,
            ask_at=self.ask_at,
            quiet_from=self.quiet_from,
            quiet_to=self.quiet_to,
        )

    def hint_on(self, day: date) -> Hint | None:
        """What comes beside the questions of this day."""
        return self.next_hint if self.hint_from is None or self.hint_from <= day else None

    def paused_on(self, day: date) -> bool:
        return self.paused_until is not None and day < self.paused_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What ties a Member to a Team. `manager_since`: the day on which they became its manager, if
    they are one; the latest that it was anywhere on earth."""

    member_id: int
    team_id: int
    roles: frozenset[Role]
    manager_since: date | None = None

    def manages(self, on: date) -> bool:
        """Whether they get what comes of a Round of that date: whoever answers in it is told so.
        They do not if it may have been open when they came."""
        return self.manager_since is not None and self.manager_since < on


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamHeld:
    team: str
    roles: tuple[Role, ...]
