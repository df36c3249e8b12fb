"""Everything that falls due by itself, in the order in which it is looked at."""

from collections.abc import Awaitable, Callable

from bot.flows.asking import absence, prompts, rounds
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import UnitOfWork
from bot.flows.hearing import digests, seals
from bot.flows.rights import retention
from bot.flows.transport import upkeep

Task = Callable[[Step], Awaitable[bool]]
"""One unit of work in one step. True means that there may be more. Once it knows that something is
due, and before it changes anything, it claims what that belongs to."""

Chore = Callable[[UnitOfWork], Awaitable[None]]
"""What cannot be done inside a step. It begins steps of its own, and ends with nothing left."""

TASKS: tuple[Task, ...] = (
    # First, so that after a long absence nothing is told that should have been gone.
    retention.purge,
    seals.close,
    rounds.plan,
    prompts.send_due,
    prompts.remind,
    digests.send_due,
)

CHORES: tuple[Chore, ...] = (absence.offer_afresh, upkeep.scrub)
