"""Whom a Round asks, or lets begin: the crowd in which somebody may hide."""

from collections.abc import Set
from datetime import date

from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.roles import Role
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.base.step import Step
from bot.storage.asking import prompts
from bot.storage.people import members, support


async def audience(step: Step, team_id: int, roles: Set[Role], on: date) -> list[Member]:
    """Everybody in one of the roles who can be reached and is not on leave that day."""
    return [
        member
        for held, member in await members.of_team(step.tx, team_id)
        if held & roles and member.reachable and not member.paused_on(on)
    ]


def may_be_asked(step: Step, roles: Set[Role]) -> bool:
    """Whether anything could ever ask somebody in these roles."""
    return any(roles & bank.roles for bank in step.house.banks.values())


async def may_start(step: Step, team: Team, bank: QuestionBank) -> bool:
    """Whether these questions may be started in the Team: what may stir something up only once it
    is clear who helps then."""
    if not bank.sensitive:
        return True
    return not (await support.for_team(step.tx, team.bot_id, team.id)).lacking


async def could_begin(step: Step, team: Team, bank: QuestionBank) -> int:
    """How many people may reflect on these questions when they feel like it."""
    return await members.count_reachable(step.tx, team.id, bank.roles)


async def really_asked(step: Step, team: Team, ended: Round, bank: QuestionBank | None) -> int:
    """How many people had a question of this Round in front of them, or could have begun it."""
    if not ended.self_started:
        return len(await prompts.asked(step.tx, ended.id))
    return await could_begin(step, team, bank) if bank is not None else 0
