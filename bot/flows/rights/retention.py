"""Retention: once a day, what has been kept long enough is deleted."""

from datetime import timedelta

import structlog

from bot.flows.base import redaction
from bot.flows.base.step import Step
from bot.flows.rights.records import RECORDS
from bot.storage.base import upkeep

EVERY = timedelta(days=1)

RULES = tuple(rule for record in RECORDS for rule in record.retention)

log = structlog.get_logger()


async def purge(step: Step) -> bool:
    """Apply every rule, if a day has passed since the last time."""
    due = await upkeep.due_at(step.tx, upkeep.PURGE)
    if due is not None and due > step.now:
        return False
    step.claim(everything=True)
    if not await upkeep.claim(step.tx, upkeep.PURGE, step.now, step.now + EVERY):
        return False
    gone = {rule.__name__.strip("_"): await rule(step) for rule in RULES}
    if any(gone.values()):
        await redaction.want(step)
        log.info("retention.purged", **{rule: count for rule, count in gone.items() if count})
    return False
