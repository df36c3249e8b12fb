"""The inbox: updates are stored, handled once, tried again, parked."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.domain.inbox import RETRY_AFTER, InboxState, Received
from bot.flows.base.step import Step
from bot.storage import inbox


async def store(step: Step, updates: Sequence[tuple[Mapping[str, Any], str]]) -> int:
    """Keep updates (as objects and as raw JSON) for handling. How many were new."""
    received = [
        Received(
            bot_id=step.house.bot_id,
            update_id=update["update_id"],
            lane=lane_of(update),
            body=raw,
            state=InboxState.PENDING,
            attempts=0,
            retry_at=step.now,
            received_on=step.now.date(),
            error=None,
        )
        for update, raw in updates
    ]
    return await inbox.add_many(step.tx, received)


async def next_offset(step: Step) -> int | None:
    """From which update on Telegram should send; None to leave that to Telegram."""
    last = await inbox.last_update_id(step.tx, step.house.bot_id)
    return None if last is None else last + 1


async def pending(step: Step, limit: int, busy: Collection[int | None]) -> list[Received]:
    """Updates to handle now, oldest first: none of a busy lane, nor of one that waits for another
    try of its first."""
    return await inbox.pending(step.tx, step.house.bot_id, step.now, limit, busy)


async def handled(step: Step, update_id: int) -> bool:
    """Note that this step handles the update. False if an earlier one did."""
    return await inbox.mark_handled(step.tx, step.house.bot_id, update_id)


async def failed(step: Step, received: Received, error: str, *, secret: bool) -> bool:
    """Try the update again later, or park it. True if it waits for another try.

    One that holds a `secret`, such as a Receipt, is let go instead: no operator is to find it.
    """
    park = received.attempts >= len(RETRY_AFTER)
    if park and secret:
        await inbox.mark_handled(step.tx, received.bot_id, received.update_id)
        return False
    noted = await inbox.mark_failed(
        step.tx,
        received.bot_id,
        received.update_id,
        attempts=received.attempts + 1,
        error=error,
        state=InboxState.PARKED if park else InboxState.PENDING,
        retry_at=step.now if park else step.now + RETRY_AFTER[received.attempts],
    )
    return noted and not park


def lane_of(update: Mapping[str, Any]) -> int:
    """Whose updates are handled one after the other: a person's, or else a chat's.

    Read from the raw update, so that one which no library can decode still has its lane.
    """
    for content in update.values():
        if isinstance(content, Mapping):
            for holder in (content.get("from"), content.get("user"), content.get("chat")):
                if isinstance(holder, Mapping) and isinstance(holder.get("id"), int):
                    return int(holder["id"])
    return 0


def raw(update: Mapping[str, Any]) -> str:
    """The update as it is kept: in ASCII, which every database takes, whatever somebody sent."""
    return json.dumps(update, separators=(",", ":"))
