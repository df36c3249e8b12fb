"""Invites: made, listed and withdrawn by those who lead a Team, or by the operator."""

from datetime import timedelta

from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.messages.people.invites import (
    ConfirmInviteWithdrawal,
    InviteLine,
    InviteMade,
    InvitePicture,
    PickInviteDays,
    PickInviteRole,
    PickInviteTeam,
    PickInviteUses,
    ShowInvite,
    ShowInvites,
    TeamChoice,
)
from bot.domain.people.invites import (
    CLAIM_DAYS,
    LIFETIMES,
    USES,
    Invite,
    InviteState,
    deep_link,
    new_token,
)
from bot.domain.people.members import Caller, Member
from bot.domain.people.teams import Team
from bot.errors import OperatorError, Refusal
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.storage.people import invites, members, teams

PAGE = 6
"""Links on one screen of a small phone."""


async def begin(step: Step, caller: Caller, *, edit: bool = False) -> None:
    """Ask for which Team a link shall be, or straight in which Role if there is only one."""
    access.in_private(caller)
    member = await access.member(step, caller)
    led = await access.teams_of(step, member, Role.FACILITATOR)
    if not led:
        raise Refusal("no_team_yet" if member.owner else "invite_by_facilitator")
    if len(led) == 1:
        await offer_roles(step, caller, led[0].id, edit=edit)
        return
    choices = tuple(TeamChoice(team_id=team.id, name=team.name) for team in led)
    step.reply(caller, PickInviteTeam(teams=choices), member=member, edit=edit)


async def offer_roles(step: Step, caller: Caller, team_id: int, *, edit: bool = True) -> None:
    member, team = await _leading(step, caller, team_id)
    several = len(await access.teams_of(step, member, Role.FACILITATOR)) > 1
    message = PickInviteRole(team_id=team.id, team=team.name, several=several)
    step.reply(caller, message, member=member, edit=edit)


async def offer_uses(step: Step, caller: Caller, team_id: int, role: Role) -> None:
    member, team = await _leading(step, caller, team_id)
    _check(role)
    message = PickInviteUses(team_id=team.id, team=team.name, role=role)
    step.reply(caller, message, member=member, edit=True)


async def offer_days(step: Step, caller: Caller, team_id: int, role: Role, uses: int) -> None:
    member, team = await _leading(step, caller, team_id)
    _check(role, uses)
    message = PickInviteDays(team_id=team.id, team=team.name, role=role, uses=uses)
    step.reply(caller, message, member=member, edit=True)


async def make(step: Step, caller: Caller, team_id: int, role: Role, uses: int, days: int) -> None:
    """Make the link and send it as a picture, too."""
    member, team = await _leading(step, caller, team_id)
    _check(role, uses, days)
    made = await _add(step, team.id, role, uses, days, made_by=member.id)
    line = await _line(step, made, member)
    step.reply(
        caller, InviteMade(team_id=team.id, team=team.name, line=line), member=member, edit=True
    )
    await _paint(step, caller, member, team, made)


async def show_all(
    step: Step, caller: Caller, team_id: int, page: int = 0, *, edit: bool = True
) -> None:
    """List the Team's links."""
    member, team = await _leading(step, caller, team_id)
    made = await invites.of_team(step.tx, team.id)
    first = max(page, 0) * PAGE
    shown = [await _line(step, one, member) for one in made[first : first + PAGE]]
    message = ShowInvites(
        team_id=team.id,
        team=team.name,
        lines=tuple(shown),
        page=max(page, 0),
        more=len(made) > first + PAGE,
    )
    step.reply(caller, message, member=member, edit=edit)


async def show(step: Step, caller: Caller, invite_id: int) -> None:
    """Show one link with what can be done about it."""
    member, team, invite = await _of_team(step, caller, invite_id)
    message = ShowInvite(
        team_id=team.id,
        team=team.name,
        line=await _line(step, invite, member),
        link=deep_link(step.house.bot_name, invite.token),
    )
    step.reply(caller, message, member=member, edit=True)


async def paint(step: Step, caller: Caller, invite_id: int) -> None:
    """Send the picture of a link again."""
    member, team, invite = await _of_team(step, caller, invite_id)
    if invite.state(step.now) is not InviteState.OPEN:
        raise Refusal("invite_over")
    await _paint(step, caller, member, team, invite)


async def ask_withdrawal(step: Step, caller: Caller, invite_id: int) -> None:
    member, team, invite = await _of_team(step, caller, invite_id)
    if invite.state(step.now) is not InviteState.OPEN:
        raise Refusal("invite_over")
    line = await _line(step, invite, member)
    message = ConfirmInviteWithdrawal(team_id=team.id, team=team.name, line=line)
    step.reply(caller, message, member=member, edit=True)


