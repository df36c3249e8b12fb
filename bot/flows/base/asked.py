"""What somebody's words answer to."""

from bot.domain.deliveries import Delivery, Subject
from bot.domain.members import Caller
from bot.flows.base.drafting import standing
from bot.flows.base.step import Step
from bot.storage import deliveries

ASKING = (
    Subject.QUESTION,
    Subject.READERS,
    Subject.KEPT,
    Subject.CLOSING,
    Subject.DRAFT,
)


async def last_asked(step: Step, caller: Caller, reply_to: int | None) -> Delivery | None:
    """The last thing that had been asked in the chat when these words were written.

    Words answer what stood above them, not what the bot has asked since: a tap that overtakes a
    text, or a question that crosses with one, changes nothing. Whoever points at a message means
    that one. Once nothing is being made, no question about it stands any more.
    """
    before = caller.message_id if reply_to is None else reply_to + 1
    making = await standing(step, caller)
    subjects = ASKING if making else tuple(s for s in ASKING if s is not Subject.DRAFT)
    return await deliveries.last_before(step.tx, caller.chat_id, before, subjects)
