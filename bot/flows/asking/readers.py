"""Who sees what: the four levels with the people who would read each, as things stand now."""

from bot.domain.asking.promises import PRIVATE, Promise
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.readers import PickTeamForReaders, ReadersChoice, ShowReaders
from bot.domain.people.members import Caller, Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking.readership import around, in_chat
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.storage.people import members, teams


async def begin(step: Step, caller: Caller, *, edit: bool = False) -> None:
    """Show the caller's Team, or ask which if they are in several."""
    access.in_private(caller)
    member = await access.member(step, caller)
    mine = await _own_teams(step, member)
    if not mine:
        raise Refusal("in_no_team")
    if len(mine) == 1:
        await show(step, caller, mine[0].id, edit=edit)
        return
    choices = tuple(ReadersChoice(team_id=team.id, name=team.name) for team in mine)
    step.reply(caller, PickTeamForReaders(teams=choices), member=member, edit=edit)


async def show(step: Step, caller: Caller, team_id: int, *, edit: bool = True) -> None:
    """Show who would read what the caller shares in this Team."""
    access.in_private(caller)
    member, team = await access.in_team(step, caller, team_id)
    held = await members.roles(step.tx, member.id, team.id)
    people = await members.count(step.tx, team.id)
    there = await around(step, team)
    promises = [
        PRIVATE,
        Promise(visibility=Visibility.FRIEND, friends=there.friends_for(member)),
        *in_chat(team, Visibility.TEAM_UNNAMED),
        *in_chat(team, Visibility.TEAM_NAMED),
    ]
    message = ShowReaders(
        team=team.name,
        roles=tuple(role for role in IN_TEAM if role in held),
        people=people,
        floor=team.floor,
        levels=tuple(there.readers(one) for one in promises),
        facilitators=await _names(step, team, Role.FACILITATOR),
        managers=await _names(step, team, Role.MANAGER),
        several=len(await _own_teams(step, member)) > 1,
    )
    step.reply(caller, message, member=member, edit=edit)


async def _own_teams(step: Step, member: Member) -> list[Team]:
    return await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))


async def _names(step: Step, team: Team, role: Role) -> tuple[str, ...]:
    return tuple(one.name for one in await members.holding(step.tx, team.id, role))