async def withdraw(step: Step, caller: Caller, invite_id: int) -> None:
    """Make a link useless. Who has used it stays in the Team."""
    _, team, invite = await _of_team(step, caller, invite_id)
    await invites.withdraw(step.tx, invite.id)
    step.say("invite_withdrawn_now")
    await show_all(step, caller, team.id)


async def claim_link(step: Step) -> str | None:
    """The link with which the first owner claims the installation; None if it has an owner.

    The same link as long as it is good, so that a restart adds no second one.
    """
    if step.house.config.owners or await members.owners(step.tx, step.house.bot_id):
        return None
    standing = [
        one
        for one in await invites.claims(step.tx, step.house.bot_id)
        if one.state(step.now) is InviteState.OPEN
    ]
    claim = standing[0] if standing else await _add(step, None, Role.OWNER, 1, CLAIM_DAYS)
    return deep_link(step.house.bot_name, claim.token)


async def invite_by_operator(
    step: Step, team_name: str | None, role: Role, uses: int, days: int
) -> str:
    """A link made on the command line. OperatorError, with what to do, if it cannot be."""
    if uses < 1 or days < 1:
        raise OperatorError("A link needs at least one use and one day.")
    team = None if team_name is None else await _named(step, team_name)
    if team is None and role is not Role.OWNER:
        raise OperatorError(f"Into which team? Add --team NAME for the role {role}.")
    if team is not None and role is Role.OWNER:
        raise OperatorError(
            f"An owner belongs to no team. Leave out --team, or add --role: {', '.join(IN_TEAM)}."
        )
    made = await _add(step, team.id if team else None, role, uses, days)
    return deep_link(step.house.bot_name, made.token)


async def _named(step: Step, name: str) -> Team:
    known = await teams.all_teams(step.tx, step.house.bot_id)
    found = [team for team in known if team.name.casefold() == name.strip().casefold()]
    match found:
        case [team]:
            return team
        case []:
            names = ", ".join(team.name for team in known) or "none yet; write /newteam to the bot"
            raise OperatorError(f"There is no team “{name}”. Teams: {names}.")
        case _:
            raise OperatorError(
                f"{len(found)} teams are called “{name}”. Rename one with /teams in the chat first."
            )


async def _add(
    step: Step,
    team_id: int | None,
    role: Role,
    uses: int,
    days: int,
    *,
    made_by: int | None = None,
) -> Invite:
    return await invites.add(
        step.tx,
        bot_id=step.house.bot_id,
        token=new_token(),
        team_id=team_id,
        role=role,
        made_by=made_by,
        expires_at=step.now + timedelta(days=days),
        max_uses=uses,
        uses=0,
        withdrawn=False,
    )


async def _leading(step: Step, caller: Caller, team_id: int) -> tuple[Member, Team]:
    """Whoever leads the Team, in private: a link is for those it is given to."""
    access.in_private(caller)
    return await access.in_team(step, caller, team_id, Role.FACILITATOR)


async def _of_team(step: Step, caller: Caller, invite_id: int) -> tuple[Member, Team, Invite]:
    """A Team's Invite, for those who lead the Team. Owners' links are the operator's affair."""
    invite = await invites.by_id(step.tx, invite_id)
    if invite is None or invite.team_id is None:
        raise Refusal("not_your_team")
    member, team = await _leading(step, caller, invite.team_id)
    return member, team, invite


async def _paint(step: Step, caller: Caller, member: Member, team: Team, invite: Invite) -> None:
    message = InvitePicture(
        team_id=team.id,
        team=team.name,
        line=await _line(step, invite, member),
        link=deep_link(step.house.bot_name, invite.token),
    )
    step.reply(caller, message, member=member)


async def _line(step: Step, invite: Invite, reader: Member) -> InviteLine:
    maker = await members.by_id(step.tx, invite.made_by) if invite.made_by else None
    return InviteLine(
        invite_id=invite.id,
        role=invite.role,
        uses=invite.uses,
        max_uses=invite.max_uses,
        expires_at=invite.expires_at,
        state=invite.state(step.now),
        zone=reader.zone,
        made_by=maker.name if maker else "",
    )


def _check(role: Role, uses: int = USES[0], days: int = LIFETIMES[0]) -> None:
    """Buttons offer nothing else; whatever differs was forged."""
    if role not in IN_TEAM or uses not in USES or days not in LIFETIMES:
        raise Refusal("button_unknown")
