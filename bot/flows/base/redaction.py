"""Redaction: after something is deleted for good, the files of the database are rewritten, so that
no byte of them still tells of it."""

from collections.abc import Collection

from bot.flows.base.step import Step
from bot.storage.transport import inbox


async def want(step: Step) -> None:
    """Have the files rewritten, soon."""
    step.redacts = True


async def cut(step: Step, bot_id: int, people: Collection[int]) -> None:
    """The links between these people (their Telegram ids) and something of theirs were deleted, a
    moment ago in this step. What they have sent and nobody has handled yet may tell of them: so the
    files are rewritten now, and once more when that has been handled."""
    await inbox.overtake(step.tx, bot_id, people)
    await want(step)
