"""Teams: seen by their people, changed and ended by those who lead them."""

from dataclasses import dataclass

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.messages.people.channels import ConfirmUnlink
from bot.domain.messages.people.people import Said
from bot.domain.messages.people.teams import (
    AskEndOfTeam,
    AskNewName,
    OfferFloors,
    ShowTeam,
    ShowTeams,
    TeamLine,
)
from bot.domain.people.members import Member
from bot.domain.people.teams import FLOORS, NAME_LIMIT, Team, team_name
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking.promises import promised
from bot.flows.base import access, drafting, redaction, register
from bot.flows.base.paging import page_of
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, toast, told
from bot.flows.hearing import seals
from bot.flows.people import channels
from bot.storage.asking import rounds, schedules
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

PAGE = 6
"""Teams on one screen of a small phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTeam:
    """A Draft that only knows its Team: its new name, or its name once more, is to come."""

    team_id: int


async def show_mine(step: Step, actor: Actor, page: int = 0) -> Telling:
    """List the actor's Teams, and those whose people they stand for."""
    member = await access.member(step, actor)
    mine = await access.seen_by(step, member)
    page, shown, more = page_of(mine, page, PAGE)
    message = ShowTeams(
        teams=tuple([await _line(step, member, team) for team in shown]),
        page=page,
        more=more,
        may_found=member.owner,
        stands_for_all=member.representative_since is not None,
    )
    return [instead(member, message)]


async def show(step: Step, actor: Actor, team_id: int) -> Telling:
    """Show a Team with what can be changed about it."""
    member, team = await access.in_team(step, actor, team_id, Role.FACILITATOR)
    # Whoever goes back from "What shall it be called?" must not rename it with their next words.
    await drafting.drop(step, member, DraftKind.TEAM_NAME, DraftKind.TEAM_END)
    message = ShowTeam(
        line=await _line(step, member, team),
        languages=team.languages,
        zone=team.zone,
        floor=team.floor,
        declared=team.declared is not None,
    )
    return [instead(member, message)]


async def ask_name(step: Step, actor: Actor, team_id: int) -> Telling:
    member, team = await access.to_change(step, actor, team_id)
    await drafting.begin(step, member, DraftKind.TEAM_NAME, _OfTeam(team_id=team.id))
    message = AskNewName(team_id=team.id, name=team.name)
    return [instead(member, message, about=(Subject.DRAFT, 0))]


async def rename(step: Step, actor: Actor, text: str) -> Telling:
    """Take what was typed as the Team's new name."""
    member, team, _ = await _drafted(step, actor, DraftKind.TEAM_NAME)
    step.claim(teams={team.id})
    name = team_name(text)
    if name is None:
        raise Refusal("team_name_length", most=NAME_LIMIT)
    await teams.change(step.tx, team.id, name=name)
    if name != team.name:
        await register.note(step, team, Deed.NAMED, member, {"before": team.name, "name": name})
    return await show(step, actor, team.id)


async def offer_floors(step: Step, actor: Actor, team_id: int) -> Telling:
    """Offer from how many people on something may be shown."""
    member, team = await access.to_change(step, actor, team_id)
    lowest = step.house.config.privacy.floor
    locked = await promised(step, team)
    least = team.floor if locked else lowest
    message = OfferFloors(
        team_id=team.id,
        name=team.name,
        floor=team.floor,
        floors=tuple(sorted({team.floor, *(f for f in FLOORS if f >= least)})),
        lowest=lowest,
        locked=locked,
    )
    return [instead(member, message)]


async def set_floor(step: Step, actor: Actor, team_id: int, floor: int) -> Telling:
    """Change the floor. It is lowered only when nobody has shared under the present one."""
    member, team = await access.to_change(step, actor, team_id)
    if floor not in FLOORS or floor < step.house.config.privacy.floor:
        raise Refusal("button_unknown")
    step.claim(teams={team.id})
    if floor < team.floor and await promised(step, team):
        raise Refusal("floor_promised", floor=team.floor)
    await teams.change(step.tx, team.id, floor=floor)
    if floor != team.floor:
        await register.note(step, team, Deed.FLOOR, member, {"least": team.floor, "floor": floor})
    return [toast("floor_set", floor=floor), *await show(step, actor, team.id)]


