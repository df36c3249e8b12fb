"""Building a Schedule by buttons: one screen for each field, then a look at what would come."""

from dataclasses import replace

from bot.domain.asking.builder import Field, Plan, chosen, of_schedule
from bot.domain.asking.schedules import Schedule
from bot.domain.base.actors import Actor
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.languages import in_language
from bot.domain.base.roles import ASKED, Role
from bot.domain.messages.asking.builder import AskField, BankChoice, RoleChoice
from bot.domain.messages.asking.schedules import ShowSchedule
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import outlook
from bot.flows.asking import schedules as scheduling
from bot.flows.asking.audience import may_start
from bot.flows.base import access, drafting
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, toast
from bot.storage.asking import schedules
from bot.storage.people import members

MISSING = {
    Field.BANK: "bank_missing",
    Field.DAYS: "days_missing",
    Field.ROLES: "roles_missing",
}
"""What is said where a field that has no usual value has not been chosen."""


async def begin(step: Step, actor: Actor, team_id: int) -> Telling:
    """Begin a new Schedule of this Team."""
    member, team = await access.in_team(step, actor, team_id, Role.FACILITATOR)
    plan = Plan(team_id=team.id)
    key = await drafting.begin(step, member, DraftKind.SCHEDULE, plan)
    return await _ask(step, member, team, plan, key, Field.BANK)


async def change(step: Step, actor: Actor, schedule_id: int) -> Telling:
    """Change a Schedule: the same screens, with what it is now."""
    member, team, schedule = await access.to_own_schedule(step, actor, schedule_id)
    plan = of_schedule(schedule)
    key = await drafting.begin(step, member, DraftKind.SCHEDULE, plan)
    return await _ask(step, member, team, plan, key, Field.BANK)


async def show(step: Step, actor: Actor, key: str, field: Field) -> Telling:
    """Ask for a field, once what comes before it has been chosen."""
    member, team, _, plan = await _standing(step, actor, key)
    missing = plan.first_missing
    if missing is not None and missing.before(field):
        raise Refusal(MISSING[missing])
    return await _ask(step, member, team, plan, key, field)


async def pick(step: Step, actor: Actor, key: str, field: Field, value: str) -> Telling:
    """Take a choice; where only one can be made, ask what comes next."""
    member, team, draft, plan = await _standing(step, actor, key)
    try:
        changed = chosen(plan, field, value)
    except ValueError as error:
        raise Refusal("button_unknown") from error
    if field is Field.BANK:
        changed = _with_bank(step, plan, changed)
        await _check_support(step, team, plan, changed)
    await drafting.fill(step, draft, changed)
    if field.toggled:
        return await _ask(step, member, team, changed, key, field)
    if field.following is not None:
        return await _ask(step, member, team, changed, key, field.following)
    return await look(step, actor, key)


async def look(step: Step, actor: Actor, key: str) -> Telling:
    """Show what would come of it; or ask what is still missing."""
    member, team, _, plan = await _standing(step, actor, key)
    if plan.first_missing is not None:
        raise Refusal(MISSING[plan.first_missing])
    before = await _before(step, plan)
    message = await outlook.preview(step, member, team, plan, before, key)
    return [instead(member, message)]


async def save(step: Step, actor: Actor, key: str) -> Telling:
    """Make the Schedule what was chosen."""
    member, team, _, plan = await _standing(step, actor, key)
    if plan.bank_id not in step.house.banks or plan.first_missing is not None:
        raise Refusal("bank_gone")
    before = await _before(step, plan)
    if before is None:
        await _check_support(step, team, None, plan)
    saved = await scheduling.saved(step, team, plan, before, member)
    await drafting.drop(step, member)
    line = outlook.line(step, team, saved, member.language)
    held = team.held(step.now)
    message = ShowSchedule(team_id=team.id, team=team.name, line=line, held_until=held)
    return [toast("schedule_saved"), instead(member, message)]


async def _standing(step: Step, actor: Actor, key: str) -> tuple[Member, Team, Draft, Plan]:
    draft = await drafting.required(step, actor, DraftKind.SCHEDULE, key)
    plan = drafting.read(draft, Plan)
    member, team = await access.in_team(step, actor, plan.team_id, Role.FACILITATOR)
    return member, team, draft, plan


async def _before(step: Step, plan: Plan) -> Schedule | None:
    """The Schedule as it is until the change is saved; None for a new one."""
    if not plan.schedule_id:
        return None
    before = await schedules.by_id(step.tx, plan.schedule_id)
    if before is None:
        raise Refusal("schedule_gone")
    if before.declared is not None:
        raise Refusal("schedule_declared")
    return before


async def _check_support(step: Step, team: Team, before: Plan | None, plan: Plan) -> None:
    """Refused where the questions are other than before, and it is not clear who helps."""
    bank = step.house.banks.get(plan.bank_id)
    same = before is not None and before.bank_id == plan.bank_id
    if bank is not None and not same and not await may_start(step, team, bank):
        raise Refusal("support_first")


def _with_bank(step: Step, plan: Plan, changed: Plan) -> Plan:
    """Another bank asks other roles: those it is meant for, whether anybody holds them yet or not.
    Who is asked is who holds them when it fires."""
    bank = step.house.banks.get(changed.bank_id)
    if bank is None:
        raise Refusal("button_unknown")
    if plan.bank_id == changed.bank_id:
        return changed
    return replace(changed, roles=frozenset(bank.roles))


async def _ask(
    step: Step, member: Member, team: Team, plan: Plan, key: str, field: Field
) -> Telling:
    bank = step.house.banks.get(plan.bank_id)
    message = AskField(
        key=key,
        field=field,
        team=team.name,
        bank_id=plan.bank_id,
        bank=in_language(bank.title, member.language) if bank else "",
        days=plan.days,
        every_weeks=plan.every_weeks,
        roles=outlook.in_order(plan.roles),
        open_hours=plan.open_hours,
        reminder=plan.reminder,
        banks=_banks(step, member) if field is Field.BANK else (),
        offered=await _roles(step, team) if field is Field.ROLES else (),
    )
    return [instead(member, message)]


def _banks(step: Step, member: Member) -> tuple[BankChoice, ...]:
    return tuple(
        BankChoice(
            bank_id=bank.id,
            title=in_language(bank.title, member.language),
            purpose=in_language(bank.purpose, member.language),
            minutes=bank.minutes,
        )
        for bank in step.house.banks.values()
    )


async def _roles(step: Step, team: Team) -> tuple[RoleChoice, ...]:
    held = [roles for roles, _ in await members.of_team(step.tx, team.id)]
    return tuple(
        RoleChoice(role=role, people=sum(role in roles for roles in held)) for role in ASKED
    )


async def leave(step: Step, actor: Actor, key: str) -> Telling:
    """Leave everything as it was."""
    member, _, _, _ = await _standing(step, actor, key)
    await drafting.drop(step, member)
    return [instead(member, Said(key="draft_dropped"))]
