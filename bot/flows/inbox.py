"""The inbox: updates are stored, handled once, tried again, parked."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.domain.inbox import RETRY_AFTER, Fate, InboxState, Received
from bot.domain.members import Caller
from bot.domain.messages.people import Said
from bot.errors import OutOfTurnError
from bot.flows.base.step import Step
from bot.storage import inbox, members

HEARD_IN_GROUPS = ("new_chat_members", "migrate_to_chat_id", "migrate_from_chat_id")
"""What Telegram itself says in groups that means something to this bot; and commands do."""


async def store(step: Step, updates: Sequence[tuple[Mapping[str, Any], str]]) -> int:
    """Keep updates (as objects and as raw JSON) for handling. How many were new."""
    return await inbox.add_many(step.tx, [_received(step, *update) for update in updates])


async def next_offset(step: Step) -> int | None:
    """From which update on Telegram should send; None to leave that to Telegram."""
    last = await inbox.last_update_id(step.tx, step.house.bot_id)
    return None if last is None else last + 1


async def pending(
    step: Step,
    limit: int,
    busy: Collection[int | None],
    own: Collection[int | None] | None = None,
) -> list[Received]:
    """Updates to handle now, oldest first: none of a busy lane, nor of one that waits for another
    try of its first. `own`: lanes with something that no other replica may know of; None if there
    are no others."""
    return await inbox.pending(step.tx, step.house.bot_id, step.now, limit, busy, own)


async def handled(step: Step, update_id: int) -> bool:
    """Note that this step handles the update. False if an earlier one did.

    Raises OutOfTurnError if an older update of the same person waits.
    """
    if await inbox.mark_handled(step.tx, step.house.bot_id, update_id):
        return True
    found = await inbox.by_id(step.tx, step.house.bot_id, update_id)
    if found is not None and found.state is InboxState.PENDING:
        raise OutOfTurnError
    return False


async def failed(step: Step, received: Received, error: str, *, secret: bool) -> Fate:
    """Try the update again later, or park it.

    One that holds a `secret`, such as a Receipt, is let go instead: no operator is to find it.
    """
    park = received.attempts >= len(RETRY_AFTER)
    if park and secret:
        gone = await inbox.mark_handled(step.tx, received.bot_id, received.update_id)
        return Fate.LET_GO if gone else Fate.HANDLED
    noted = await inbox.mark_failed(
        step.tx,
        received.bot_id,
        received.update_id,
        attempts=received.attempts + 1,
        error=error,
        state=InboxState.PARKED if park else InboxState.PENDING,
        retry_at=step.now if park else step.now + RETRY_AFTER[received.attempts],
    )
    if not noted:
        return Fate.HANDLED
    return Fate.PARKED if park else Fate.AGAIN


async def own_up(step: Step, received: Received, fate: Fate) -> None:
    """Tell the person that something broke, once however much of theirs is parked. In groups
    nobody is told: others read along."""
    content = _done_in_private(json.loads(received.body or "{}"))
    if content is None or await inbox.others_parked(step.tx, received):
        return
    person = content["from"]
    member = await members.by_telegram_id(step.tx, step.house.bot_id, person["id"])
    caller = Caller(
        telegram_id=person["id"],
        name="",
        language_code=person.get("language_code"),
        chat_id=person["id"],
        private=True,
        message_id=0,
        thread_id=None,
    )
    told = Said(key="update_parked" if fate is Fate.PARKED else "press_let_go")
    step.reply(caller, told, member=member)


def _done_in_private(update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What somebody wrote or pressed in their own chat with the bot, if the update is that."""
    for kind in ("message", "edited_message", "callback_query"):
        match update.get(kind):
            case {"from": {"id": int(person)}, "chat": {"id": int(chat)}} as content:
                return content if person == chat else None
            case {"from": {"id": int(person)}, "message": {"chat": {"id": int(chat)}}} as content:
                return content if person == chat else None
    return None


def _received(step: Step, update: Mapping[str, Any], raw: str) -> Received:
    heard = not _among_people(update)
    return Received(
        bot_id=step.house.bot_id,
        update_id=update["update_id"],
        lane=lane_of(update) if heard else None,
        body=raw if heard else None,
        state=InboxState.PENDING if heard else InboxState.HANDLED,
        attempts=0,
        retry_at=step.now,
        received_on=step.now.date(),
        error=None,
    )


def _among_people(update: Mapping[str, Any]) -> bool:
    """Whether people talk to each other in a group. Not a word of that is stored, not even until
    it is let go; only its id is noted."""
    said = update.get("message") or update.get("edited_message")
    chat = said.get("chat") if isinstance(said, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(chat, Mapping):
        return False
    if chat.get("type") == "private" or any(key in said for key in HEARD_IN_GROUPS):
        return False
    return not str(said.get("text", "")).startswith("/")


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
