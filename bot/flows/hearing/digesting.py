"""When somebody's next Digest is due: to be settled anew whenever their roles, their time zone or
the time of their Digest change."""

from bot.domain.base.roles import Role
from bot.domain.hearing.digests import next_digest
from bot.domain.people.members import Member
from bot.flows.base.step import Step
from bot.storage.people import members


async def settle(step: Step, member_id: int) -> None:
    """Managers get a Digest, and nobody else."""
    member = await members.by_id(step.tx, member_id)
    if member is None:
        return
    if await manages(step, member):
        await rearm(step, member)
    else:
        await members.change(step.tx, member.id, next_digest_at=None, digested_until=None)


async def manages(step: Step, member: Member) -> list[int]:
    """The Teams in which the Member is a manager."""
    held = await members.memberships(step.tx, member.id)
    return [team_id for team_id, roles in held.items() if Role.MANAGER in roles]


async def rearm(step: Step, member: Member, **fields: object) -> None:
    """Let the next Digest come at the Member's own day and time."""
    following = next_digest(member.zone, member.digest_day, member.digest_at, step.now)
    await members.change(step.tx, member.id, next_digest_at=following, **fields)
