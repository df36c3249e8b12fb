"""What a restored database knows nothing of, and how people are told who come upon it."""

from bot.domain.asking.gaps import Gap
from bot.domain.base.actors import Actor
from bot.errors import Refusal
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.storage.base import upkeep

PERHAPS_LOST = {
    "answer_gone": "answer_gone_lost",
    "note_gone": "answer_gone_lost",
    "round_closed": "round_closed_lost",
}
"""Why something is not there, as always and where it may be among what was lost."""


async def gap(step: Step) -> Gap | None:
    """What was lost of late; None if nothing was."""
    since = await upkeep.due_at(step.tx, upkeep.LOST_SINCE)
    until = await upkeep.due_at(step.tx, upkeep.LOST_UNTIL)
    return Gap(since=since, until=until) if since and until else None


async def refusal(step: Step, actor: Actor, key: str) -> Refusal:
    """Why something is not there: as always, or because it may be among what was lost."""
    found = await gap(step)
    if found is None:
        return Refusal(key)
    member = await access.known(step, actor)
    return Refusal(PERHAPS_LOST[key], **facts(found, member.zone if member else "UTC"))


def facts(found: Gap, zone: str) -> dict[str, str]:
    """A Gap as a sentence takes it."""
    return {"since": found.since.isoformat(), "until": found.until.isoformat(), "zone": zone}
