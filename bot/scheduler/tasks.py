"""Everything that falls due by itself, in the order in which it is looked at."""

from collections.abc import Awaitable, Callable

from bot.flows import prompts, rounds, seals
from bot.flows.base.step import Step

Task = Callable[[Step], Awaitable[bool]]
"""One unit of work in one step. True means that there may be more."""

TASKS: tuple[Task, ...] = (
    seals.close,
    rounds.plan,
    prompts.send_due,
    prompts.remind,
)
