"""What was sent to groups of late: known to whoever sends next, and soon forgotten."""

from sqlalchemy import insert

from bot.storage.base.db_clock import from_now
from bot.storage.base.schema import posted as table
from bot.storage.transport import posted
from tests.desk import Office


async def ages(office: Office, bot_id: int = 1) -> dict[int, list[int]]:
    async with office.unit_of_work.store.look() as tx:
        found = await posted.ages(tx, bot_id)
    return {chat: [int(age) for age in listed] for chat, listed in found.items()}


async def went(office: Office, chat: int, seconds_ago: float) -> None:
    async with office.unit_of_work.store.step() as tx:
        at = from_now(-seconds_ago)
        await tx.execute(insert(table).values(bot_id=1, chat_id=chat, at=at))


async def test_it_is_told_how_long_ago_each_message_went(office: Office) -> None:
    await went(office, -5, 50.5)
    await went(office, -5, 20.5)
    async with office.unit_of_work.store.step() as tx:
        await posted.add(tx, 1, [-6, -6])
        await posted.add(tx, 2, [-7])
    found = await ages(office)
    assert found.keys() == {-5, -6}
    assert len(found[-6]) == 2
    assert found[-5][0] >= 50 > found[-5][1] >= 20


async def test_of_a_message_from_the_future_no_age_is_below_nothing(office: Office) -> None:
    await went(office, -5, -300)
    assert await ages(office) == {-5: [0]}


async def test_what_is_older_is_forgotten(office: Office) -> None:
    await went(office, -5, 500)
    await went(office, -5, 20.5)
    async with office.unit_of_work.store.step() as tx:
        await posted.remove_older(tx, 2, 60)
        assert len((await posted.ages(tx, 1))[-5]) == 2
        await posted.remove_older(tx, 1, 60)
    assert len((await ages(office))[-5]) == 1
