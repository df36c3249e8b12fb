"""Who helps when something is wrong: shown to everybody at any time, and filled in by those who run
the installation or lead a Team."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.base.actors import Actor
from bot.domain.base.availability import month_of
from bot.domain.base.dangers import Danger
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import DraftKind
from bot.domain.hearing.insights import FLOOR
from bot.domain.messages.people.support import (
    AskSupportLine,
    DangerTold,
    EditSupport,
    ShowSupport,
    SupportLine,
)
from bot.domain.people.members import Member
from bot.domain.people.support import LINE_LIMIT, SupportCard, SupportField, support_line
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.base import access, drafting, register
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, instead, sealed, toast
from bot.storage.people import members, support, teams

ORGANISATION = 0
"""Stands for the card that counts where a Team has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A Draft: what is typed next shall stand in this line."""

    team_id: int
    field: str


async def show(step: Step, actor: Actor) -> Telling:
    """Show whom the actor can turn to. Nobody learns that they have looked."""
    member = await access.member(step, actor)
    cards = await support.of_bot(step.tx, step.house.bot_id)
    mine = await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))
    shown = [_shown(cards[team.id], team) for team in mine if team.id in cards]
    if len(shown) < len(mine) or not mine:
        shown.append(_shown(cards[None], None, editable=member.owner))
    return [sealed(member, one, At.END) for one in shown]


def _shown(card: SupportCard, team: Team | None, *, editable: bool = False) -> ShowSupport:
    return ShowSupport(lines=lines_of(card), team=_name(team), editable=editable)


def lines_of(card: SupportCard) -> tuple[SupportLine, ...]:
    """Those in which something stands."""
    every = (SupportLine(field=field, text=card.line(field)) for field in SupportField)
    return tuple(one for one in every if one.text)


async def open_card(step: Step, actor: Actor, team_id: int) -> Telling:
    """Show the card with all its lines to somebody who may change it."""
    member, team = await _may_change(step, actor, team_id)
    await drafting.drop(step, member, DraftKind.SUPPORT)
    return [instead(member, await _edited(step, team))]


async def ask_line(step: Step, actor: Actor, team_id: int, field: SupportField) -> Telling:
    member, team = await _may_change(step, actor, team_id)
    await drafting.begin(step, member, DraftKind.SUPPORT, _Line(team_id=team_id, field=field))
    card = await _card(step, team)
    message = AskSupportLine(
        field=field, now=card.lines.get(field, ""), team=_name(team), team_id=team_id
    )
    return [instead(member, message, about=(Subject.DRAFT, 0))]


async def empty_line(step: Step, actor: Actor, team_id: int, field: SupportField) -> Telling:
    member, team = await _may_change(step, actor, team_id)
    await drafting.drop(step, member, DraftKind.SUPPORT)
    return await _put(step, member, team, field, "")


async def words(step: Step, actor: Actor, text: str) -> Telling:
    """Take what was typed as the line that was asked for."""
    draft = await drafting.required(step, actor, DraftKind.SUPPORT)
    asked = drafting.read(draft, _Line)
    member, team = await _may_change(step, actor, asked.team_id)
    line = support_line(text)
    if line is None:
        raise Refusal("support_line_length", most=LINE_LIMIT)
    await drafting.drop(step, member, DraftKind.SUPPORT)
    return await _put(step, member, team, SupportField(asked.field), line)


async def use_organisations(step: Step, actor: Actor, team_id: int) -> Telling:
    """The Team lets go of its own card."""
    member, team = await _may_change(step, actor, team_id)
    if team is None:
        raise Refusal("button_unknown")
    step.claim(teams={team.id})
    await support.remove(step.tx, team.id)
    await register.note(step, team, Deed.SUPPORT_LET_GO, member)
    return [toast("support_of_organisation"), instead(member, await _edited(step, team))]


async def _put(
    step: Step, member: Member, team: Team | None, field: SupportField, line: str
) -> Telling:
    """The first line that a Team changes makes the card its own: with all that stood there."""
    card = await _card(step, team)
    lines = {**card.lines, field: line}
    kept = {name: text for name, text in lines.items() if text}
    if lines != card.lines:
        await support.put(step.tx, step.house.bot_id, team.id if team else None, kept)
        await register.note(step, team, Deed.SUPPORT_CHANGED, member)
    return [instead(member, await _edited(step, team))]


async def _edited(step: Step, team: Team | None) -> EditSupport:
    card = await _card(step, team)
    lines = tuple(SupportLine(field=field, text=card.line(field)) for field in SupportField)
    return EditSupport(
        lines=lines,
        lacking=card.lacking,
        team=_name(team),
        team_id=team.id if team else ORGANISATION,
        own=card.team_id is not None,
        often=() if team else await _often(step),
    )


async def _often(step: Step) -> tuple[DangerTold, ...]:
    """What last month's words told of, where they were enough to point at nobody."""
    month = month_of(month_of(step.now.date()) - timedelta(days=1))
    found = await support.counted(step.tx, step.house.bot_id, month)
    told = ((one, found.get(one, 0)) for one in Danger)
    return tuple(DangerTold(danger=one, times=times) for one, times in told if times >= FLOOR)


async def _card(step: Step, team: Team | None) -> SupportCard:
    return await support.for_team(step.tx, step.house.bot_id, team.id if team else None)


async def _may_change(step: Step, actor: Actor, team_id: int) -> tuple[Member, Team | None]:
    """Whoever runs the installation changes the organisation's card, whoever leads a Team its
    own."""
    if team_id == ORGANISATION:
        return await access.owner(step, actor), None
    return await access.to_change(step, actor, team_id)


def _name(team: Team | None) -> str:
    return team.name if team else ""


RECORDS = (
    NothingPersonal(
        tables=("support",),
        holds="who helps when something is wrong, as those who run the installation or lead a Team"
        " have written it",
        kept="until it is changed, or the Team ends",
    ),
)
