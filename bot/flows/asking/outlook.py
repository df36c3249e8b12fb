"""What a Schedule will do: its next dates, whom it reaches and when, and what would get in its
way."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from bot.domain.asking.builder import Plan, anchor
from bot.domain.asking.frequency_caps import would_drop
from bot.domain.asking.prompts import TO_COME, remind_moment
from bot.domain.asking.rounds import closing, due_about, due_moment, scheduled_slot
from bot.domain.asking.schedules import AHEAD, Schedule, dates, first_after
from bot.domain.base.availability import local_day
from bot.domain.base.languages import in_language
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.hearing.insights import FLOOR
from bot.domain.messages.asking.builder import PreviewSchedule
from bot.domain.messages.asking.schedules import ScheduleLine
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import dialogue
from bot.flows.asking.audience import audience
from bot.flows.asking.frequency_caps import (
    ceilings,
    digest_days,
    planned_before,
    planned_days,
)
from bot.flows.base.step import Step
from bot.insights.people import band
from bot.storage.asking import prompts, rounds, schedules
from bot.storage.people import members, teams

HORIZON = timedelta(weeks=4)
"""How far ahead the ceilings are tried."""


DATES_AHEAD = 8
"""Dates of a Schedule that are looked at for one on which somebody can be asked."""


def line(step: Step, team: Team, schedule: Schedule, language: str) -> ScheduleLine:
    """A Schedule as it is shown."""
    bank = step.house.banks.get(schedule.bank_id)
    ahead = dates(
        schedule.days, schedule.every_weeks, schedule.starts_on, _not_held(step, team, schedule)
    )
    return ScheduleLine(
        schedule_id=schedule.id,
        bank=in_language(bank.title, language) if bank else "",
        days=schedule.days,
        every_weeks=schedule.every_weeks,
        roles=in_order(schedule.roles),
        open_hours=schedule.open_hours,
        reminder=schedule.reminder,
        paused=schedule.paused,
        next_on=next(ahead),
        declared=schedule.declared is not None,
    )


def in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in IN_TEAM if role in roles)


async def coming(step: Step, team: Team, plan: Plan, starts_on: date) -> list[date]:
    """The next dates on which a new Round will open, as far ahead as is shown.

    Left out are dates whose Round exists already, and today if it would be over before it began.
    """
    today = local_day(team.zone, step.now)
    candidates = islice(dates(plan.days, plan.every_weeks, starts_on, today), AHEAD + 2)
    free = [on for on in candidates if await _opens(step, team, plan, on, today)]
    return free[:AHEAD]


async def asking(step: Step, held: Mapping[int, Set[Role]]) -> list[Schedule]:
    """What asks somebody who holds these roles in these Teams."""
    running = await schedules.running(step.tx, held)
    return [one for one in running if held[one.team_id] & one.roles]


async def next_question(step: Step, member: Member) -> datetime | None:
    """When somebody is asked next, unless the ceilings spare them that: what waits for them, or
    what the next Rounds of their Teams would lay out. None if nothing would."""
    waiting = [
        one.id for one in await prompts.of_member(step.tx, member.id) if one.state in TO_COME
    ]
    talks = await dialogue.of_prompts(step, waiting)
    moments = [talk.prompt.due_at for talk in talks.values() if not talk.stopped]
    held = await members.memberships(step.tx, member.id)
    of_team = {team.id: team for team in await teams.by_ids(step.tx, held)}
    for schedule in await asking(step, held):
        moment = await _next_of(step, of_team[schedule.team_id], schedule, member)
        if moment is not None:
            moments.append(moment)
    return min(moments, default=None)


def _not_held(step: Step, team: Team, schedule: Schedule) -> date:
    """From which date on the Schedule asks, if nobody ends a hold before its time."""
    until = team.held(step.now)
    return schedule.next_on if until is None else max(schedule.next_on, first_after(until))


async def held_until(step: Step, member: Member) -> datetime | None:
    """Until when no Team of those that would ask the Member may, since a representative has paused
    that; the longest, if several. None if nobody has."""
    held = await members.memberships(step.tx, member.id)
    asks = {schedule.team_id for schedule in await asking(step, held)}
    holds = [team.held(step.now) for team in await teams.by_ids(step.tx, asks)]
    return max((until for until in holds if until is not None), default=None)


async def _next_of(step: Step, team: Team, schedule: Schedule, member: Member) -> datetime | None:
    """When the Schedule would ask somebody next, in a Round that closes with those of all."""
    first = _not_held(step, team, schedule)
    ahead = dates(schedule.days, schedule.every_weeks, schedule.starts_on, first)
    for on in islice(ahead, DATES_AHEAD):
        asked = await audience(step, schedule.team_id, schedule.roles, on)
        if member.id in {one.id for one in asked}:
            closes_at = closing([one.availability for one in asked], on, schedule.open_hours)
            moment = due_about(member.availability, on, closes_at, step.now)
            if moment is not None:
                return moment
    return None


async def preview(
    step: Step, member: Member, team: Team, plan: Plan, before: Schedule | None, key: str
) -> PreviewSchedule:
    """What would come of the Plan if it were saved now."""
    bank = step.house.banks.get(plan.bank_id)
    if bank is None:
        raise Refusal("bank_gone")
    today = local_day(team.zone, step.now)
    starts_on = anchor(plan, before, today)
    ahead = await coming(step, team, plan, starts_on)
    asked = await _reached(step, team, plan, ahead[0])
    others = await _others(step, asked, plan)
    return PreviewSchedule(
        key=key,
        team=team.name,
        bank=in_language(bank.title, member.language),
        days=plan.days,
        every_weeks=plan.every_weeks,
        roles=in_order(plan.roles),
        open_hours=plan.open_hours,
        reminder=plan.reminder,
        dates=tuple(ahead),
        today=today,
        people=len(asked),
        reached=band(len(asked), FLOOR, await members.count_in(step.tx, team.id, plan.roles)),
        floor=team.floor,
        under_way=await _under_way(step, team, plan, today),
        lacking=tuple(sorted({one.language for one in asked} - {*bank.languages})),
        dropped=await _dropped(step, team, plan, starts_on, asked, others, today),
        beside=_beside(step, team, plan, starts_on, others, today, member.language),
        has_channel=team.chat_id is not None,
        held_until=team.held(step.now),
    )


async def _opens(step: Step, team: Team, plan: Plan, on: date, today: date) -> bool:
    slot = scheduled_slot(plan.schedule_id, on)
    if plan.schedule_id and await rounds.by_slot(step.tx, team.id, slot):
        return False
    if on > today:
        return True
    asked = await audience(step, team.id, plan.roles, on)
    availabilities = [one.availability for one in asked]
    return not availabilities or closing(availabilities, on, plan.open_hours) > step.now


async def _reached(step: Step, team: Team, plan: Plan, on: date) -> list[Member]:
    """Who would really be asked: those whose own days leave them time to answer."""
    asked = await audience(step, team.id, plan.roles, on)
    if not asked:
        return []
    closes_at = closing([one.availability for one in asked], on, plan.open_hours)
    return [one for one in asked if due_moment(one.availability, on, closes_at) is not None]


async def _under_way(step: Step, team: Team, plan: Plan, today: date) -> tuple[date, ...]:
    """Dates from today on whose Round was laid out before the Schedule was changed."""
    open_now = await rounds.open_of_team(step.tx, team.id)
    mine = [r for r in open_now if plan.schedule_id and r.schedule_id == plan.schedule_id]
    return tuple(sorted(one.on_date for one in mine if one.on_date >= today))


async def _others(step: Step, asked: Sequence[Member], plan: Plan) -> list[Schedule]:
    """What else asks some of these people, in whichever of their Teams."""
    ties = await members.memberships_of(step.tx, [one.id for one in asked])
    running = await schedules.running(step.tx, {tie.team_id for tie in ties})
    return [
        one
        for one in running
        if one.id != plan.schedule_id
        and any(tie.team_id == one.team_id and tie.roles & one.roles for tie in ties)
    ]


async def _laid_out(step: Step, team: Team, plan: Plan) -> set[date]:
    """Dates of the Schedule whose Round is open: what comes of them is planned already."""
    open_now = await rounds.open_of_team(step.tx, team.id)
    return {
        one.on_date
        for one in open_now
        if one.scheduled and plan.schedule_id and one.schedule_id == plan.schedule_id
    }


async def _dropped(
    step: Step,
    team: Team,
    plan: Plan,
    starts_on: date,
    asked: Sequence[Member],
    others: Sequence[Schedule],
    today: date,
) -> int:
    """How many people the ceilings would spare a Prompt of this or another Schedule, beside what is
    planned with them already."""
    until = today + HORIZON
    ties = await members.memberships_of(step.tx, [one.id for one in asked])
    held = {(tie.member_id, tie.team_id): tie.roles for tie in ties}
    done = await _laid_out(step, team, plan)
    before = await planned_before(step, asked)
    mine = [ask for ask in _asks(plan, starts_on, today, until) if ask[0] not in done]
    theirs = [(one, _asks(one, one.starts_on, one.next_on, until)) for one in others]
    count = 0
    for member in asked:
        asks = [*mine]
        for schedule, more in theirs:
            if held.get((member.id, schedule.team_id), frozenset()) & schedule.roles:
                asks += more
        days = [_own_days(member, on, hours, reminder) for on, hours, reminder in asks]
        begun, prompted = before.get(member.id, ([], []))
        sure = [*begun, *digest_days(member, step.now)]
        count += would_drop([one for one in days if one], ceilings(step), sure, prompted)
    return count


def _asks(
    what: Plan | Schedule, starts_on: date, first: date, until: date
) -> list[tuple[date, int, bool]]:
    """Dates, with the hours they stay open, and whether they remind."""
    ahead = dates(what.days, what.every_weeks, starts_on, first)
    coming = takewhile(lambda day: day < until, ahead)
    return [(on, what.open_hours, what.reminder) for on in coming]


def _own_days(member: Member, on: date, open_hours: int, reminder: bool) -> list[date]:
    """On which of their days somebody would be asked about that date, and reminded."""
    closes_at = closing([member.availability], on, open_hours)
    due = due_moment(member.availability, on, closes_at)
    again = remind_moment(member.availability, due, closes_at) if due and reminder else None
    return planned_days(member, due, again) if due else []


def _beside(
    step: Step,
    team: Team,
    plan: Plan,
    starts_on: date,
    others: Sequence[Schedule],
    today: date,
    language: str,
) -> tuple[str, ...]:
    """Banks of the Team's other Schedules that fall on a date of this one."""
    until = today + HORIZON
    mine = {on for on, _, _ in _asks(plan, starts_on, today, until)}
    clashing = [
        one
        for one in others
        if one.team_id == team.id
        and one.roles & plan.roles
        and any(on in mine for on, _, _ in _asks(one, one.starts_on, one.next_on, until))
    ]
    titles = [line(step, team, one, language).bank for one in clashing]
    return tuple(dict.fromkeys(title for title in titles if title))
