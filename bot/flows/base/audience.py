"""Whom a Schedule asks."""

from collections.abc import Set
from datetime import date

from bot.domain.members import Member
from bot.domain.roles import Role
from bot.flows.base.step import Step
from bot.storage import members


async def audience(step: Step, team_id: int, roles: Set[Role], on: date) -> list[Member]:
    """Everybody in one of the roles who can be reached and is not on leave that day."""
    return [
        member
        for held, member in await members.of_team(step.tx, team_id)
        if held & roles and member.reachable and not member.paused_on(on)
    ]
