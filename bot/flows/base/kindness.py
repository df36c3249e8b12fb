"""How many messages the bot begins with each person: counted before they go out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.digests import next_digest
from bot.domain.kindness import WEEK, Ceilings
from bot.domain.members import Member
from bot.domain.pace import local_day
from bot.flows.base.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.storage import started
from bot.storage.started import Started


@dataclass(slots=True, kw_only=True)
class Kindness:
    """Counts Prompts against people's ceilings. `recent` is what was started with each of late;
    `counted` is what comes to it now."""

    step: Step
    ceilings: Ceilings
    recent: dict[int, list[Started]]
    counted: list[Started] = field(default_factory=list)

    def allows(self, talk: Dialogue) -> bool:
        """Whether this Prompt may go out; if so, it is counted.

        Its reminder is counted at once, whether it will be needed or not: a reminder counted when
        it goes out would tell later who had not answered by then.
        """
        member = talk.member
        moments = (self.step.now, talk.prompt.remind_at)
        days = [local_day(member.zone, at) for at in moments if at is not None]
        history = self.recent.setdefault(member.id, [])
        begun = [one.on_date for one in history for _ in range(one.messages)]
        begun += [local_day(member.zone, at) for at in _digests(member, self.step.now)]
        prompts_today = sum(one.prompts for one in history if one.on_date == days[0])
        if not self.ceilings.allow(days, prompts_today=prompts_today, begun=begun):
            return False
        for day, asked in zip(days, (1, 0), strict=False):
            one = Started(member_id=member.id, on_date=day, prompts=asked, messages=1)
            history.append(one)
            self.counted.append(one)
        return True

    def count(self, talk: Dialogue) -> None:
        """Count a message that is owed to somebody whatever their ceilings are."""
        today = local_day(talk.member.zone, self.step.now)
        one = Started(member_id=talk.member.id, on_date=today, prompts=0, messages=1)
        self.recent.setdefault(talk.member.id, []).append(one)
        self.counted.append(one)


def _digests(member: Member, now: datetime) -> list[datetime]:
    """When a manager's next two Digests come; one that is late is nearer to the other."""
    if member.next_digest_at is None:
        return []
    coming = max(member.next_digest_at, now)
    return [coming, next_digest(member.zone, member.digest_day, member.digest_at, coming)]


async def kindness(step: Step, talks: Iterable[Dialogue]) -> Kindness:
    """What has been begun of late with the people of these Prompts."""
    week = (step.now - WEEK).date()
    people = {talk.member.id for talk in talks}
    limits = step.house.config.kindness
    return Kindness(
        step=step,
        ceilings=Ceilings(
            prompts_a_day=limits.prompts_per_day, messages_a_week=limits.started_per_week
        ),
        recent=await started.since(step.tx, week, people),
    )
