"""Schedules: listed, paused, taken up again, deleted. `builder.py` makes and changes them."""

from bot.domain.asking.builder import Plan, anchor, of_schedule
from bot.domain.asking.schedules import Schedule, plan_moment
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day
from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.roles import Role
from bot.domain.messages.asking.schedules import (
    ConfirmScheduleEnd,
    PickScheduledTeam,
    ScheduledTeam,
    ShowSchedule,
    ShowSchedules,
)
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import outlook
from bot.flows.base import access, register
from bot.flows.base.paging import page_of
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, toast
from bot.storage.asking import schedules

PAGE = 8
"""Teams on one screen of a small phone."""


async def show_mine(step: Step, actor: Actor, page: int = 0) -> Telling:
    """List the Schedules of the Team the actor leads, or ask of which of several."""
    member = await access.member(step, actor)
    led = await access.teams_of(step, member, Role.FACILITATOR)
    if not led:
        raise Refusal("no_team_led")
    if len(led) == 1:
        return await _show_team(step, member, led[0], several=False)
    page, shown, more = page_of(led, page, PAGE)
    message = PickScheduledTeam(
        teams=tuple([await _scheduled(step, team) for team in shown]),
        page=page,
        more=more,
    )
    return [instead(member, message)]


async def show_team(step: Step, actor: Actor, team_id: int) -> Telling:
    member, team = await access.in_team(step, actor, team_id, Role.FACILITATOR)
    several = len(await access.teams_of(step, member, Role.FACILITATOR)) > 1
    return await _show_team(step, member, team, several=several)


async def show(step: Step, actor: Actor, schedule_id: int) -> Telling:
    member, team, schedule = await access.to_schedule(step, actor, schedule_id)
    return _show(step, member, team, schedule)


async def pause(step: Step, actor: Actor, schedule_id: int) -> Telling:
    """Ask nobody anything more, and remind nobody, in open Rounds neither (see prompts.send_due).

    What has been asked can be answered until its Round closes, and what somebody has put off still
    comes.
    """
    member, team, schedule = await access.to_schedule(step, actor, schedule_id)
    step.claim(teams={team.id})
    await schedules.change(step.tx, schedule.id, paused=True)
    await register.note(step, team, Deed.SCHEDULE_PAUSED, member, {"bank": schedule.bank_id})
    return await _show_again(step, member, team, schedule.id)


async def resume(step: Step, actor: Actor, schedule_id: int) -> Telling:
    """Go on with the next date; those that were missed stay missed. In a Round that is open, those
    are asked whose moment is still to come."""
    member, team, schedule = await access.to_schedule(step, actor, schedule_id)
    step.claim(teams={team.id})
    ahead = await outlook.coming(step, team, of_schedule(schedule), schedule.starts_on)
    await schedules.change(
        step.tx,
        schedule.id,
        paused=False,
        next_on=ahead[0],
        plan_at=plan_moment(ahead[0]),
    )
    await register.note(step, team, Deed.SCHEDULE_RESUMED, member, {"bank": schedule.bank_id})
    return await _show_again(step, member, team, schedule.id)


async def ask_end(step: Step, actor: Actor, schedule_id: int) -> Telling:
    member, team, schedule = await access.to_own_schedule(step, actor, schedule_id)
    line = outlook.line(step, team, schedule, member.language)
    message = ConfirmScheduleEnd(team=team.name, line=line)
    return [instead(member, message)]


async def end(step: Step, actor: Actor, schedule_id: int) -> Telling:
    """Delete a Schedule. Its open Rounds run on to their Seal for those who have been asked; nobody
    else is asked in them, and nobody reminded."""
    member, team, schedule = await access.to_own_schedule(step, actor, schedule_id)
    step.claim(teams={team.id})
    await removed(step, team, schedule, member)
    return [toast("schedule_deleted"), *await show_team(step, actor, team.id)]


async def _show_team(step: Step, member: Member, team: Team, *, several: bool) -> Telling:
    found = await schedules.of_team(step.tx, team.id)
    message = ShowSchedules(
        team_id=team.id,
        team=team.name,
        lines=tuple(outlook.line(step, team, one, member.language) for one in found),
        several=several,
        held_until=team.held(step.now),
    )
    return [instead(member, message)]


async def _show_again(step: Step, member: Member, team: Team, schedule_id: int) -> Telling:
    schedule = await schedules.by_id(step.tx, schedule_id)
    return () if schedule is None else _show(step, member, team, schedule)


def _show(step: Step, member: Member, team: Team, schedule: Schedule) -> Telling:
    line = outlook.line(step, team, schedule, member.language)
    held = team.held(step.now)
    message = ShowSchedule(team_id=team.id, team=team.name, line=line, held_until=held)
    return [instead(member, message)]


async def _scheduled(step: Step, team: Team) -> ScheduledTeam:
    found = await schedules.of_team(step.tx, team.id)
    return ScheduledTeam(team_id=team.id, name=team.name, schedules=len(found))


async def removed(step: Step, team: Team, schedule: Schedule, by: Member | Hand) -> None:
    await schedules.remove(step.tx, schedule.id)
    await register.note(step, team, Deed.SCHEDULE_DELETED, by, {"bank": schedule.bank_id})


async def saved(
    step: Step,
    team: Team,
    plan: Plan,
    before: Schedule | None,
    by: Member | Hand,
    *,
    declared: str | None = None,
) -> Schedule:
    """The Schedule as planned: a new one, or what `before` becomes."""
    step.claim(teams={team.id})
    starts_on = anchor(plan, before, local_day(team.zone, step.now))
    next_on = (await outlook.coming(step, team, plan, starts_on))[0]
    fields: schedules.Fields = {
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
        fields |= {"team_id": team.id, "paused": False}
        await register.note(step, team, Deed.SCHEDULE_MADE, by, {"bank": plan.bank_id})
        return await schedules.add(step.tx, **fields)
    await schedules.change(step.tx, before.id, **fields)
    if changed := plan.differs(of_schedule(before)):
        facts = {"bank": plan.bank_id, "changed": ",".join(changed)}
        await register.note(step, team, Deed.SCHEDULE_CHANGED, by, facts)
    return await schedules.by_id(step.tx, before.id) or before


RECORDS = (
    NothingPersonal(
        tables=("schedule",),
        holds="when the Teams are asked, and what",
        kept="until somebody deletes them",
    ),
)
