"""Joining: somebody follows a link, learns what they would take part in, and says yes or no.

Until the yes nothing is kept about them; which link and which screen is in the buttons.
"""

from collections.abc import Collection
from datetime import timedelta

from bot.domain.asking.hints import Hint
from bot.domain.asking.prompts import PromptState
from bot.domain.base.actors import Actor
from bot.domain.base.availability import HOME, WORKING_DAYS, local_day
from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.languages import closest
from bot.domain.base.roles import NOT_LEADING, Role, at_odds
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.joining import (
    Declined,
    Greeting,
    House,
    OfferOwnership,
    OfferRepresentation,
    OfferRole,
    OwnershipTaken,
    Page,
    RepresentationTaken,
    RoleAdded,
    ShowPage,
    Welcome,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.invites import Invite, InviteState
from bot.domain.people.members import Member
from bot.domain.people.settings import Setting, Walk
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import notes, outlook
from bot.flows.asking.audience import may_be_asked
from bot.flows.base import access, register
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, toast, told
from bot.flows.hearing import digests
from bot.flows.people import settings
from bot.storage.asking import prompts
from bot.storage.people import invites, members, teams
from bot.storage.transport import deliveries

FURTHEST_AHEAD = timedelta(hours=14)
"""Of a clock anywhere on earth."""


async def start(step: Step, actor: Actor, token: str) -> Telling:
    """/start, with the token of a link or without."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if token:
        return await _follow(step, actor, member, token)
    if member is not None:
        return await _greet(step, actor, member)
    if named_as_owner(step, actor):
        owner = await add(step, actor, zone=None)
        return await _welcome(step, owner)
    raise Refusal("by_invitation_only")


async def turn(step: Step, actor: Actor, token: str, page: Page) -> Telling:
    """Go to another of the screens before the yes or no."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    invite = await _known(step, token)
    if member is not None and await _is_already(step, member, invite):
        return await _flash_already(step, invite)
    if member is not None:
        return await _follow(step, actor, member, token)
    await _refuse_if_over(step, invite)
    return await _show_page(step, actor, invite, page)


async def decline(step: Step, actor: Actor) -> Telling:
    """Say no. Of a stranger nothing is left, not even that a message was sent to them."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if member is None:
        await deliveries.remove_of_chat(step.tx, step.house.bot_id, actor.telegram_id)
    language = step.language_of(actor, member)
    return [instead(language, Declined(known=member is not None))]


async def accept(step: Step, actor: Actor, token: str) -> Telling:
    """Say yes: use the link and become what it offers."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    invite = await _known(step, token)
    if member is not None and await _is_already(step, member, invite):
        return await _flash_already(step, invite)
    if invite.team_id is not None:
        others = await members.memberships(step.tx, member.id) if member else ()
        step.claim(teams={invite.team_id}, sharing=others)
    await _refuse_if_at_odds(step, actor, member, invite)
    await _use(step, invite)
    team = await _team(step, invite)
    if member is None:
        new = await add(step, actor, zone=team.zone if team else None)
        await _become(step, new, invite)
        if team is None and invite.role is Role.REPRESENTATIVE:
            return [instead(new, RepresentationTaken())]
        # As they are now: the link may have made them an owner.
        new = await access.member(step, actor)
        if team is not None and may_be_asked(step, {invite.role}):
            return await settings.draw(step, new, Setting.TAPS, Walk.JOINING)
        return await _welcome(step, new)
    await _become(step, member, invite)
    return [instead(member, _added(team, invite))]


def _added(team: Team | None, invite: Invite) -> RoleAdded | RepresentationTaken | OwnershipTaken:
    if team is not None:
        return RoleAdded(team=team.name, role=invite.role)
    return RepresentationTaken() if invite.role is Role.REPRESENTATIVE else OwnershipTaken()


async def finish(step: Step, actor: Actor) -> Telling:
    """The last of the first screens: what comes now."""
    member = await access.member(step, actor)
    await settings.stop_typing(step, member)
    return await _welcome(step, member)


async def choose_taps(step: Step, actor: Actor, level: Visibility, walk: Walk) -> Telling:
    """Choose whether one's taps count. On the way in that is the last thing asked."""
    changed = await settings.keep_usual_taps(step, actor, level)
    if walk is Walk.JOINING:
        return await finish(step, actor)
    return await settings.draw(step, changed, Setting.TAPS, walk)


async def _welcome(step: Step, member: Member) -> Telling:
    held = await members.memberships(step.tx, member.id)
    message = Welcome(
        name=member.name,
        zone=member.zone,
        first_at=await outlook.next_question(step, member),
        may_found=member.owner,
        in_team=bool(held),
        befriends=any(Role.CRITICAL_FRIEND in roles for roles in held.values()),
        language=member.language,
        now=step.now,
        may_begin=bool(await notes.reflections(step, member)),
        leads=any(Role.FACILITATOR in roles for roles in held.values()),
        letter_at=member.next_digest_at,
        held_until=await outlook.held_until(step, member),
        represents=bool(await access.overseen(step, member)),
    )
    return [instead(member, message)]


async def _follow(step: Step, actor: Actor, member: Member | None, token: str) -> Telling:
    """Show what a link offers: the screens to a stranger, one short question to a Member."""
    invite = await _known(step, token)
    if member is not None and await _is_already(step, member, invite):
        return [instead(member, await _already(step, invite))]
    await _refuse_if_over(step, invite)
    await _refuse_if_at_odds(step, actor, member, invite)
    team = await _team(step, invite)
    if team is None:
        representing = invite.role is Role.REPRESENTATIVE
        kind = OfferRepresentation if representing else OfferOwnership
        offer = kind(token=invite.token, house=_house(step))
        return [instead(step.language_of(actor, member), offer)]
    if member is None:
        return await _show_page(step, actor, invite, Page.SHORT)
    return await _offer_role(step, member, invite, team)


async def _greet(step: Step, actor: Actor, member: Member) -> Telling:
    """Say hello again; whoever the settings name as owner becomes one."""
    if named_as_owner(step, actor) and not member.owner:
        await _refuse_if_no_owner(step, member)
        await members.change(step.tx, member.id, owner=True)
        await register.note(step, None, Deed.OWNER_MADE, Hand.FILE, whom=member)
        return [told(member, OwnershipTaken())]
    held = await members.memberships(step.tx, member.id)
    today = local_day(member.zone, step.now)
    message = Greeting(
        name=member.name,
        teams=tuple(team.name for team in await teams.by_ids(step.tx, held)),
        may_found=member.owner,
        asked=bool(await outlook.asking(step, held)),
        befriends=any(Role.CRITICAL_FRIEND in roles for roles in held.values()),
        may_begin=bool(await notes.reflections(step, member)),
        waits=any(
            one.state is PromptState.OPEN and one.takes_answers(step.now)
            for one in await prompts.of_member(step.tx, member.id)
        ),
        paused_until=member.paused_until if member.paused_on(today) else None,
        held_until=await outlook.held_until(step, member),
        represents=bool(await access.overseen(step, member)),
    )
    return [told(member, message)]


async def _show_page(step: Step, actor: Actor, invite: Invite, page: Page) -> Telling:
    team = await _team(step, invite)
    if team is None:
        raise Refusal("button_unknown")
    message = ShowPage(
        token=invite.token,
        page=page,
        team=team.name,
        role=invite.role,
        floor=team.floor,
        invited_by=await _maker(step, invite),
        house=_house(step),
        asked=may_be_asked(step, {invite.role}),
    )
    return [instead(step.language_of(actor), message)]


async def _offer_role(step: Step, member: Member, invite: Invite, team: Team) -> Telling:
    message = OfferRole(
        token=invite.token,
        team=team.name,
        role=invite.role,
        people=await members.count(step.tx, team.id),
        floor=team.floor,
    )
    return [instead(member, message)]


async def _known(step: Step, token: str) -> Invite:
    invite = await invites.by_token(step.tx, step.house.bot_id, token)
    if invite is None:
        raise Refusal("invite_unknown")
    return invite


async def _refuse_if_over(step: Step, invite: Invite) -> None:
    """Say why a link is no good and, if they are still here, who can make a new one."""
    match invite.state(step.now):
        case InviteState.WITHDRAWN:
            raise Refusal("invite_withdrawn", name=await _maker(step, invite))
        case InviteState.EXPIRED:
            raise Refusal("invite_expired", name=await _maker(step, invite))
        case InviteState.USED_UP:
            raise Refusal("invite_used_up", name=await _maker(step, invite))
        case InviteState.OPEN:
            return


async def _refuse_if_at_odds(
    step: Step, actor: Actor, member: Member | None, invite: Invite
) -> None:
    """What the link offers may not go with what somebody is in the Team already."""
    team = await _team(step, invite)
    # Whoever runs the installation may do in any Team what its facilitators may.
    owner = member.owner if member else named_as_owner(step, actor)
    if owner and invite.role in NOT_LEADING:
        raise _why_not({Role.FACILITATOR}, invite.role, team)
    if team is None:
        if member is not None and invite.role is Role.OWNER:
            await _refuse_if_no_owner(step, member)
        return
    held = await members.roles(step.tx, member.id, team.id) if member else frozenset()
    if at_odds(held | {invite.role}):
        raise _why_not(held, invite.role, team)


def _why_not(held: Collection[Role], role: Role, team: Team | None) -> Refusal:
    """Of whoever holds these, why they may not become this."""
    name = team.name if team else ""
    if role is Role.CRITICAL_FRIEND:
        return Refusal("leads_already", team=name)
    if role is Role.REPRESENTATIVE:
        return Refusal("leads_the_represented")
    friend = Role.CRITICAL_FRIEND in held
    return Refusal("friend_already", team=name) if friend else Refusal("represents_already")


async def _refuse_if_no_owner(step: Step, member: Member) -> None:
    """Nobody is critical friend or representative of a Team and owner."""
    if member.representative_since is not None:
        raise Refusal("represents_already")
    held = await members.memberships(step.tx, member.id)
    at_odds_with = [one for one, roles in held.items() if roles & NOT_LEADING]
    for team in await teams.by_ids(step.tx, at_odds_with):
        raise _why_not(held[team.id], Role.FACILITATOR, team)


async def _use(step: Step, invite: Invite) -> None:
    """Count one use. Between looking and counting, somebody else may have had the last one."""
    await _refuse_if_over(step, invite)
    if not await invites.use(step.tx, invite.id):
        raise Refusal("invite_used_up", name=await _maker(step, invite))


async def _maker(step: Step, invite: Invite) -> str:
    """Who made the link; empty if it was the operator, or they are gone."""
    maker = await members.by_id(step.tx, invite.made_by) if invite.made_by else None
    return maker.name if maker else ""


async def _team(step: Step, invite: Invite) -> Team | None:
    """The link's Team; None for one that makes an owner."""
    return await teams.by_id(step.tx, invite.team_id) if invite.team_id else None


async def _is_already(step: Step, member: Member, invite: Invite) -> bool:
    if invite.team_id is None and invite.role is Role.REPRESENTATIVE:
        return member.representative_since is not None
    if invite.team_id is None:
        return member.owner
    return invite.role in await members.roles(step.tx, member.id, invite.team_id)


async def _already(step: Step, invite: Invite) -> Said:
    team = await _team(step, invite)
    if team is not None:
        return Said(key="in_already", facts={"team": team.name})
    representing = invite.role is Role.REPRESENTATIVE
    return Said(key="represents_all" if representing else "owner_already")


async def _flash_already(step: Step, invite: Invite) -> Telling:
    """Only flash it up: a second tap must not take away the screen that the first one brought."""
    already = await _already(step, invite)
    return [toast(already.key, **already.facts)]


async def _become(step: Step, member: Member, invite: Invite) -> None:
    """Give the Member what the link offers, beside what they are already."""
    maker = await members.by_id(step.tx, invite.made_by) if invite.made_by else None
    team = await _team(step, invite)
    if team is None and invite.role is Role.REPRESENTATIVE:
        today = local_day(member.zone, step.now)
        await members.change(step.tx, member.id, representative_since=today)
        by = maker or member
        await register.note(step, None, Deed.REPRESENTATIVE_MADE, by, whom=member)
        return
    if team is None:
        await members.change(step.tx, member.id, owner=True)
        await register.note(step, None, Deed.OWNER_MADE, maker or member, whom=member)
        return
    held = await members.roles(step.tx, member.id, team.id)
    # Somewhere it is tomorrow already, and people may be answering.
    since = (step.now + FURTHEST_AHEAD).date()
    await members.set_roles(step.tx, member.id, team.id, held | {invite.role}, since=since)
    await register.note(
        step, team, Deed.LET_IN, maker or member, {"role": invite.role}, whom=member
    )
    await digests.settle(step, member.id)


def _house(step: Step) -> House:
    privacy, retention = step.house.config.privacy, step.house.config.retention
    return House(
        operator_name=privacy.operator_name,
        operator_contact=privacy.operator_contact,
        data_location=privacy.data_location,
        support_contact=privacy.support_contact,
        waiting_answers=retention.waiting_answers,
        team_words=retention.team_words,
        releases=retention.releases,
        private_notes=retention.private_notes,
    )


USUAL_TIME = 9 * 60
DIGEST_DAY, DIGEST_AT = 4, 13 * 60
"""Friday, 13:00: what holds until somebody chooses for themself."""


async def add(step: Step, actor: Actor, *, zone: str | None) -> Member:
    """Keep a person, with what suits most people until they choose for themselves."""
    house = step.house.config
    language = closest(actor.language_code, house.languages)
    new = await members.add(
        step.tx,
        bot_id=step.house.bot_id,
        telegram_id=actor.telegram_id,
        name=actor.name,
        language=language,
        zone=zone or HOME.get(language, "UTC"),
        days=WORKING_DAYS,
        ask_at=USUAL_TIME,
        quiet_from=house.kindness.quiet_from,
        quiet_to=house.kindness.quiet_to,
        usual_words=Visibility.PRIVATE,
        usual_taps=Visibility.PRIVATE,
        paused_until=None,
        reachable=True,
        owner=named_as_owner(step, actor),
        digest_day=DIGEST_DAY,
        digest_at=DIGEST_AT,
        next_digest_at=None,
        next_hint=Hint.READERS,
    )
    if new.owner:
        await register.note(step, None, Deed.OWNER_MADE, Hand.FILE, whom=new)
    return new


def named_as_owner(step: Step, actor: Actor) -> bool:
    """Whether the settings of the installation call them an owner."""
    return actor.telegram_id in step.house.config.owners
