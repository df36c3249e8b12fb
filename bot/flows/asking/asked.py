"""What somebody's words answer to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.asking.answers import OPEN
from bot.domain.base.actors import Actor
from bot.domain.transport.deliveries import SEEN_WITHIN, Delivery, Subject
from bot.errors import OutOfTurnError
from bot.flows.base.drafting import standing
from bot.flows.base.step import Step
from bot.storage.asking import answers, asked
from bot.storage.asking.asked import Placed

ASKING = (
    Subject.QUESTION,
    Subject.READERS,
    Subject.KEPT,
    Subject.CLOSING,
    Subject.DRAFT,
)


WHOLE_SECOND = timedelta(seconds=1)
"""Telegram dates messages by the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote in their private chat: as which message, when, and pointing at which."""

    text: str
    message_id: int
    at: datetime
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What words answer to: a message, where that is sure. Else their author is to say to which of
    these answers they belong, if to any. `under`: what they stand under, or point at, whatever has
    become of it."""

    message: Delivery | None = None
    under: Delivery | None = None
    which: tuple[int, ...] = ()


async def meant(step: Step, actor: Actor, words: Written) -> Meant:
    """What these words answer to.

    Whoever points at a message about an answer means that one. Else words answer the last question
    above them that is unanswered: a tap that overtakes a text, or a question that crosses with one,
    changes nothing. Where the last thing above them has been answered meanwhile, they may have been
    meant for it, or for what came next; nobody but their author knows.
    """
    reply_to = words.reply_to
    before = words.message_id if reply_to is None else reply_to + 1
    making = await standing(step, actor)
    subjects = ASKING if making else tuple(s for s in ASKING if s is not Subject.DRAFT)
    where = (step.tx, step.house.bot_id, actor.telegram_id, before)
    if reply_to is not None:
        pointed_at = await asked.last_above(*where, subjects)
        if pointed_at is not None and pointed_at.delivery.message_id == reply_to:
            return Meant(message=pointed_at.delivery, under=pointed_at.delivery)
    # Looked for first: what is noted as sent meanwhile is found by the second look.
    under_way = await _under_way(step, actor, subjects, words.at + WHOLE_SECOND)
    above = await asked.last_above(*where, subjects)
    if under_way is not None:
        # Of what was owed when the words were written, nothing stands below a copy of it.
        return await _under(step, actor, before, under_way)
    below = await asked.first_below(*where)
    if below is not None and below.delivery.attempts > 1 and below.delivery.subject in subjects:
        return await _beside_a_copy(step, actor, before, below, above)
    return await _under(step, actor, before, above)


async def _under(step: Step, actor: Actor, before: int, last: Placed | None) -> Meant:
    found = await _of_last(step, actor, before, last)
    return replace(found, under=last.delivery if last else None)


async def _of_last(
    step: Step, actor: Actor, before: int, last: Placed | None, *others: Placed
) -> Meant:
    """What words mean below which this was the last thing, or perhaps one of the others."""
    if last is None or last.unanswered or last.delivery.subject is Subject.DRAFT:
        return Meant(message=last.delivery if last else None)
    open_above = await _unanswered(step, actor, before)
    if last.answer_id is None:
        # A closing summary: what waits further up is of another Prompt, or was taken up again.
        return Meant(message=open_above[0].delivery if open_above else last.delivery)
    of_same = [one for one in open_above if one.prompt_id == last.prompt_id]
    if of_same:
        return Meant(message=of_same[0].delivery)
    return await _let_them_say(step, open_above, [last, *others])


async def _beside_a_copy(
    step: Step, actor: Actor, before: int, copied: Placed, above: Placed | None
) -> Meant:
    """After a crash between sending a message and noting it, people answer a copy of it whose id we
    do not know: it stands somewhere above the one that we know, and below all that went out before.
    """
    open_above = await _unanswered(step, actor, before)
    if copied.delivery.subject is Subject.DRAFT:
        if above is None or above.answer_id is None:
            return Meant(message=copied.delivery)
        return await _let_them_say(step, open_above, [above])
    if not copied.unanswered:
        return await _of_last(step, actor, before, above or copied, copied)
    if all(one.answer_id == copied.answer_id for one in open_above):
        return Meant(message=copied.delivery)
    return await _let_them_say(step, [copied, *open_above], [])


async def _let_them_say(step: Step, open_above: Sequence[Placed], given: Sequence[Placed]) -> Meant:
    """Let the author say which: what is open in the Prompt that was answered last, what is open
    further up, and what was answered."""
    prompts = {one.prompt_id for one in given if one.prompt_id is not None}
    later = await answers.of_prompts(step.tx, prompts) if prompts else {}
    same = [one.id for found in later.values() for one in found if one.state in OPEN]
    ids = [*same, *(one.answer_id for one in (*open_above, *given))]
    return Meant(which=tuple(dict.fromkeys(one for one in ids if one is not None)))


async def _unanswered(step: Step, actor: Actor, before: int) -> list[Placed]:
    return await asked.unanswered_above(step.tx, step.house.bot_id, actor.telegram_id, before)


async def _under_way(
    step: Step, actor: Actor, subjects: Collection[Subject], written_by: datetime
) -> Placed | None:
    """The last of these messages of which a copy may stand above, though nobody knows its id.

    A program that begins knows that whatever was under way is a copy; not so one of several
    replicas, since the one that sends may live. What has been under way since is about to be noted:
    the words are left for a moment, until its id is known, or it is sent once more.
    """
    lately, shared = written_by - SEEN_WITHIN, step.house.shared
    seen_by = lately if shared else min(written_by, max(step.house.began, lately))
    found = await asked.under_way(step.tx, step.house.bot_id, actor.telegram_id, subjects)
    last = next((o.delivery for o in found if o.delivery.not_before <= written_by), None)
    if last is not None and last.left_behind and last.not_before > seen_by:
        raise OutOfTurnError
    return next((one for one in found if _may_be_seen(one.delivery, seen_by, written_by)), None)


def _may_be_seen(one: Delivery, seen_by: datetime, written_by: datetime) -> bool:
    """Whether a copy of the message may have been read before words were written."""
    return one.not_before <= seen_by or (one.error is not None and one.first_tried <= written_by)
