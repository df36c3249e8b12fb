"""The Register: whoever changes something about a Team, its people or the installation notes it.

What is noted is read in `flows/rights/register.py`.
"""

from bot.domain.base.availability import local_day
from bot.domain.base.deeds import Deed, DeedFacts, Hand
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.base.step import Step
from bot.storage.base import deeds

NOTHING_MORE: DeedFacts = {}


async def note(
    step: Step,
    team: Team | None,
    deed: Deed,
    by: Member | Hand,
    facts: DeedFacts = NOTHING_MORE,
    *,
    whom: Member | None = None,
    every_bot: bool = False,
) -> None:
    """Keep that this was done today (by the Team's clock), by whose hand, and to whose Roles or
    Membership. Without a Team: to the whole installation, as far as this bot runs it."""
    person = by if isinstance(by, Member) else None
    await deeds.add(
        step.tx,
        bot_id=None if every_bot else step.house.bot_id,
        team_id=team.id if team else None,
        on_date=local_day(team.zone if team else "UTC", step.now),
        kind=deed,
        hand=Hand.MEMBER if isinstance(by, Member) else by,
        member_id=person.id if person else None,
        whom_id=whom.id if whom else None,
        facts=dict(facts),
    )
