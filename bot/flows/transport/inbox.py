"""The inbox: updates are stored, handled once, tried again, parked."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from bot.domain.base.actors import Actor
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Member
from bot.domain.transport.inbox import (
    KEPT_IDS,
    RETRY_AFTER,
    Fate,
    InboxState,
    Incoming,
    Received,
    UpdateHeld,
)
from bot.errors import OutOfTurnError
from bot.flows.base.personal import DataSection, Forgetting, PersonalData, days_ago
from bot.flows.base.step import Step
from bot.flows.base.told import Told, told
from bot.storage.asking import answers
from bot.storage.people import members
from bot.storage.transport import inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """How many updates were kept, how many of those were new, and how many that follow have to do
    with something sealed: they are to be handled before the rest is kept."""

    kept: int
    new: int
    passing: int


async def store(step: Step, incoming: Sequence[Incoming]) -> Stored:
    """Keep updates for handling, in their order, up to the first that has to do with something
    sealed."""
    sealed = await about_sealed(step, incoming)
    kept = list(takewhile(lambda one: one not in sealed, incoming))
    passing = list(takewhile(lambda one: one in sealed, incoming[len(kept) :]))
    new = await inbox.add_many(step.tx, [_received(step, one) for one in kept])
    return Stored(kept=len(kept), new=new, passing=len(passing))


async def about_sealed(step: Step, incoming: Sequence[Incoming]) -> set[Incoming]:
    """Those that have to do with something sealed, or may have: what they hold would tie a person
    to it, so it must never touch the disk.

    A Receipt always does; a button of an answer that is open no more, and a change to a message
    that is no part of an open answer and does not wait to become one, do as well. What is open now
    is so until this step ends.
    """
    asked = {one.answer_id for one in incoming if one.answer_id is not None}
    standing = await answers.standing(step.tx, asked)
    written = {(one.lane, one.writes) for one in incoming}
    waiting: dict[int, set[int]] = {}
    found: set[Incoming] = set()
    for one in incoming:
        gone = one.answer_id is not None and one.answer_id not in standing
        changes = one.edits is not None and (one.lane, one.edits) not in written
        if one.receipt or gone or (changes and not await _may_be_open(step, one, waiting)):
            found.add(one)
    return found


async def _may_be_open(step: Step, one: Incoming, waiting: dict[int, set[int]]) -> bool:
    """Whether the message that was changed is a part of an open answer, or waits to become one.
    `waiting`: the messages of people that wait in the inbox, as far as they are known."""
    lane, message_id = one.lane or 0, one.edits or 0
    if await answers.is_part(step.tx, step.house.bot_id, lane, message_id):
        return True
    if lane not in waiting:
        stored = await inbox.of_lane(step.tx, step.house.bot_id, lane)
        ids = (_message_id(json.loads(other.body or "{}")) for other in stored)
        waiting[lane] = {id_ for id_ in ids if id_ is not None}
    return message_id in waiting[lane]


def _message_id(update: Mapping[str, Any]) -> int | None:
    match update.get("message"):
        case {"message_id": int(found)}:
            return found
    return None


async def in_turn(step: Step, incoming: Incoming) -> None:
    """Raises OutOfTurnError if something older of the same person has not been handled yet."""
    if incoming.lane is not None and await inbox.waits_before(
        step.tx, step.house.bot_id, incoming.lane, incoming.update_id
    ):
        raise OutOfTurnError


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


async def failed(step: Step, received: Received, incoming: Incoming, error: str) -> Fate:
    """Try the update again later, or park it.

    One that has to do with something sealed by now is let go instead: no operator is to find it.
    """
    park = received.attempts >= len(RETRY_AFTER)
    if park and (received.overtaken or await about_sealed(step, [incoming])):
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


async def own_up(step: Step, received: Received, fate: Fate) -> Sequence[Told]:
    """Tell the person that something broke, once however much of theirs is parked. In groups
    nobody is told: others read along."""
    content = _done_in_private(json.loads(received.body or "{}"))
    if content is None or await inbox.others_parked(step.tx, received):
        return ()
    person = content["from"]
    member = await members.by_telegram_id(step.tx, step.house.bot_id, person["id"])
    actor = Actor(telegram_id=person["id"], name="", language_code=person.get("language_code"))
    why = Said(key="update_parked" if fate is Fate.PARKED else "press_let_go")
    return [told(step.language_of(actor, member), why)]


def _done_in_private(update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What somebody wrote or pressed in their own chat with the bot, if the update is that."""
    for kind in ("message", "edited_message", "callback_query"):
        match update.get(kind):
            case {"from": {"id": int(person)}, "chat": {"id": int(chat)}} as content:
                return content if person == chat else None
            case {"from": {"id": int(person)}, "message": {"chat": {"id": int(chat)}}} as content:
                return content if person == chat else None
    return None


def _received(step: Step, incoming: Incoming) -> Received:
    heard = incoming.body is not None
    return Received(
        bot_id=step.house.bot_id,
        update_id=incoming.update_id,
        lane=incoming.lane,
        body=incoming.body,
        state=InboxState.PENDING if heard else InboxState.HANDLED,
        attempts=0,
        retry_at=step.now,
        received_on=step.now.date() if heard else None,
        error=None,
    )


async def _held(step: Step, member: Member) -> list[UpdateHeld]:
    return [
        UpdateHeld(state=one.state, received_on=one.received_on, body=one.body or "")
        for one in await inbox.of_lane(step.tx, member.bot_id, member.telegram_id)
    ]


async def _forget(step: Step, member: Member) -> None:
    await inbox.forget_lane(step.tx, member.bot_id, member.telegram_id)


async def _parked_updates(step: Step) -> int:
    days = step.house.config.retention.parked_updates
    return await inbox.remove_parked_before(step.tx, days_ago(step, days))


async def _handled_updates(step: Step) -> int:
    """Their ids have no date, so that they go by their number."""
    return await inbox.keep_newest(step.tx, KEPT_IDS)


RECORDS = (
    PersonalData(
        tables=("inbox",),
        holds="updates from Telegram, with who sent them and only what is read of them, until they"
        " are handled; then the bare number, without a date. Never what has to do with something"
        " sealed",
        kept="the newest 100,000 numbers of each bot; what could not be handled stays whole for 14"
        " days (`retention.parked_updates`), but of people who were asked only until the next Seal",
        mydata=DataSection(
            name="updates",
            explained={
                "updates": "what came from the person and could not be handled yet: `state`,"
                " `received_on`, `body` as Telegram sent it"
            },
            of=_held,
        ),
        forget=Forgetting(does="all but the bare numbers goes", run=_forget),
        retention=(_parked_updates, _handled_updates),
    ),
)
