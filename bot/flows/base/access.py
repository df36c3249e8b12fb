"""Who may do what. Every flow asks here first; a hidden button is no lock.

Whoever is let in to a Team shares it: it stands still until they are done."""

from bot.domain.asking.schedules import Schedule
from bot.domain.base.actors import Actor
from bot.domain.base.roles import Role
from bot.domain.people.members import Member
from bot.domain.people.oversight import stands_for
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.base.step import Step
from bot.storage.asking import schedules
from bot.storage.people import members, teams


async def known(step: Step, actor: Actor) -> Member | None:
    """The Member who acts, if it is one."""
    return await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)


async def language(step: Step, actor: Actor) -> str:
    """What whoever acts reads."""
    return step.language_of(actor, await known(step, actor))


async def member(step: Step, actor: Actor) -> Member:
    """The Member who acts. Refused to strangers."""
    found = await known(step, actor)
    if found is None:
        raise Refusal("by_invitation_only")
    return found


async def owner(step: Step, actor: Actor) -> Member:
    """The Member who acts, if they run the installation."""
    found = await member(step, actor)
    if not found.owner:
        raise Refusal("owner_only")
    return found


async def in_team(step: Step, actor: Actor, team_id: int, *allowed: Role) -> tuple[Member, Team]:
    """The Member who acts and the Team, if they hold one of the roles (any, if none is named).

    The owner may do what a facilitator may. A Team that does not exist is refused in the same words
    as somebody else's, so that guessing teaches nothing.
    """
    found = await member(step, actor)
    team = await teams.by_id(step.tx, team_id)
    held = await members.roles(step.tx, found.id, team_id)
    if found.owner:
        held |= {Role.FACILITATOR}
    if (
        team is None
        or team.bot_id != step.house.bot_id
        or not (held & set(allowed) if allowed else held)
    ):
        raise Refusal("not_your_team")
    step.claim(sharing={team.id})
    return found, team


async def to_change(step: Step, actor: Actor, team_id: int) -> tuple[Member, Team]:
    """The Member who acts and the Team, if they lead it and the settings file does not own it."""
    found, team = await in_team(step, actor, team_id, Role.FACILITATOR)
    if team.declared is not None:
        raise Refusal("team_declared")
    return found, team


async def to_own_schedule(
    step: Step, actor: Actor, schedule_id: int
) -> tuple[Member, Team, Schedule]:
    """As `to_schedule`; refused if the settings file owns it."""
    found, team, schedule = await to_schedule(step, actor, schedule_id)
    if schedule.declared is not None:
        raise Refusal("schedule_declared")
    return found, team, schedule


async def to_schedule(step: Step, actor: Actor, schedule_id: int) -> tuple[Member, Team, Schedule]:
    """The Member who acts and the Schedule, if they lead its Team. Refused as if it were gone."""
    found = await member(step, actor)
    schedule = await schedules.by_id(step.tx, schedule_id)
    led = {team.id: team for team in await teams_of(step, found, Role.FACILITATOR)}
    if schedule is None or schedule.team_id not in led:
        raise Refusal("schedule_gone")
    step.claim(sharing={schedule.team_id})
    return found, led[schedule.team_id], schedule


async def to_oversee(step: Step, actor: Actor, team_id: int) -> tuple[Member, Team]:
    """The Member who acts and the Team, if they stand for its people. Refused as if it were
    somebody else's."""
    found = await member(step, actor)
    team = await teams.by_id(step.tx, team_id)
    ours = team is not None and team.bot_id == step.house.bot_id
    if team is None or not ours or not await represents(step, found, team.id):
        raise Refusal("not_your_team")
    step.claim(sharing={team.id})
    return found, team


async def represents(step: Step, who: Member, team_id: int) -> bool:
    """Whether somebody stands for the Team's people."""
    held = await members.roles(step.tx, who.id, team_id)
    own = who.representative_since is not None and bool(
        await members.holding(step.tx, team_id, Role.REPRESENTATIVE)
    )
    return stands_for(who, held, own=own)


async def overseen(step: Step, who: Member) -> list[Team]:
    """The Teams whose people the Member stands for."""
    held = await members.memberships(step.tx, who.id)
    if who.representative_since is None:
        perhaps, own = await teams.by_ids(step.tx, held), set[int]()
    else:
        perhaps = await teams.all_teams(step.tx, step.house.bot_id)
        own = await members.represented(step.tx, step.house.bot_id)
    return [one for one in perhaps if stands_for(who, held.get(one.id, ()), own=one.id in own)]


async def seen_by(step: Step, who: Member) -> list[Team]:
    """The Teams the Member is in, leads or stands for."""
    own = {one.id: one for one in (*await teams_of(step, who), *await overseen(step, who))}
    return sorted(own.values(), key=lambda one: (one.name, one.id))


async def teams_of(step: Step, who: Member, *allowed: Role) -> list[Team]:
    """The Teams in which the Member holds one of the roles (any, if none is named)."""
    if who.owner and (not allowed or Role.FACILITATOR in allowed):
        return await teams.all_teams(step.tx, step.house.bot_id)
    held = await members.memberships(step.tx, who.id)
    wanted = [t for t, roles in held.items() if not allowed or roles & set(allowed)]
    return await teams.by_ids(step.tx, wanted)
