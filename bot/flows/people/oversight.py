"""Oversight: representatives see how a Team is set up, and may pause new questions and letters.

They are asked nothing by that, and hear nothing of answers or of who takes part.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import DraftKind
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.messages.people.oversight import (
    AskHoldReason,
    LinkCount,
    RepresentativeInvited,
    RoleCount,
    ShowOversight,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.invites import InviteState, deep_link
from bot.domain.people.members import Member
from bot.domain.people.oversight import HOLD, REASON_LIMIT, hold_reason
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import guard, outlook
from bot.flows.base import access, drafting, register
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, toast
from bot.flows.people import invites as inviting
from bot.storage.asking import prompts, schedules
from bot.storage.people import invites, members, teams

LINES = 8
"""Schedules on one screen of a small phone."""

LINK_DAYS = 7
"""How long a link into the whole installation is good for. One person may use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTeam:
    """A Draft that only knows the Team in which something is to be paused: the reason is to
    come."""

    team_id: int


async def show(step: Step, actor: Actor, team_id: int) -> Telling:
    """Show how the Team is set up."""
    member, team = await access.to_oversee(step, actor, team_id)
    # Whoever goes back from "Why?" must not pause anything with their next words.
    await drafting.drop(step, member, DraftKind.HOLD)
    return await _show(step, member, team)


async def ask_reason(step: Step, actor: Actor, team_id: int) -> Telling:
    """Ask why new questions are to be paused."""
    member, team = await access.to_oversee(step, actor, team_id)
    await drafting.begin(step, member, DraftKind.HOLD, _OfTeam(team_id=team.id))
    message = AskHoldReason(team_id=team.id, team=team.name)
    return [instead(member, message, about=(Subject.DRAFT, 0))]


async def hold(step: Step, actor: Actor, text: str) -> Telling:
    """Take what was typed as the reason, and pause: nobody is asked anything new in the Team, nor
    reminded, and no letter tells of it. What has been asked can be answered until its Round
    closes, and what is somebody's own is not touched."""
    draft = await drafting.required(step, actor, DraftKind.HOLD)
    member, team = await access.to_oversee(step, actor, drafting.read(draft, _OfTeam).team_id)
    reason = hold_reason(text)
    if reason is None:
        raise Refusal("reason_length", most=REASON_LIMIT)
    if await guard.names_somebody(step, team.id, reason):
        raise Refusal("reason_names_somebody")
    await drafting.drop(step, member)
    until = await _hold(step, team)
    facts = {"reason": reason, "until": until.date().isoformat()}
    await register.note(step, team, Deed.HELD, member, facts)
    return await _show_again(step, member, team)


async def hold_on(step: Step, actor: Actor, team_id: int) -> Telling:
    """Let the pause last for as long again, from now on."""
    member, team = await access.to_oversee(step, actor, team_id)
    if team.held(step.now) is None:
        raise Refusal("held_no_more")
    until = await _hold(step, team)
    await register.note(step, team, Deed.HELD_ON, member, {"until": until.date().isoformat()})
    return [toast("held_on"), *await _show_again(step, member, team)]


async def end_hold(step: Step, actor: Actor, team_id: int) -> Telling:
    """Ask again, from the next date on. Dates that were missed stay missed."""
    member, team = await access.to_oversee(step, actor, team_id)
    if team.held(step.now) is None:
        raise Refusal("held_no_more")
    step.claim(teams={team.id})
    # Not none: who was left out in a Round that is open goes on being counted (see dialogues.py).
    await teams.change(step.tx, team.id, held_until=step.now)
    await register.note(step, team, Deed.HOLD_ENDED, member)
    return [toast("hold_ended"), *await _show_again(step, member, team)]


async def invite(step: Step, actor: Actor) -> Telling:
    """A link with which one person comes to stand for the people of all Teams."""
    owner = await access.owner(step, actor)
    made = await inviting.add(step, None, Role.REPRESENTATIVE, 1, LINK_DAYS, by=owner)
    message = RepresentativeInvited(
        link=deep_link(step.house.bot_name, made.token),
        expires_at=made.expires_at,
        zone=owner.zone,
    )
    return [instead(owner, message)]


async def stand_down(step: Step, actor: Actor) -> Telling:
    """Stand for the people of all Teams no more. What has been paused ends when it was to."""
    member = await access.member(step, actor)
    if member.representative_since is None:
        raise Refusal("button_unknown")
    await members.change(step.tx, member.id, representative_since=None)
    await register.note(step, None, Deed.STOOD_DOWN, member, whom=member)
    return [instead(member, Said(key="stood_down"))]


async def _hold(step: Step, team: Team) -> datetime:
    step.claim(teams={team.id})
    until = step.now + HOLD
    await teams.change(step.tx, team.id, held_until=until)
    await prompts.hold(step.tx, team.id)
    return until


async def _show_again(step: Step, member: Member, team: Team) -> Telling:
    return await _show(step, member, await teams.by_id(step.tx, team.id) or team)


async def _show(step: Step, member: Member, team: Team) -> Telling:
    found = await schedules.of_team(step.tx, team.id)
    message = ShowOversight(
        team_id=team.id,
        team=team.name,
        languages=team.languages,
        floor=team.floor,
        chat_title=team.chat_title,
        chat_public=team.chat_public,
        linked=team.chat_id is not None,
        roles=await _roles(step, team),
        links=await _links(step, team),
        lines=tuple(outlook.line(step, team, one, member.language) for one in found[:LINES]),
        others=max(len(found) - LINES, 0),
        zone=team.zone,
        held_until=team.held(step.now),
    )
    return [instead(member, message)]


async def _roles(step: Step, team: Team) -> tuple[RoleCount, ...]:
    held = Counter(role for held, _ in await members.of_team(step.tx, team.id) for role in held)
    return tuple(RoleCount(role=role, people=held[role]) for role in IN_TEAM if held[role])


async def _links(step: Step, team: Team) -> tuple[LinkCount, ...]:
    made = await invites.of_team(step.tx, team.id)
    links = Counter(one.role for one in made if one.state(step.now) is InviteState.OPEN)
    return tuple(LinkCount(role=role, links=links[role]) for role in IN_TEAM if links[role])
