"""The inbox: stored once, handled once, in order, and nobody waits for somebody else."""

from datetime import timedelta
from typing import Unpack

from bot.domain.transport.inbox import LEFT_BEHIND, InboxState, Received
from bot.storage.transport import inbox
from tests.desk import Office


def received(
    office: Office, update_id: int, *, bot_id: int = 1, **fields: Unpack[inbox.Fields]
) -> Received:
    made: inbox.Fields = {
        "lane": 1,
        "body": "{}",
        "state": InboxState.PENDING,
        "attempts": 0,
        "retry_at": office.clock.moment,
        "received_on": office.clock.moment.date(),
        "error": None,
    }
    return Received(bot_id=bot_id, update_id=update_id, **(made | fields))


async def put(office: Office, *some: Received) -> int:
    async with office.unit_of_work.store.step() as tx:
        return await inbox.add_many(tx, some)


async def pending(office: Office, *busy: int, limit: int = 500) -> list[int]:
    async with office.unit_of_work.store.look() as tx:
        found = await inbox.pending(tx, 1, office.clock.moment, limit, busy)
    return [one.update_id for one in found]


async def test_the_same_update_is_stored_once(office: Office) -> None:
    assert await put(office, received(office, 5), received(office, 6)) == 2
    assert await put(office, received(office, 6), received(office, 7), received(office, 7)) == 1
    assert await pending(office) == [5, 6, 7]
    assert await put(office) == 0


async def test_an_update_is_handled_once_and_all_but_its_id_forgotten(office: Office) -> None:
    await put(office, received(office, 5, body='{"text": "mine"}'))
    async with office.unit_of_work.store.step() as tx:
        assert await inbox.mark_handled(tx, 1, 5)
        assert not await inbox.mark_handled(tx, 1, 5)
        kept = await inbox.by_id(tx, 1, 5)
    assert kept is not None
    assert (kept.state, kept.body, kept.lane) == (InboxState.HANDLED, None, None)
    assert await put(office, received(office, 5)) == 0
    assert await pending(office) == []


async def test_a_failed_try_does_not_bring_back_what_was_handled(office: Office) -> None:
    await put(office, received(office, 5))
    async with office.unit_of_work.store.step() as tx:
        await inbox.mark_handled(tx, 1, 5)
        assert not await inbox.mark_failed(tx, 1, 5, state=InboxState.PENDING, attempts=1)
    assert await pending(office) == []


async def test_a_lane_waits_behind_its_first_update_and_other_lanes_do_not(office: Office) -> None:
    later = office.clock.moment + timedelta(seconds=5)
    await put(
        office,
        received(office, 1, lane=7, retry_at=later),
        received(office, 2, lane=7),
        received(office, 3, lane=8),
    )
    assert await pending(office) == [3]
    office.clock.moment = later
    assert await pending(office) == [1, 2, 3]


async def test_many_updates_that_wait_do_not_hide_one_that_does_not(office: Office) -> None:
    later = office.clock.moment + timedelta(seconds=5)
    stuck = [received(office, n, lane=n, retry_at=later) for n in range(1, 30)]
    await put(office, *stuck, received(office, 30, lane=30))
    assert await pending(office, limit=10) == [30]


async def test_busy_lanes_and_other_bots_are_left_alone(office: Office) -> None:
    await put(office, received(office, 1, lane=7), received(office, 2, lane=8))
    await put(office, received(office, 3, lane=9, bot_id=2))
    assert await pending(office, 7) == [2]


async def mark(office: Office, update_id: int) -> bool:
    async with office.unit_of_work.store.step() as tx:
        return await inbox.mark_handled(tx, 1, update_id)


async def test_an_update_is_not_handled_before_an_older_one_of_its_lane(office: Office) -> None:
    await put(office, received(office, 2), received(office, 1), received(office, 3, lane=9))
    assert not await mark(office, 2)
    assert await mark(office, 3)
    assert await mark(office, 1)
    assert await mark(office, 2)


async def test_what_is_parked_or_anothers_bots_holds_up_nobody(office: Office) -> None:
    parked = received(office, 1, state=InboxState.PARKED)
    await put(office, parked, received(office, 2, bot_id=2), received(office, 3))
    assert await mark(office, 3)


async def test_other_replicas_updates_are_looked_at_once_they_are_left_behind(
    office: Office,
) -> None:
    await put(office, received(office, 1, lane=7), received(office, 2, lane=8))
    await put(office, received(office, 3, lane=9, attempts=1))

    async def seen() -> list[int]:
        async with office.unit_of_work.store.look() as tx:
            found = await inbox.pending(tx, 1, office.clock.moment, 500, (), own={8})
        return [one.update_id for one in found]

    assert await seen() == [2, 3], "what has failed is anybody's"
    office.clock.moment += LEFT_BEHIND
    assert await seen() == [1, 2, 3]


async def test_the_last_id_says_where_to_go_on(office: Office) -> None:
    async with office.unit_of_work.store.look() as tx:
        assert await inbox.last_update_id(tx, 1) is None
    await put(office, received(office, 41), received(office, 42))
    async with office.unit_of_work.store.step() as tx:
        await inbox.mark_handled(tx, 1, 42)
        assert await inbox.last_update_id(tx, 1) == 42
