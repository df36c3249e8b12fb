"""What somebody's words answer to."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.deliveries import SEEN_WITHIN, Delivery, DeliveryState, Subject
from bot.domain.members import Caller
from bot.errors import OutOfTurnError
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
    bot_id, chat_id = step.house.bot_id, caller.chat_id
    if reply_to is not None:
        pointed_at = await deliveries.last_before(step.tx, bot_id, chat_id, before, subjects)
        if pointed_at is not None and pointed_at.message_id == reply_to:
            return pointed_at
    # Looked for first: what is noted as sent meanwhile is found by the second look.
    unnoted = await _unnoted(step, caller, before, subjects, written_at + WHOLE_SECOND)
    above = await deliveries.last_before(step.tx, bot_id, chat_id, before, subjects)
    # After a crash between sending a question and noting it, people answer a copy of it whose id
    # we do not know.
    if unnoted is None or above is None:
        return unnoted or above
    return unnoted if await deliveries.stands_since(step.tx, above) < unnoted.id else above


async def _unnoted(
    step: Step, caller: Caller, before: int, subjects: Collection[Subject], written_by: datetime
) -> Delivery | None:
    """The last of these messages of which a copy may stand above, though nobody knows its id.

    A program that begins knows that whatever was under way is a copy; not so one of several
    replicas, since the one that sends may live. What has been under way since is about to be noted:
    the words are left for a moment, until its id is known, or it is sent once more.
    """
    lately, shared = written_by - SEEN_WITHIN, step.house.shared
    seen_by = lately if shared else min(written_by, max(step.house.began, lately))
    found = await deliveries.unnoted(step.tx, step.house.bot_id, caller.chat_id, before, subjects)
    last = next((one for one in found if one.not_before <= written_by), None)
    if last is not None and last.left_behind and last.not_before > seen_by:
        raise OutOfTurnError
    return next((one for one in found if _may_be_seen(one, seen_by, written_by)), None)


def _may_be_seen(one: Delivery, seen_by: datetime, written_by: datetime) -> bool:
    """Whether a copy of the message may have been read before words were written."""
    failed = one.error is not None or one.state is DeliveryState.SENT
    return one.not_before <= seen_by or (failed and one.first_tried <= written_by)
