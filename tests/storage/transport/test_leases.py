"""Leases: of all who want one, one holds it."""

from sqlalchemy import update

from bot.storage.base.db_clock import from_now
from bot.storage.base.schema import lease
from bot.storage.transport import leases
from tests.desk import Office


async def take(office: Office, holder: str, *, by_force: bool = False) -> int | None:
    async with office.unit_of_work.store.step() as tx:
        return await leases.take(tx, 1, holder, 4.0, by_force=by_force)


async def renew(office: Office, holder: str, fence: int) -> bool:
    async with office.unit_of_work.store.step() as tx:
        return await leases.renew(tx, 1, holder, fence, 4.0)


async def holds(office: Office, holder: str, fence: int) -> bool:
    async with office.unit_of_work.store.step() as tx:
        return await leases.holds(tx, 1, holder, fence)


async def run_out(office: Office) -> None:
    async with office.unit_of_work.store.step() as tx:
        await tx.execute(update(lease).values(until=from_now(-0.1)))


async def test_while_one_holds_it_nobody_else_gets_it(office: Office) -> None:
    assert await take(office, "Alice") == 1
    assert await take(office, "Bob") is None
    assert await renew(office, "Alice", 1)
    assert not await renew(office, "Bob", 1)


async def test_it_is_held_for_one_bot(office: Office) -> None:
    await take(office, "Alice")
    async with office.unit_of_work.store.step() as tx:
        assert await leases.take(tx, 2, "Bob", 4.0, by_force=False) == 1
    assert await holds(office, "Alice", 1)


async def test_once_it_has_run_out_somebody_else_takes_it_and_the_fence_grows(
    office: Office,
) -> None:
    await take(office, "Alice")
    await run_out(office)
    assert await holds(office, "Alice", 1), "nobody else has it yet"
    assert await take(office, "Bob") == 2
    assert not await holds(office, "Alice", 1)
    assert not await renew(office, "Alice", 1)
    assert await holds(office, "Bob", 2)


async def test_it_can_be_taken_by_force(office: Office) -> None:
    await take(office, "Alice")
    assert await take(office, "Bob", by_force=True) == 2
    assert not await holds(office, "Alice", 1)


async def test_what_is_released_is_free_at_once_but_only_its_holder_may(office: Office) -> None:
    await take(office, "Alice")
    async with office.unit_of_work.store.step() as tx:
        await leases.release(tx, 1, "Bob", 1)
    assert await take(office, "Bob") is None
    async with office.unit_of_work.store.step() as tx:
        await leases.release(tx, 1, "Alice", 1)
    assert await take(office, "Bob") == 2
