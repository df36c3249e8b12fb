"""The Register: everybody in a Team may read what is done to the tool itself, and by whom.

It is written by `flows/base/register.py`.
"""

from collections.abc import Mapping, Sequence

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed, DeedHeld, DeedKept, Hand
from bot.domain.base.languages import in_language
from bot.domain.messages.rights.register import (
    DeedLine,
    PickTeamForRegister,
    RegisterChoice,
    ShowRegister,
)
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.base import access
from bot.flows.base.paging import page_of
from bot.flows.base.personal import DataSection, Forgetting, PersonalData, days_ago, team_name
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead
from bot.storage.base import deeds
from bot.storage.people import members

LINES = 10
TEAMS = 8
"""On one screen of a small phone."""

NO_TEAM = 0

OF_OTHERS = (Deed.TEAM_ENDED,)
"""Deeds about a Team that is gone: they are told to owners alone, for nobody else led it or was in
it."""


async def show_mine(step: Step, actor: Actor, page: int = 0) -> Telling:
    """Show the Register of the actor's Team, or ask of which of several."""
    member = await access.member(step, actor)
    mine = await access.seen_by(step, member)
    if not mine and not member.owner:
        raise Refusal("in_no_team")
    if len(mine) < 2:
        return await _show(step, member, mine[0] if mine else None, 0, several=False)
    page, shown, more = page_of(mine, page, TEAMS)
    message = PickTeamForRegister(
        teams=tuple(RegisterChoice(team_id=team.id, name=team.name) for team in shown),
        page=page,
        more=more,
    )
    return [instead(member, message)]


async def show(step: Step, actor: Actor, team_id: int, page: int) -> Telling:
    """Show a page of a Team's Register to anybody who is in it, or stands for its people."""
    if team_id == NO_TEAM:
        owner = await access.owner(step, actor)
        return await _show(step, owner, None, page, several=False)
    member = await access.member(step, actor)
    if await access.represents(step, member, team_id):
        member, team = await access.to_oversee(step, actor, team_id)
    else:
        member, team = await access.in_team(step, actor, team_id)
    several = len(await access.seen_by(step, member)) > 1
    return await _show(step, member, team, page, several=several)


async def _show(
    step: Step, member: Member, team: Team | None, page: int, *, several: bool
) -> Telling:
    page = max(page, 0)
    found = await deeds.page(
        step.tx,
        step.house.bot_id,
        team.id if team else None,
        but=() if member.owner else OF_OTHERS,
        first=page * LINES,
        most=LINES + 1,
    )
    shown = found[:LINES]
    ids = {one.member_id for one in shown} | {one.whom_id for one in shown}
    people = await members.by_ids(step.tx, [one for one in ids if one is not None])
    message = ShowRegister(
        team_id=team.id if team else NO_TEAM,
        team=team.name if team else "",
        lines=tuple(_line(step, one, people, member.language) for one in shown),
        kept=step.house.config.retention.deeds,
        page=page,
        more=len(found) > LINES,
        several=several,
    )
    return [instead(member, message)]


def _line(step: Step, one: DeedKept, people: Mapping[int, Member], language: str) -> DeedLine:
    return DeedLine(
        on=one.on_date,
        kind=one.kind,
        hand=one.hand,
        who=_name(people, one.member_id),
        whom=_name(people, one.whom_id),
        alone=one.hand is Hand.MEMBER and one.member_id == one.whom_id,
        facts=_told(step, one, language),
    )


def _name(people: Mapping[int, Member], member_id: int | None) -> str:
    found = people.get(member_id) if member_id is not None else None
    return found.name if found else ""


def _told(step: Step, one: DeedKept, language: str) -> dict[str, str | int]:
    """The facts, with the title of a question bank as the reader calls it."""
    facts = dict(one.facts)
    if "bank" in facts:
        bank = step.house.banks.get(str(facts["bank"]))
        facts["bank"] = in_language(bank.title, language) if bank else ""
    return facts


async def _held(step: Step, member: Member) -> Sequence[DeedHeld]:
    return [
        DeedHeld(
            team=await team_name(step, one.team_id),
            on=one.on_date,
            kind=one.kind,
            yours=one.member_id == member.id,
            about_you=one.whom_id == member.id,
            facts=one.facts,
        )
        for one in await deeds.touching(step.tx, member.id)
    ]


async def _forget(step: Step, member: Member) -> None:
    """What they have typed as a reason is theirs; that they paused something stays."""
    await deeds.forget_reasons(step.tx, member.id)


async def _deeds(step: Step) -> int:
    day = days_ago(step, step.house.config.retention.deeds)
    return await deeds.remove_before(step.tx, day)


RECORDS = (
    PersonalData(
        tables=("deed",),
        holds="what was done to a Team's settings, people, links, Schedules and channel, or to the"
        " installation: by whom, on which day, to whose Roles, and why a representative paused what"
        " is asked; never anything about answers",
        kept="365 days (`retention.deeds`)",
        mydata=DataSection(
            name="deeds",
            explained={
                "deeds": "what the person did to a team or the installation (`yours`), and what was"
                " done to their roles (`about_you`): `team`, `on`, `kind`, `yours`, `about_you`,"
                " `facts`"
            },
            of=_held,
        ),
        forget=Forgetting(
            does="stays, but no longer says who; a reason that they typed goes", run=_forget
        ),
        retention=(_deeds,),
    ),
)
