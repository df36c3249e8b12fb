"""How many messages the bot means to begin with each person: kept when they are planned, so that
whoever is asked is settled when a Round is laid out, before anybody chooses who may see what."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.asking.frequency_caps import WEEK, FrequencyCaps, PlannedHeld
from bot.domain.base.availability import local_day
from bot.domain.hearing.digests import next_digest
from bot.domain.people.members import Member
from bot.flows.base.personal import GOES, DataSection, PersonalData
from bot.flows.base.step import Step
from bot.storage.asking import planned
from bot.storage.asking.planned import Planned
from bot.storage.base.claims import EVERYTHING
from bot.storage.people import members

KEPT = timedelta(days=8)
"""The ceilings look back a week."""

AHEAD = timedelta(weeks=4)
"""How far ahead a manager's Digests are counted: further than any Prompt lies."""


@dataclass(slots=True, kw_only=True)
class Allowance:
    """Holds plans against people's ceilings. `kept` is what is planned with each of late and from
    now on; `changes` is what comes to it in this step."""

    step: Step
    ceilings: FrequencyCaps
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
        begun = [*_days(history), *digest_days(member, self.step.now)]
        prompts = sum(one.prompts for one in history if one.on_date == days[0])
        if not self.ceilings.allow(days, prompts_today=prompts, begun=begun):
            return False
        self._change(member, [*free, *_plan(member, days)])
        return True

    def lets_come(self, member: Member, late: date) -> bool:
        """Whether a Digest that is late may come on this day instead of its own."""
        history = self.kept.get(member.id, ())
        begun = [*_days(history), *digest_days(member, self.step.now)[1:]]
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


async def allowance(step: Step, people: Collection[Member]) -> Allowance:
    """What is planned with these people. Nobody else plans with them meanwhile: whoever is in one
    Team is in the hands of whoever has that."""
    if not step.held.covers(EVERYTHING):
        step.claim(people=await members.in_several(step.tx, [one.id for one in people]))
    return Allowance(
        step=step,
        ceilings=ceilings(step),
        kept=await _kept(step, people),
    )


async def planned_before(
    step: Step, people: Collection[Member]
) -> dict[int, tuple[list[date], list[date]]]:
    """Member id to the days of the messages that are planned with them of late and from now on, and
    to those of the Prompts among these."""
    kept = await _kept(step, people)
    return {
        member_id: (
            [*_days(history)],
            [one.on_date for one in history for _ in range(one.prompts)],
        )
        for member_id, history in kept.items()
    }


async def _kept(step: Step, people: Collection[Member]) -> dict[int, list[Planned]]:
    return await planned.since(step.tx, (step.now - WEEK).date(), {one.id for one in people})


def ceilings(step: Step) -> FrequencyCaps:
    """What this installation allows."""
    limits = step.house.config.kindness
    return FrequencyCaps(
        prompts_a_day=limits.prompts_per_day, messages_a_week=limits.started_per_week
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


def _days(history: Iterable[Planned]) -> Iterator[date]:
    """Each day as often as messages are planned for it, but for those that were given back."""
    messages: Counter[date] = Counter()
    for one in history:
        messages[one.on_date] += one.messages
    return messages.elements()


def _digests(member: Member, now: datetime) -> Iterator[datetime]:
    """When a manager's Digests come; one that is late is nearer to the next."""
    coming = member.next_digest_at
    until = now + AHEAD
    while coming is not None and coming < until:
        coming = max(coming, now)
        yield coming
        coming = next_digest(member.zone, member.digest_day, member.digest_at, coming)


async def _held(step: Step, member: Member) -> list[PlannedHeld]:
    found = await planned.since(step.tx, date.min, [member.id])
    return [
        PlannedHeld(on=one.on_date, prompts=one.prompts, messages=one.messages)
        for one in found.get(member.id, [])
    ]


async def _planned(step: Step) -> int:
    return await planned.remove_before(step.tx, (step.now - KEPT).date())


RECORDS = (
    PersonalData(
        tables=("planned",),
        holds="how many messages the bot meant to begin with whom, by day, whether or not it came"
        " to that",
        kept="8 days",
        mydata=DataSection(
            name="planned",
            explained={
                "planned": "how often the bot meant to write first, by day, whether or not it came"
                " to that: `on`, `prompts`, `messages`"
            },
            of=_held,
        ),
        forget=GOES,
        retention=(_planned,),
    ),
)
