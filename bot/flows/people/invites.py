"""Invites: made, listed and withdrawn by those who lead a Team, or by the operator."""

from datetime import timedelta

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed, Hand
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
    InviteHeld,
    InviteState,
    deep_link,
    new_token,
)
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import OperatorError, Refusal
from bot.flows.base import access, register
from bot.flows.base.paging import page_of
from bot.flows.base.personal import LETS_GO, DataSection, PersonalData, team_name
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, instead, toast, told
from bot.storage.people import invites, members, teams

IN_INSTALLATION = (Role.OWNER, Role.REPRESENTATIVE)
"""Roles that a link can give without a Team."""

PAGE = 6
"""Links on one screen of a small phone."""

KEPT = timedelta(days=30)
"""After they have expired."""


async def begin(step: Step, actor: Actor) -> Telling:
    """Ask for which Team a link shall be, or straight in which Role if there is only one."""
    member = await access.member(step, actor)
    led = await access.teams_of(step, member, Role.FACILITATOR)
    if not led:
        raise Refusal("no_team_yet" if member.owner else "invite_by_facilitator")
    if len(led) == 1:
        return await offer_roles(step, actor, led[0].id)
    choices = tuple(TeamChoice(team_id=team.id, name=team.name) for team in led)
    return [instead(member, PickInviteTeam(teams=choices))]


async def offer_roles(step: Step, actor: Actor, team_id: int) -> Telling:
    member, team = await _leading(step, actor, team_id)
    several = len(await access.teams_of(step, member, Role.FACILITATOR)) > 1
    message = PickInviteRole(team_id=team.id, team=team.name, several=several)
    return [instead(member, message)]


async def offer_uses(step: Step, actor: Actor, team_id: int, role: Role) -> Telling:
    member, team = await _leading(step, actor, team_id)
    _check(role)
    message = PickInviteUses(team_id=team.id, team=team.name, role=role)
    return [instead(member, message)]


async def offer_days(step: Step, actor: Actor, team_id: int, role: Role, uses: int) -> Telling:
    member, team = await _leading(step, actor, team_id)
    _check(role, uses)
    message = PickInviteDays(team_id=team.id, team=team.name, role=role, uses=uses)
    return [instead(member, message)]


async def make(step: Step, actor: Actor, team_id: int, role: Role, uses: int, days: int) -> Telling:
    """Make the link and send it as a picture, too."""
    member, team = await _leading(step, actor, team_id)
    _check(role, uses, days)
    made = await add(step, team, role, uses, days, by=member)
    line = await _line(step, made, member)
    done = InviteMade(team_id=team.id, team=team.name, line=line)
    return [instead(member, done), *await _paint(step, member, team, made)]


async def show_all(
    step: Step, actor: Actor, team_id: int, page: int = 0, *, at: At = At.PRESSED
) -> Telling:
    """List the Team's links."""
    member, team = await _leading(step, actor, team_id)
    made = await invites.of_team(step.tx, team.id)
    page, shown, more = page_of(made, page, PAGE)
    message = ShowInvites(
        team_id=team.id,
        team=team.name,
        lines=tuple([await _line(step, one, member) for one in shown]),
        page=page,
        more=more,
    )
    return [told(member, message, at)]


async def show(step: Step, actor: Actor, invite_id: int) -> Telling:
    """Show one link with what can be done about it."""
    member, team, invite = await _of_team(step, actor, invite_id)
    message = ShowInvite(
        team_id=team.id,
        team=team.name,
        line=await _line(step, invite, member),
        link=deep_link(step.house.bot_name, invite.token),
    )
    return [instead(member, message)]


async def paint(step: Step, actor: Actor, invite_id: int) -> Telling:
    """Send the picture of a link again."""
    member, team, invite = await _of_team(step, actor, invite_id)
    if invite.state(step.now) is not InviteState.OPEN:
        raise Refusal("invite_over")
    return await _paint(step, member, team, invite)


