"""Among replicas: only whoever holds the lease sends, and what others have sent counts."""

import asyncio

import pytest
from sqlalchemy import insert, select

from bot.chat.limits import Rates
from bot.domain.transport.deliveries import DeliveryState
from bot.storage.base.db_clock import from_now
from bot.storage.base.schema import posted
from bot.storage.transport import leases
from tests.desk import BOT_ID, Office
from tests.post import Post


@pytest.fixture
def post(office: Office) -> Post:
    return Post(office)


async def test_whoever_does_not_hold_the_lease_sends_nothing(post: Post) -> None:
    await post.work()
    async with post.office.unit_of_work.step() as step:
        await leases.take(step.tx, BOT_ID, "another replica", 60, by_force=True)
    await post.owe(1, "to Alice")
    await post.work()
    assert post.telegram.texts == []
    assert await post.states() == [DeliveryState.OWED]
    assert (await post.kept())[0].attempts == 0


async def test_a_message_that_is_not_ours_to_send_any_more_is_given_back(post: Post) -> None:
    slow = Rates(per_second=20, per_chat_per_second=1000, per_group_per_minute=1000)
    post = Post(post.office, slow)
    for chat in range(1, 4):
        await post.owe(chat, f"to {chat}")
    running = asyncio.create_task(post.sender.run())
    await post.telegram.until_sent("to 1")
    await post.lease.give_up()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    kept = await post.kept()
    assert [one.attempts for one in kept if one.state is DeliveryState.OWED] == [0, 0]


async def test_what_another_replica_sent_to_a_group_within_the_minute_counts(
    office: Office,
) -> None:
    rates = Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=3)
    first = Post(office, rates)
    for number in range(3):
        await first.owe(-5, f"{number}")
    await first.work()
    assert len(first.telegram.calls) == 3
    await first.lease.give_up()
    second = Post(office, rates)
    await second.owe(-5, "one too many")
    await second.owe(-6, "to another group")
    await second.work()
    assert second.telegram.texts == ["to another group"]


async def test_the_last_minute_is_remembered_and_no_more(office: Office) -> None:
    post = Post(office)
    async with office.unit_of_work.step() as step:
        await step.tx.execute(insert(posted).values(bot_id=BOT_ID, chat_id=-9, at=from_now(-61)))
    await post.owe(-5, "to the group")
    await post.owe(1, "to Alice")
    await post.work()
    async with office.unit_of_work.look() as step:
        assert list((await step.tx.execute(select(posted.c.chat_id))).scalars()) == [-5]
