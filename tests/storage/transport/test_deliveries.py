"""The outbox: what goes next, and what is kept of what has gone."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Unpack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority, Subject
from bot.storage.asking import asked
from bot.storage.base.columns import NO_TIME
from bot.storage.base.rows import columns, every
from bot.storage.base.schema import delivery
from bot.storage.transport import deliveries, noted
from bot.storage.transport.deliveries import Fields
from tests.desk import BOT_ID, Office


def owed(office: Office, chat_id: int, /, **fields: Unpack[Fields]) -> Fields:
    made: Fields = {
        "bot_id": 1,
        "chat_id": chat_id,
        "thread_id": None,
        "priority": Priority.REPLY,
        "kind": "NoteKept",
        "body": "{}",
        "language": "en",
        "subject": None,
        "subject_id": None,
        "round_id": None,
        "edits": None,
        "reply_to": None,
        "state": DeliveryState.OWED,
        "not_before": office.clock.moment,
        "expires_at": None,
        "attempts": 0,
    }
    return made | fields


async def owe(office: Office, *rows: Fields) -> None:
    async with office.unit_of_work.store.step() as tx:
        await deliveries.add_many(tx, rows)


async def heads(office: Office, *busy: int, limit: int = 100) -> list[Delivery]:
    async with office.unit_of_work.store.look() as tx:
        return await deliveries.heads(tx, 1, office.clock.moment, limit, busy)


async def all_of_them(office: Office) -> Sequence[Delivery]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(delivery).order_by(delivery.c.id), Delivery)


async def test_what_a_reply_has_to_wait_for_in_its_chat_is_as_urgent(office: Office) -> None:
    await owe(office, *(owed(office, chat, priority=Priority.PROMPT) for chat in (1, 2, 3)))
    await owe(office, owed(office, 2))
    assert [one.chat_id for one in await heads(office)] == [2, 1, 3]
    assert [one.id for one in await heads(office, limit=1)] == [2]


async def test_replies_go_before_prompts_and_prompts_before_digests(office: Office) -> None:
    await owe(
        office,
        owed(office, 1, priority=Priority.DIGEST),
        owed(office, 2, priority=Priority.PROMPT),
        owed(office, 3, priority=Priority.REPLY),
        owed(office, 4, priority=Priority.PROMPT),
    )
    assert [one.chat_id for one in await heads(office)] == [3, 2, 4, 1]
    assert [one.chat_id for one in await heads(office, limit=2)] == [3, 2]


async def test_within_a_chat_nothing_overtakes(office: Office) -> None:
    await owe(office, owed(office, 1, kind="Digest", priority=Priority.DIGEST), owed(office, 1))
    assert [one.kind for one in await heads(office)] == ["Digest"]


async def test_a_message_that_waits_for_another_try_holds_up_its_own_chat_only(
    office: Office,
) -> None:
    later = office.clock.moment + timedelta(seconds=1)
    await owe(office, owed(office, 1, not_before=later), owed(office, 1), owed(office, 2))
    assert [one.chat_id for one in await heads(office)] == [2]
    office.clock.moment = later
    assert [one.chat_id for one in await heads(office)] == [1, 2]


async def test_a_parked_message_holds_up_nobody(office: Office) -> None:
    await owe(office, owed(office, 1, state=DeliveryState.PARKED), owed(office, 1, kind="Said"))
    assert [one.kind for one in await heads(office)] == ["Said"]


async def test_chats_that_are_busy_and_other_bots_are_left_alone(office: Office) -> None:
    await owe(office, owed(office, 1), owed(office, 2), owed(office, 3, bot_id=2))
    assert [one.chat_id for one in await heads(office, 1)] == [2]


rows = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Priority), st.booleans()), max_size=12)


@given(rows)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_every_chat_gets_its_messages_in_the_order_in_which_they_were_owed(
    office: Office, planned: list[tuple[int, Priority, bool]]
) -> None:
    later = office.clock.moment + timedelta(hours=1)
    async with office.unit_of_work.store.step() as tx:
        await tx.execute(delete(delivery))
    await owe(
        office,
        *(
            owed(
                office,
                chat,
                priority=priority,
                not_before=later if waits else office.clock.moment,
            )
            for chat, priority, waits in planned
        ),
    )
    everything = await all_of_them(office)
    for head in await heads(office):
        assert head.not_before <= office.clock.moment
        assert head.id == min(one.id for one in everything if one.chat_id == head.chat_id)
    for one in (found := await heads(office)):
        assert sum(other.chat_id == one.chat_id for other in found) == 1
    assert [one.priority for one in found] == sorted(one.priority for one in found)


def sent(office: Office, chat_id: int, /, **fields: Unpack[Fields]) -> Fields:
    """As it stands in the table."""
    there: Fields = {
        "state": DeliveryState.SENT,
        "body": None,
        "not_before": NO_TIME,
        "attempts": 1,
    }
    return owed(office, chat_id, **(there | fields))


async def test_the_last_question_above_some_words_is_found(office: Office) -> None:
    asked_in = partial(sent, office, subject=Subject.QUESTION)
    await owe(
        office,
        asked_in(1, id=-5, subject_id=7, message_id=10),
        asked_in(1, id=-9, subject_id=8, message_id=20),
        asked_in(2, id=-1, subject_id=9, message_id=15),
    )
    async with office.unit_of_work.store.look() as tx:
        above = {
            words: await asked.last_above(tx, BOT_ID, 1, words, (Subject.QUESTION,))
            for words in (10, 19, 20, 21)
        }
    found = {words: one and one.delivery.subject_id for words, one in above.items()}
    assert found == {10: None, 19: 7, 20: 7, 21: 8}


async def test_ten_thousand_at_once_are_within_the_databases_limits(office: Office) -> None:
    ids = list(range(1, 40_001))
    async with office.unit_of_work.store.step() as tx:
        await deliveries.remove(tx, ids)
        assert await deliveries.bodies(tx, ids) == {}


async def test_one_row_is_kept_of_each_message_that_stands_in_a_chat(office: Office) -> None:
    new = owed(office, 1, subject=Subject.QUESTION, subject_id=7)
    await owe(office, new, {**new, "edits": 5})
    first, second = await all_of_them(office)
    for one in (first, second, second):
        async with office.unit_of_work.store.step() as tx:
            await noted.mark_sent(tx, [(one, 5)])
    (left,) = await all_of_them(office)
    assert (left.message_id, left.state) == (5, DeliveryState.SENT)


async def test_what_was_sent_tells_neither_when_nor_in_what_order(office: Office) -> None:
    """Whatever the way there was like: prompts and replies, at once and after many tries."""
    for number in range(40):
        office.clock.moment += timedelta(minutes=number)
        about: Fields = {"subject": Subject.KEPT, "subject_id": number, "round_id": 1}
        way: Fields = {"priority": Priority.PROMPT, "reply_to": number, "attempts": 2 + number}
        await owe(office, owed(office, number, **(about | way)))
    before = await all_of_them(office)
    async with office.unit_of_work.store.step() as tx:
        await noted.mark_sent(tx, [(one, 7) for one in before])
    after = await all_of_them(office)
    assert all(one.id < 0 for one in after)
    assert [one.chat_id for one in after] != sorted(one.chat_id for one in after)
    tells = {"id", "chat_id", "subject_id"}
    rows = [{k: v for k, v in columns(one).items() if k not in tells} for one in after]
    assert all(row == rows[0] for row in rows)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": 5},
        {"not_before": NO_TIME + timedelta(days=9000)},
        {"edits": 4},
        {"reply_to": 4},
        {"priority": Priority.PROMPT},
        {"attempts": 3},
        {"error": "cut off"},
    ],
)
async def test_the_tables_take_nothing_else_of_what_was_sent(
    office: Office, fields: Fields
) -> None:
    row: Fields = {"id": -5, "message_id": 4, "subject": Subject.KEPT, "subject_id": 1}
    with pytest.raises(IntegrityError):
        await owe(office, sent(office, 1, **(row | fields)))


@pytest.mark.parametrize("edits", [None, 5])
async def test_what_is_owed_to_a_group_moves_with_it_but_not_changes_of_old_messages(
    office: Office, edits: int | None
) -> None:
    await owe(office, owed(office, -1, edits=edits), owed(office, -2))
    async with office.unit_of_work.store.step() as tx:
        await deliveries.move_chat(tx, BOT_ID, -1, -100)
    chats = {one.chat_id for one in await all_of_them(office)}
    assert chats == ({-100, -2} if edits is None else {-2})


async def test_a_change_that_another_overtakes_is_not_made(office: Office) -> None:
    change = owed(office, 10, edits=5)
    tried = owed(office, 10, edits=5, attempts=1)
    other = owed(office, 10, edits=6)
    about = owed(office, 10, edits=5, subject=Subject.KEPT, subject_id=1)
    elsewhere = owed(office, 11, edits=5)
    await owe(office, change, tried, other, about, elsewhere)
    async with office.unit_of_work.store.step() as tx:
        await deliveries.remove_overtaken(tx, change)
    left = await all_of_them(office)
    assert [(one.chat_id, one.edits, one.subject, one.attempts) for one in left] == [
        (10, 5, None, 1),
        (10, 6, None, 0),
        (10, 5, Subject.KEPT, 0),
        (11, 5, None, 0),
    ]
