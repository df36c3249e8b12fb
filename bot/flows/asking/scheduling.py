"""Making a Schedule what somebody has planned, in the chat or in the settings file."""

from bot.domain.asking.builder import Plan, anchor
from bot.domain.asking.schedules import Schedule, plan_moment
from bot.domain.base.pace import local_day
from bot.domain.people.teams import Team
from bot.flows.asking import outlook
from bot.flows.base.step import Step
from bot.storage.asking import schedules


async def saved(
    step: Step, team: Team, plan: Plan, before: Schedule | None, *, declared: str | None = None
) -> Schedule:
    """The Schedule as planned: a new one, or what `before` becomes."""
    starts_on = anchor(plan, before, local_day(team.zone, step.now))
    next_on = (await outlook.coming(step, team, plan, starts_on))[0]
    fields = {
        "bank_id": plan.bank_id,
        "days": plan.days,
        "every_weeks": plan.every_weeks,
        "starts_on": starts_on,
        "roles": plan.roles,
        "open_hours": plan.open_hours,
        "reminder": plan.reminder,
        "next_on": next_on,
        "plan_at": plan_moment(next_on),
        "declared": declared,
    }
    if before is None:
        return await schedules.add(step.tx, team_id=team.id, paused=False, **fields)
    await schedules.change(step.tx, before.id, **fields)
    return await schedules.by_id(step.tx, before.id) or before
