"""Forgetting a person: what goes, what stays, asked twice, done at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.roles import Role
from bot.domain.messages.rights.forgetting import (
    ConfirmForgetting,
    ExplainForgetting,
    Forgotten,
    NotForgotten,
)
from bot.domain.people.members import Member
from bot.errors import Refusal
from bot.flows.asking import promises
from bot.flows.base import access, redaction, register
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, instead, told
from bot.flows.rights.records import PERSONAL
from bot.storage.hearing import pool
from bot.storage.people import members, teams

CHANCE = timedelta(minutes=15)
"""How long the buttons mean it. An old one must not erase somebody who comes upon it by chance."""

GOODBYE = timedelta(days=1)
"""How long the goodbye may wait to be sent; it is the last row that names the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What goes with somebody, beside all that is only theirs: their place in these Teams, and so
    many answers that were shared with their name."""

    teams: tuple[str, ...]
    named: int


async def explain(step: Step, actor: Actor) -> Telling:
    """Say what goes and what stays, and ask."""
    member = await access.member(step, actor)
    going = await goes_with(step, member)
    until = _minute(step.now + CHANCE)
    message = ExplainForgetting(
        teams=going.teams,
        named=going.named,
        until=until,
        friend=bool(await promises.befriended(step, member)),
    )
    return [told(member, message)]


async def confirm(step: Step, actor: Actor, until: int) -> Telling:
    """Ask a second time."""
    member = await _in_time(step, actor, until)
    return [instead(member, ConfirmForgetting(until=until))]


async def stay(step: Step, actor: Actor) -> Telling:
    member = await access.member(step, actor)
    return [instead(member, NotForgotten())]


async def forget(step: Step, actor: Actor, until: int) -> Telling:
    """Erase the Member and all that is linked to them. The goodbye is owed to a stranger."""
    member = await _in_time(step, actor, until)
    await erase(step, member)
    return [told(member, Forgotten(), At.PRESSED, expires_at=step.now + GOODBYE)]


async def forget_for(step: Step, member: Member) -> None:
    """The same by the hand of an operator, whom the person has asked. They are told all the same.

    Refused as it would be to themselves.
    """
    await goes_with(step, member)
    for team in await teams.by_ids(step.tx, await members.memberships(step.tx, member.id)):
        await register.note(step, team, Deed.FORGOTTEN, Hand.OPERATOR)
    await erase(step, member)
    step.write(member, Forgotten(), expires_at=step.now + GOODBYE)


async def goes_with(step: Step, member: Member) -> Going:
    """What goes with somebody. Refused if they would leave a Team or the installation to nobody."""
    for team in await access.teams_of(step, member):
        leading = await members.holding(step.tx, team.id, Role.FACILITATOR)
        if [one.id for one in leading] == [member.id]:
            raise Refusal("only_facilitator", team=team.name)
    if [one.id for one in await members.owners(step.tx, step.house.bot_id)] == [member.id]:
        raise Refusal("only_owner")
    held = await members.memberships(step.tx, member.id)
    return Going(
        teams=tuple(team.name for team in await teams.by_ids(step.tx, held)),
        named=len(await pool.named_by(step.tx, member.id)),
    )


async def erase(step: Step, member: Member) -> None:
    """Delete somebody and all that is linked to them: what stands on others first, so that what
    still waits for their chat is gone before anything is owed to others."""
    named = await pool.named_by(step.tx, member.id)
    touched = await teams.touching(step.tx, member.id) | {one.team_id for one in named}
    # Two owners who go at one moment would each count on the other.
    step.claim(everything=member.owner, teams=touched, people={member.person})
    for record in reversed(PERSONAL):
        if record.forget.run is not None:
            await record.forget.run(step, member)
    await redaction.want(step)


async def _in_time(step: Step, actor: Actor, until: int) -> Member:
    member = await access.member(step, actor)
    await goes_with(step, member)
    if _minute(step.now) > until:
        raise Refusal("forget_again")
    return member


def _minute(moment: datetime) -> int:
    """Minutes since 1970."""
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(minutes=1))
