"""Absence: when Telegram was last heard, and what is asked once more when taps were lost meanwhile.
Words were not: Telegram keeps them for a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.domain.asking.absence import offer_moment, taps_lost
from bot.domain.asking.rounds import LAST_CHANCE
from bot.flows.asking import dialogue, questions
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import UnitOfWork
from bot.storage.asking import answers, prompts
from bot.storage.asking.prompts import Unanswered
from bot.storage.base import upkeep
from bot.storage.base.claims import OWN
from bot.storage.people import teams
from bot.storage.transport import noted

BATCH = 50
"""Questions in one step: few enough that somebody's tap never waits long for its turn."""

CATCHING_UP = timedelta(seconds=30)
"""Until what people wrote meanwhile has been handled: whoever has answered is not asked."""

log = structlog.get_logger()


async def heard(step: Step, silent: timedelta | None) -> None:
    """Note that Telegram is heard, after so long a silence in this program (None: it has just
    begun). If taps may have been lost, what is open is to be offered afresh."""
    before = await upkeep.due_at(step.tx, _heard(step))
    await upkeep.want(step.tx, _heard(step), step.now)
    if before is not None and taps_lost(before, step.now, silent):
        log.info("absence.over", seconds=(step.now - before).total_seconds())
        await noted.hear_nothing(step.tx, step.house.bot_id)
        await upkeep.want(step.tx, _offer(step), step.now + CATCHING_UP)


async def offer_afresh(unit_of_work: UnitOfWork) -> None:
    """Ask everybody once more who had a question open while the bot was away, as soon as that is
    kind; nobody who would have less than an hour to answer. It belongs to the Prompt that asked it,
    and counts as no message of its own."""
    async with unit_of_work.look() as step:
        due = await upkeep.due_at(step.tx, _offer(step))
    if due is None or step.now < due:
        return
    later: list[datetime] = []
    after = 0
    more = True
    while more:
        left, at = await unit_of_work.run(partial(_offer_some, after=after))
        later += at
        more = len(left) == BATCH
        after = left[-1].prompt_id if left else after
    async with unit_of_work.step(OWN) as step:
        await _rest(step, due, min(later, default=None))


async def _offer_some(step: Step, after: int) -> tuple[Sequence[Unanswered], list[datetime]]:
    """Offer the next ones now, or say when."""
    left = await prompts.unanswered(step.tx, step.house.bot_id, step.now, after, BATCH)
    ids = [one.prompt_id for one in left]
    step.claim(teams=await teams.of_prompts(step.tx, ids))
    talks = await dialogue.of_prompts(step, ids)
    answered = await answers.of_prompts(step.tx, ids)
    later = []
    for one in left:
        talk = talks.get(one.prompt_id)
        if talk is None or not talk.wanted(step.now):
            continue
        at = offer_moment(talk.member.availability, talk.prompt.due_at, step.now)
        at = max(at, step.now + CATCHING_UP) if one.has_written else at
        if at > talk.prompt.expires_at - LAST_CHANCE:
            continue
        if at == step.now:
            again = await questions.ask_open(step, talk, answered[one.prompt_id], missed=True)
            await step.tell(talk.member, again)
        else:
            later.append(at)
    return left, later


async def _rest(step: Step, due: datetime, again: datetime | None) -> None:
    """Look again then; or never, unless the bot has been away once more meanwhile."""
    if again is not None:
        await upkeep.want(step.tx, _offer(step), again)
    else:
        await upkeep.done(step.tx, _offer(step), due)


def _heard(step: Step) -> str:
    return f"heard:{step.house.bot_id}"


def _offer(step: Step) -> str:
    return f"offer:{step.house.bot_id}"
