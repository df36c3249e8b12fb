"""How many messages the bot means to begin with each person: kept when they are planned, so that
whoever is asked is settled when a Round is laid out, before anybody chooses who may see what."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.digests import next_digest
from bot.domain.kindness import WEEK, Ceilings
from bot.domain.members import Member
from bot.domain.pace import local_day
from bot.flows.base.step import Step
from bot.storage import planned
from bot.storage.planned import Planned

AHEAD = timedelta(weeks=4)
"""How far ahead a manager's Digests are counted: further than any Prompt lies."""


@dataclass(slots=True, kw_only=True)
class Kindness:
    """Holds plans against people's ceilings. `kept` is what is planned with each of late and from
    now on; `changes` is what comes to it in this step."""

    step: Step
    ceilings: Ceilings
    kept: dict[int, list[Planned]]
    changes: list[Planned] = field(default_factory=list)

    def takes(
        self, member: Member, days: Sequence[date], *, instead_of: Sequence[date] = ()
    ) -> bool:
        """Whether a Prompt may come on these days, the first its own, the second its reminder's; if
        so, they are planned, and those that were planned for it before are free again.

        They count from now on, whatever comes of them. A reminder that is counted when it goes out
        would tell who had not answered by then, and a Prompt that is counted when it goes out might
        be left out after others of its Round have chosen, counting on a crowd.
        """
        if list(days) == list(instead_of):
            return True
        free = [one.given_back() for one in _plan(member, instead_of)]
        history = [*self.kept.get(member.id, ()), *free]
        begun = [one.on_date for one in _together(history) for _ in range(one.messages)]
        begun += digest_days(member, self.step.now)
        prompts = sum(one.prompts for one in history if one.on_date == days[0])
        if not self.ceilings.allow(days, prompts_today=prompts, begun=begun):
            return False
        self._change(member, [*free, *_plan(member, days)])
        return True

    def lets_come(self, member: Member, late: date) -> bool:
        """Whether a Digest that is late may come on this day instead of its own."""
        begun = [one.on_date for one in self.kept.get(member.id, ()) for _ in range(one.messages)]
        begun += digest_days(member, self.step.now)[1:]
        return self.ceilings.allow([late], prompts_today=0, begun=begun)

    def counts(self, member: Member) -> None:
        """Count a message that nobody could plan, and that is owed whatever the ceilings are."""
        today = local_day(member.zone, self.step.now)
        self._change(member, [Planned(member_id=member.id, on_date=today, prompts=0, messages=1)])

    async def keep(self) -> None:
        """Save what has been planned."""
        await planned.add_many(self.step.tx, self.changes)
        self.changes = []

    def _change(self, member: Member, more: Sequence[Planned]) -> None:
        self.kept.setdefault(member.id, []).extend(more)
        self.changes += more


async def kindness(step: Step, people: Collection[Member]) -> Kindness:
    """What is planned with these people."""
    limits = step.house.config.kindness
    return Kindness(
        step=step,
        ceilings=Ceilings(
            prompts_a_day=limits.prompts_per_day, messages_a_week=limits.started_per_week
        ),
        kept=await planned.since(step.tx, (step.now - WEEK).date(), {one.id for one in people}),
    )


def planned_days(member: Member, due_at: datetime, remind_at: datetime | None) -> list[date]:
    """On which of their days somebody is asked, and reminded."""
    return [local_day(member.zone, at) for at in (due_at, remind_at) if at is not None]


def digest_days(member: Member, now: datetime) -> list[date]:
    """On which of their days a manager's next Digests come."""
    return [local_day(member.zone, at) for at in _digests(member, now)]


def _plan(member: Member, days: Sequence[date]) -> list[Planned]:
    return [
        Planned(member_id=member.id, on_date=day, prompts=int(place == 0), messages=1)
        for place, day in enumerate(days)
    ]


def _together(history: Sequence[Planned]) -> Iterator[Planned]:
    """What is planned in all for each day."""
    for day in {one.on_date for one in history}:
        own = [one for one in history if one.on_date == day]
        yield Planned(
            member_id=own[0].member_id,
            on_date=day,
            prompts=sum(one.prompts for one in own),
            messages=sum(one.messages for one in own),
        )


def _digests(member: Member, now: datetime) -> Iterator[datetime]:
    """When a manager's Digests come; one that is late is nearer to the next."""
    coming = member.next_digest_at
    until = now + AHEAD
    while coming is not None and coming < until:
        coming = max(coming, now)
        yield coming
        coming = next_digest(member.zone, member.digest_day, member.digest_at, coming)
