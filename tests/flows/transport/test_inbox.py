"""The inbox as the edges use it."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat import incoming
from bot.domain.base.places import Place
from bot.domain.messages.people.people import Said
from bot.domain.transport.inbox import RETRY_AFTER, Fate, InboxState, Received
from bot.flows.base import redaction
from bot.flows.base.envelope import decode
from bot.flows.base.step import Step
from bot.flows.transport import inbox
from bot.storage.base.schema import inbox as table
from tests.desk import Office


def update(update_id: int, person: int = 7) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"from": {"id": person}, "text": "hello"}}


async def store(office: Office, *updates: dict[str, Any]) -> int:
    """How many of these are new."""
    read = [incoming.read(one) for one in updates]
    stored: inbox.Stored = await office.do(lambda step: inbox.store(step, read))
    assert (stored.kept, stored.passing) == (len(read), 0)
    return stored.new


async def pending(office: Office) -> list[Received]:
    return await office.do(lambda step: inbox.pending(step, 100, ()))


async def failed(office: Office, one: Received) -> Fate:
    read = incoming.read(json.loads(one.body or "{}"))
    return await office.do(lambda step: inbox.failed(step, one, read, "KeyError"))


async def test_stored_in_one_step_counted_once(office: Office) -> None:
    assert await store(office, update(1), update(2)) == 2
    assert await store(office, update(2), update(3)) == 1
    assert await office.do(inbox.next_offset) == 4


async def test_handled_in_the_same_step_as_what_it_did_or_not_at_all(office: Office) -> None:
    await store(office, update(1))

    async def break_off(step: Step) -> None:
        assert await inbox.handled(step, 1)
        raise LookupError

    with pytest.raises(LookupError):
        await office.do(break_off)
    assert len(await pending(office)) == 1
    assert await office.do(lambda step: inbox.handled(step, 1))
    assert not await office.do(lambda step: inbox.handled(step, 1))


async def test_of_a_handled_update_nothing_tells_whose_hour_it_was(office: Office) -> None:
    """Alice alone is asked at seven. An update that came then would be hers."""
    for number, minutes in ((1, 0), (2, 17)):
        office.clock.moment += timedelta(minutes=minutes)
        await store(office, update(number))
        await office.do(partial(inbox.handled, update_id=number))
    async with office.unit_of_work.look() as step:
        first, second = (await step.tx.execute(select(table))).mappings().all()
    assert {**first, "update_id": 2} == dict(second)


async def test_tried_again_after_longer_and_longer_and_then_parked(office: Office) -> None:
    await store(office, update(1))
    for wait in RETRY_AFTER:
        (one,) = await pending(office)
        assert await failed(office, one) is Fate.AGAIN
        assert await pending(office) == []
        office.clock.moment += wait
    (one,) = await pending(office)
    assert one.attempts == len(RETRY_AFTER)
    assert await failed(office, one) is Fate.PARKED
    assert await pending(office) == []
    assert one.state is InboxState.PENDING


async def test_what_was_done_for_all_that_is_not_parked(office: Office) -> None:
    await store(office, update(1))
    (one,) = await pending(office)
    await office.do(lambda step: inbox.handled(step, 1))
    last = replace(one, attempts=len(RETRY_AFTER))
    assert await failed(office, last) is Fate.HANDLED
    assert await failed(office, replace(last, overtaken=True)) is Fate.HANDLED


async def test_what_a_seal_has_overtaken_is_never_parked(office: Office) -> None:
    """It may hold what nobody is to find with a person beside it."""
    await store(office, update(1))
    await office.do(lambda step: redaction.cut(step, 1, [7]))
    (one,) = await pending(office)
    assert one.overtaken
    assert await failed(office, replace(one, attempts=len(RETRY_AFTER))) is Fate.LET_GO
    assert await pending(office) == []


async def told(office: Office, content: dict[str, Any], fate: Fate = Fate.PARKED) -> list[str]:
    """The chats that are told of an update that cannot be handled, and the sentence."""
    await store(office, {"update_id": 1, **content})
    (one,) = await pending(office)

    async def own_up(step: Step) -> None:
        there = Place(bot_id=one.bot_id, chat_id=one.lane or 0)
        await step.outbox.put(there, await inbox.own_up(step, one, fate))

    await office.do(own_up)
    owed = [decode(one.kind, one.body or "") for one in await office.owed()]
    return [message.key for message in owed if isinstance(message, Said)]


ALICE = {"id": 7, "language_code": "sv"}
IN_PRIVATE = {"from": ALICE, "chat": {"id": 7, "type": "private"}}
IN_A_GROUP = {"from": ALICE, "chat": {"id": -5, "type": "group"}, "text": "/start"}


@pytest.mark.parametrize(
    "content",
    [{"message": IN_PRIVATE}, {"callback_query": {"from": ALICE, "message": IN_PRIVATE}}],
)
async def test_alice_is_told_that_something_broke(office: Office, content: dict[str, Any]) -> None:
    assert await told(office, content) == ["update_parked"]
    (one,) = await office.owed()
    assert (one.chat_id, one.language) == (7, "sv")


async def test_alice_is_told_that_a_button_did_nothing(office: Office) -> None:
    content = {"callback_query": {"from": ALICE, "message": IN_PRIVATE}}
    assert await told(office, content, Fate.LET_GO) == ["press_let_go"]


@pytest.mark.parametrize(
    "content",
    [
        {"message": IN_A_GROUP},
        {"callback_query": {"from": ALICE, "message": IN_A_GROUP}},
        {"my_chat_member": IN_PRIVATE},
        {"message": {"from": {"id": "seven"}, "chat": 7}},
        {"message": "undecodable"},
        {},
    ],
)
async def test_nobody_is_told_in_a_group_or_without_having_done_anything(
    office: Office, content: dict[str, Any]
) -> None:
    assert await told(office, content) == []
