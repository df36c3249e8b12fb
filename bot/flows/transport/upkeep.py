"""What the database needs besides steps: its file is rewritten after a Seal, and moments that
another clock told are set right."""

from datetime import datetime, timedelta

from bot.errors import OperatorError
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import OWN, UnitOfWork
from bot.storage.base import upkeep
from bot.storage.base.engine import Store
from bot.storage.transport import deliveries, inbox

LARGE = 64 * 1024 * 1024
"""Bytes. Up to here rewriting takes half a second at most; more would keep people waiting."""

REST = timedelta(hours=1)
"""Between two rewritings of a large file."""

LONGEST_WAIT = timedelta(hours=1)
"""For a moment in which nobody is at work. After that they wait for a second."""

TRY_AGAIN = timedelta(minutes=5)
"""After the file could not be rewritten, as on a full disk or during somebody's backup."""

LOST = timedelta(days=30)
"""How long people are told that what they look for may have been lost before a restore."""

HANDLED_WITHIN = timedelta(seconds=5)
"""Until what a Seal has overtaken has mostly been handled."""


async def make_due(step: Step) -> None:
    """Try now whatever waits for another try: by a clock that was set back since, it could wait for
    hours. Trying once too early does no harm."""
    await inbox.make_due(step.tx, step.house.bot_id, step.now)
    await deliveries.make_due(step.tx, step.house.bot_id, step.now)


async def scrub(unit_of_work: UnitOfWork) -> None:
    """Rewrite the database's files if that is due, outside any step.

    It counts as done only afterwards, so that a crash on the way leads to another try. What a Seal
    has overtaken in the inbox may tell of what was sealed: the files are rewritten once more after
    that has been handled.
    """
    async with unit_of_work.look() as step:
        if await _due(step) is None:
            return
    async with unit_of_work.step(OWN) as step:
        due, again = await _due(step), step.now + TRY_AGAIN
        if due is None or not await upkeep.claim(step.tx, upkeep.SCRUB_AGAIN, step.now, again):
            return  # another replica has taken it on
        overtaken = await inbox.anything_overtaken(step.tx)
    overdue = step.now - due > LONGEST_WAIT
    if await unit_of_work.store.scrub(overdue=overdue):
        rest = REST if await unit_of_work.store.size() > LARGE else timedelta(0)
        async with unit_of_work.step(OWN) as step:
            if not overtaken:
                await upkeep.done(step.tx, upkeep.SCRUB, due)
            wait = max(rest, HANDLED_WITHIN) if overtaken else rest
            await upkeep.want(step.tx, upkeep.SCRUB_AGAIN, step.now + wait)


async def refuse_backup(store: Store) -> None:
    """OperatorError if the database is a backup that somebody has put in place by hand: people
    remember more than it does."""
    async with store.look() as tx:
        made_at = await upkeep.due_at(tx, upkeep.BACKED_UP)
    if made_at is not None:
        raise OperatorError(
            f"The database is the backup of {made_at:%Y-%m-%d %H:%M} UTC. Before a bot may run on"
            " it, bring it into the present: `eftertanke restore`, without a file."
        )


async def _due(step: Step) -> datetime | None:
    """Since when the files are to be rewritten; None if they are not, or not yet again."""
    due = await upkeep.due_at(step.tx, upkeep.SCRUB)
    rests_until = await upkeep.due_at(step.tx, upkeep.SCRUB_AGAIN)
    return due if due is not None and step.now >= max(due, rests_until or due) else None


async def _lost(step: Step) -> int:
    """After a while, nobody comes upon the buttons any more that a restored database has lost."""
    until = await upkeep.due_at(step.tx, upkeep.LOST_UNTIL)
    if until is None or until > step.now - LOST:
        return 0
    await upkeep.forget(step.tx, upkeep.LOST_SINCE)
    await upkeep.forget(step.tx, upkeep.LOST_UNTIL)
    return 1


RECORDS = (
    NothingPersonal(
        tables=("upkeep",),
        holds="when the next chore is due, and when Telegram was last heard; after a restore, which"
        " time was lost",
        kept="always; what was lost, 30 days",
        retention=(_lost,),
    ),
)
