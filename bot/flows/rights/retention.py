"""Retention: once a day, what has been kept long enough is deleted."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import structlog

from bot.domain.base.availability import month_of
from bot.domain.base.drafts import LIFETIME
from bot.domain.transport.inbox import KEPT_IDS
from bot.flows.base import redaction
from bot.flows.base.envelope import pack, unpack
from bot.flows.base.step import Step
from bot.flows.hearing.releases import without
from bot.storage.asking import notes, planned
from bot.storage.base import drafts, upkeep
from bot.storage.hearing import pool, releases
from bot.storage.people import invites
from bot.storage.transport import deliveries, inbox

EVERY = timedelta(days=1)
PLANNED = timedelta(days=8)
"""Counts of messages the bot meant to begin; the ceilings look back a week."""

EXPIRED_INVITES = timedelta(days=30)

LOST = timedelta(days=30)
"""How long people are told that what they look for may have been lost before a restore."""

log = structlog.get_logger()


async def purge(step: Step) -> bool:
    """Apply every rule, if a day has passed since the last time."""
    due = await upkeep.due_at(step.tx, upkeep.PURGE)
    if due is not None and due > step.now:
        return False
    step.be_alone()
    if not await upkeep.claim(step.tx, upkeep.PURGE, step.now, step.now + EVERY):
        return False
    gone = {rule.__name__.strip("_"): await rule(step) for rule in RULES}
    if any(gone.values()):
        await redaction.want(step)
        log.info("retention.purged", **{rule: count for rule, count in gone.items() if count})
    return False


async def _waiting_answers(step: Step) -> int:
    """What too few have shared in time is given up."""
    days = step.house.config.retention.waiting_answers
    return await pool.remove_waiting_before(step.tx, _before(step, days))


async def _friends_answers(step: Step) -> int:
    days = step.house.config.retention.team_words
    return await pool.remove_of_friends_before(step.tx, _before(step, days))


async def _team_words(step: Step) -> int:
    """The words of a Release go all together, and its figures stay."""
    days = step.house.config.retention.team_words
    old = await releases.with_answers_before(step.tx, _before(step, days))
    for one in old:
        told = [without(unpack(message), None) for message in one.told]
        await releases.change(step.tx, one.id, [pack(message) for message in told])
        await pool.remove_of_release(step.tx, one.id)
    return len(old)


async def _releases(step: Step) -> int:
    days = step.house.config.retention.releases
    return await releases.remove_before(step.tx, _before(step, days))


async def _private_notes(step: Step) -> int:
    """A whole month of them at a time, once all of it is old enough."""
    days = step.house.config.retention.private_notes
    return 0 if days is None else await notes.remove_before(step.tx, month_of(_before(step, days)))


async def _parked_updates(step: Step) -> int:
    days = step.house.config.retention.parked_updates
    return await inbox.remove_parked_before(step.tx, _before(step, days))


async def _handled_updates(step: Step) -> int:
    """Their ids have no date, so that they go by their number."""
    return await inbox.keep_newest(step.tx, KEPT_IDS)


async def _sent_messages(step: Step) -> int:
    return await deliveries.remove_done(step.tx)


async def _parked_messages(step: Step) -> int:
    days = timedelta(days=step.house.config.retention.parked_updates)
    return await deliveries.remove_parked_before(step.tx, step.now - days)


async def _drafts(step: Step) -> int:
    return await drafts.remove_before(step.tx, step.now - LIFETIME)


async def _planned(step: Step) -> int:
    return await planned.remove_before(step.tx, (step.now - PLANNED).date())


async def _lost(step: Step) -> int:
    """After a while, nobody comes upon the buttons any more that a restored database has lost."""
    until = await upkeep.due_at(step.tx, upkeep.LOST_UNTIL)
    if until is None or until > step.now - LOST:
        return 0
    await upkeep.forget(step.tx, upkeep.LOST_SINCE)
    await upkeep.forget(step.tx, upkeep.LOST_UNTIL)
    return 1


async def _invites(step: Step) -> int:
    return await invites.remove_expired_before(step.tx, step.now - EXPIRED_INVITES)


def _before(step: Step, days: int) -> date:
    return step.now.date() - timedelta(days=days)


RULES: tuple[Callable[[Step], Awaitable[int]], ...] = (
    _waiting_answers,
    _friends_answers,
    _team_words,
    _releases,
    _private_notes,
    _parked_updates,
    _handled_updates,
    _drafts,
    _sent_messages,
    _parked_messages,
    _planned,
    _lost,
    _invites,
)
"""What is deleted when; each says how much went. docs/privacy.md tells it to people."""