async def ask_withdrawal(step: Step, actor: Actor, invite_id: int) -> Telling:
    member, team, invite = await _of_team(step, actor, invite_id)
    if invite.state(step.now) is not InviteState.OPEN:
        raise Refusal("invite_over")
    line = await _line(step, invite, member)
    message = ConfirmInviteWithdrawal(team_id=team.id, team=team.name, line=line)
    return [instead(member, message)]


async def withdraw(step: Step, actor: Actor, invite_id: int) -> Telling:
    """Make a link useless. Who has used it stays in the Team."""
    member, team, invite = await _of_team(step, actor, invite_id)
    if await invites.withdraw(step.tx, invite.id):
        await register.note(step, team, Deed.INVITE_WITHDRAWN, member, {"role": invite.role})
    return [toast("invite_withdrawn_now"), *await show_all(step, actor, team.id)]


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
    claim = standing[0] if standing else await add(step, None, Role.OWNER, 1, CLAIM_DAYS)
    return deep_link(step.house.bot_name, claim.token)


async def invite_by_operator(
    step: Step, team_name: str | None, role: Role, uses: int, days: int
) -> str:
    """A link made on the command line. OperatorError, with what to do, if it cannot be."""
    if uses < 1 or days < 1:
        raise OperatorError("A link needs at least one use and one day.")
    team = None if team_name is None else await _named(step, team_name)
    if team is None and role not in IN_INSTALLATION:
        raise OperatorError(f"Into which team? Add --team NAME for the role {role}.")
    if team is not None and role is Role.OWNER:
        raise OperatorError(
            f"An owner belongs to no team. Leave out --team, or add --role: {', '.join(IN_TEAM)}."
        )
    made = await add(step, team, role, uses, days)
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


async def add(
    step: Step,
    team: Team | None,
    role: Role,
    uses: int,
    days: int,
    *,
    by: Member | Hand = Hand.OPERATOR,
) -> Invite:
    """Make a link; without a Team, into the whole installation."""
    await register.note(step, team, Deed.INVITE_MADE, by, {"role": role, "uses": uses})
    return await invites.add(
        step.tx,
        bot_id=step.house.bot_id,
        token=new_token(),
        team_id=team.id if team else None,
        role=role,
        made_by=by.id if isinstance(by, Member) else None,
        expires_at=step.now + timedelta(days=days),
        max_uses=uses,
        uses=0,
        withdrawn=False,
    )


async def _leading(step: Step, actor: Actor, team_id: int) -> tuple[Member, Team]:
    """Whoever leads the Team, in private: a link is for those it is given to."""
    return await access.in_team(step, actor, team_id, Role.FACILITATOR)


async def _of_team(step: Step, actor: Actor, invite_id: int) -> tuple[Member, Team, Invite]:
    """A Team's Invite, for those who lead the Team. Owners' links are the operator's affair."""
    invite = await invites.by_id(step.tx, invite_id)
    if invite is None or invite.team_id is None:
        raise Refusal("not_your_team")
    member, team = await _leading(step, actor, invite.team_id)
    return member, team, invite


async def _paint(step: Step, member: Member, team: Team, invite: Invite) -> Telling:
    message = InvitePicture(
        team_id=team.id,
        team=team.name,
        line=await _line(step, invite, member),
        link=deep_link(step.house.bot_name, invite.token),
    )
    return [told(member, message)]


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


async def _held(step: Step, member: Member) -> list[InviteHeld]:
    return [
        InviteHeld(
            team=await team_name(step, one.team_id),
            role=one.role,
            expires_at=one.expires_at,
            uses=one.uses,
            max_uses=one.max_uses,
        )
        for one in await invites.made_by(step.tx, member.id)
    ]


async def _invites(step: Step) -> int:
    return await invites.remove_expired_before(step.tx, step.now - KEPT)


RECORDS = (
    PersonalData(
        tables=("invite",),
        holds="links: role, uses, who made them",
        kept="30 days after they expire",
        mydata=DataSection(
            name="invites",
            explained={
                "invites": "invites the person made: `team`, `role`, `expires_at`, `uses`,"
                " `max_uses`"
            },
            of=_held,
        ),
        forget=LETS_GO,
        retention=(_invites,),
    ),
)
