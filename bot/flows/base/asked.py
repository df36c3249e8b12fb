"""What somebody's words answer to."""

from datetime import datetime, timedelta

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


SEEN_WITHIN = timedelta(seconds=3)
"""A message that has been under way for so long, and still is, may well have been read already."""

WHOLE_SECOND = timedelta(seconds=1)
"""Telegram dates messages by the second."""


async def last_asked(
    step: Step, caller: Caller, written_at: datetime, reply_to: int | None
) -> Delivery | None:
    """The last thing that had been asked in the chat when these words were written.

    Words answer what stood above them, not what the bot has asked since: a tap that overtakes a
    text, or a question that crosses with one, changes nothing. Whoever points at a message means
    that one. Once nothing is being made, no question about it stands any more.
    """
    before = caller.message_id if reply_to is None else reply_to + 1
    making = await standing(step, caller)
    subjects = ASKING if making else tuple(s for s in ASKING if s is not Subject.DRAFT)
    owed_by = min(
        written_at + WHOLE_SECOND, max(step.house.began, written_at + WHOLE_SECOND - SEEN_WITHIN)
    )
    # Looked for first: what is noted as sent meanwhile is found by the second look.
    unnoted = await deliveries.last_unnoted(
        step.tx, step.house.bot_id, caller.chat_id, before, subjects, owed_by
    )
    above = await deliveries.last_before(
        step.tx, step.house.bot_id, caller.chat_id, before, subjects
    )
    if reply_to is not None and above is not None and above.message_id == reply_to:
        return above
    # After a crash between sending a question and noting it, people answer a copy of it whose id
    # we do not know.
    return unnoted if unnoted and (above is None or above.id < unnoted.id) else above