async def unlink(step: Step, actor: Actor, team_id: int, *, warned: bool = False) -> Telling:
    """Post no more in the Team's channel. While something is promised to it, only after a word on
    what becomes of that."""
    member, team = await access.in_team(step, actor, team_id, Role.FACILITATOR)
    if team.chat_id is None:
        raise Refusal("channel_gone")
    if not warned and await promised(step, team):
        message = ConfirmUnlink(team_id=team.id, team=team.name, chat=team.chat_title)
        return [instead(member, message)]
    await channels.unlink(step, team)
    await register.note(step, team, Deed.CHANNEL_UNLINKED, member, {"chat": team.chat_title})
    return [toast("channel_unlinked"), *await show(step, actor, team.id)]


async def ask_end(step: Step, actor: Actor, team_id: int) -> Telling:
    """Say what goes with the Team, and ask for its name."""
    member, team = await access.to_change(step, actor, team_id)
    await drafting.begin(step, member, DraftKind.TEAM_END, _OfTeam(team_id=team.id))
    message = AskEndOfTeam(
        team_id=team.id,
        name=team.name,
        people=await members.count(step.tx, team.id),
        schedules=len(await schedules.of_team(step.tx, team.id)),
    )
    return [instead(member, message, about=(Subject.DRAFT, 0))]


async def end(step: Step, actor: Actor, text: str) -> Telling:
    """Delete the Team with all that is its own. What people wrote in open Rounds returns to them
    as private Notes, since nobody else has seen it."""
    member, team, _ = await _drafted(step, actor, DraftKind.TEAM_END)
    step.claim(teams={team.id})
    typed = team_name(text) or ""
    if typed.casefold() != team.name.casefold():
        raise Refusal("name_differs", team=team.name)
    for unfinished in await rounds.open_of_team(step.tx, team.id):
        bank = step.house.banks.get(unfinished.bank_id)
        replies = await seals.replies_of(step, unfinished)
        await seals.keep_as_notes(step, unfinished, bank, replies)
        await deliveries.remove_of_round(step.tx, unfinished.id)
    people = [one for _, one in await members.of_team(step.tx, team.id)]
    await drafting.drop(step, member)
    await teams.remove(step.tx, team.id)
    await register.note(step, None, Deed.TEAM_ENDED, member, {"team": team.name})
    await redaction.cut(step, team.bot_id, [one.telegram_id for one in people])
    news = Said(key="team_ended", facts={"team": team.name})
    step.post(team, news)
    for one in people:
        if one.id != member.id:
            step.write(one, news)
    return [told(member, news)]


async def _drafted(step: Step, actor: Actor, kind: DraftKind) -> tuple[Member, Team, Draft]:
    draft = await drafting.required(step, actor, kind)
    team_id = drafting.read(draft, _OfTeam).team_id
    member, team = await access.to_change(step, actor, team_id)
    return member, team, draft


async def _line(step: Step, member: Member, team: Team) -> TeamLine:
    held = await members.roles(step.tx, member.id, team.id)
    return TeamLine(
        team_id=team.id,
        name=team.name,
        roles=tuple(role for role in IN_TEAM if role in held),
        people=await members.count(step.tx, team.id),
        chat_title=team.chat_title,
        linked=team.chat_id is not None,
        leads=member.owner or Role.FACILITATOR in held,
        stands=await access.represents(step, member, team.id),
    )


RECORDS = (
    NothingPersonal(
        tables=("team",),
        holds="the Teams, their chat with the number of people in it, and until when somebody who"
        " represents them has paused what is asked",
        kept="until somebody deletes them",
    ),
)
