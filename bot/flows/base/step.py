"""A Step: one transaction in which rows are loaded, something is decided, rows are saved and
messages are owed. If anything raises, nothing of it happened."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.banks import Banks
from bot.config.settings import Config
from bot.domain.base.actors import Actor
from bot.domain.base.languages import closest
from bot.domain.base.places import Place
from bot.domain.messages.base.message import Message
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Priority
from bot.flows.base.outbox import Fit, Outbox, as_one
from bot.flows.base.safety import Safety
from bot.flows.base.told import About, Telling
from bot.storage.base import upkeep
from bot.storage.base.claims import EVERYTHING, OWN, Claim, ClaimsMoreError, LockMode, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One bot, and what stays the same while the program runs. `began`: since when it has;
    `shared`: whether other replicas may send meanwhile."""

    began: datetime
    bot_id: int
    bot_name: str
    banks: Banks
    config: Config
    rng: random.Random
    safety: Safety
    shared: bool = False
    fit: Fit = as_one


@dataclass(slots=True, kw_only=True)
class Step:
    """What a flow works with. `now` is the moment the step began; `held` is what it has to itself
    or shares, `claimed` what it has needed of that so far. `leaves`: Teams at which others are at
    work, so that a task looks for something else to do.

    What whoever acts is told, a flow returns (see `told.py`); what others are told, it owes here.
    """

    tx: AsyncConnection
    now: datetime
    house: Installation
    held: Claim = EVERYTHING
    claimed: Claim = OWN
    leaves: frozenset[int] = frozenset()
    redacts: bool = False
    outbox: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.outbox = Outbox(tx=self.tx, now=self.now, fit=self.house.fit)

    def claim(
        self,
        *,
        teams: Collection[int] = (),
        sharing: Collection[int] = (),
        people: Collection[Person] = (),
        everything: bool = False,
    ) -> None:
        """What follows has these Teams and people to itself, and goes by what stands still in those
        that are shared. If the step does not hold that, ClaimsMoreError undoes it, and it is begun
        again with it: then it reads once more what it has decided by."""
        self.claimed |= Claim(
            installation=LockMode.EXCLUSIVE if everything else LockMode.SHARED,
            teams=frozenset(teams),
            sharing=frozenset(sharing),
            people=frozenset(people),
        )
        if not self.held.covers(self.claimed):
            raise ClaimsMoreError(self.claimed)

    async def tell(self, member: Member, telling: Telling) -> None:
        """Owe all this to a Member's private chat, as it would be told to them if they acted."""
        await self.outbox.put(_chat_of(member), telling)

    def write(
        self,
        member: Member,
        message: Message,
        *,
        language: str | None = None,
        priority: Priority = Priority.REPLY,
        about: About | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Owe a message to a Member's private chat, unless it is known that nothing gets there."""
        if member.reachable:
            self.outbox.owe(
                _chat_of(member),
                message,
                language=language or member.language,
                priority=priority,
                about=about,
                expires_at=expires_at,
            )

    def post(
        self,
        team: Team,
        message: Message,
        *,
        about: About | None = None,
        ordinal: int | None = None,
    ) -> None:
        """Owe a message to the Team's channel, if it has one."""
        if team.chat_id is not None:
            self.outbox.owe(
                Place(bot_id=team.bot_id, chat_id=team.chat_id, thread_id=team.thread_id),
                message,
                language=team.language,
                priority=Priority.DIGEST,
                about=about,
                ordinal=ordinal,
            )

    def language_of(self, actor: Actor, member: Member | None = None) -> str:
        """What a person reads: as they chose, or else as their phone is set."""
        if member is not None:
            return member.language
        return closest(actor.language_code, self.house.config.languages)

    async def finish(self) -> int:
        """Write what is owed. How many messages that is."""
        owed = await self.outbox.finish()
        if self.redacts:
            # Last: whoever else wants this waits until we are done.
            await upkeep.want(self.tx, upkeep.SCRUB, self.now)
        return owed


def _chat_of(member: Member) -> Place:
    return Place(bot_id=member.bot_id, chat_id=member.telegram_id, open=member.reachable)
