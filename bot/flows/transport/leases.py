"""Leases: of all replicas of a bot, one sends."""

from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.storage.transport import leases

SECONDS = 4.0
"""For so long a lease is held without being renewed; then another replica takes it."""


async def take(step: Step, holder: str, *, by_force: bool) -> int | None:
    """Hold the lease, if nobody else does or `by_force`. Its fence; None if it cannot be had."""
    return await leases.take(step.tx, step.house.bot_id, holder, SECONDS, by_force=by_force)


async def renew(step: Step, holder: str, fence: int) -> bool:
    """Go on holding it. False if somebody else has taken it meanwhile."""
    return await leases.renew(step.tx, step.house.bot_id, holder, fence, SECONDS)


async def holds(step: Step, holder: str, fence: int) -> bool:
    """Whether it is still held, and will be until this step is done."""
    return await leases.holds(step.tx, step.house.bot_id, holder, fence)


async def release(step: Step, holder: str, fence: int) -> None:
    """Let somebody else have it at once."""
    await leases.release(step.tx, step.house.bot_id, holder, fence)


RECORDS = (
    NothingPersonal(
        tables=("lease",),
        holds="which replica sends at the moment, and until when",
        kept="always",
    ),
)
