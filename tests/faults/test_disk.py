"""Trouble with the database's file: the bot says what it is, does nothing by half, and goes on by
itself when it is over."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp

from bot.storage.base.db_errors import BROKEN, FIXED, FULL, TAKEN
from tests.faults.breakages import disk
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team, found_town, until

SPEED = 5
"""Seconds in a real one: what is tried again later need not be waited for."""

ILL = 503
WELL = 200


async def says(town: Town, *sentences: str) -> None:
    """Wait until the bot says one of these of itself."""

    async def said() -> bool:
        try:
            status, told = await town.health()
        except aiohttp.ClientConnectionError:
            return False  # it has only just begun
        return status == ILL and any(one in told for one in sentences)

    await until(said, f"the bot to say {sentences}")


async def well_again(town: Town) -> None:
    async def well() -> bool:
        return (await town.health())[0] == WELL

    town.hurry(60)
    await until(well, "the bot to be well")


Break = Callable[[], AbstractAsyncContextManager[None]]


async def play_through(town: Town, seed: int, broken: Break, *told: str) -> None:
    """It breaks when people are to be asked, and once more when they answer. In the end, the books
    balance."""
    play = Performance(town, write_script(seed, people=6))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    async with broken():
        town.at(ASKED_AT, SPEED)
        await says(town, *told)
    await play.puts_off()
    await town.settled()
    async with asyncio.TaskGroup() as together, broken():
        together.create_task(play.replies())
        await says(town, *told)
    await play.thinks_again()
    await town.settled()
    await well_again(town)
    await play.books.balance()


async def test_a_full_disk(tmp_path: Path) -> None:
    with disk.small_disk(tmp_path / "disk") as place:
        async with found_town(tmp_path, tmp_path / "disk") as town:

            @asynccontextmanager
            async def full() -> AsyncIterator[None]:
                with place.full(town):
                    yield

            await play_through(town, 18, full, FULL, BROKEN)


async def test_a_file_that_a_backup_keeps_for_long(town: Town) -> None:
    @asynccontextmanager
    async def kept() -> AsyncIterator[None]:
        with disk.kept(town.database):
            yield

    town.process.mishap = disk.impatient
    await play_through(town, 19, kept, TAKEN)


async def test_a_file_that_may_only_be_read(town: Town) -> None:
    """As after a restore by somebody else."""

    @asynccontextmanager
    async def read_only() -> AsyncIterator[None]:
        await town.kill()
        with disk.read_only(town.database):
            town.process.start()
            yield

    town.process.mishap = disk.humble
    await play_through(town, 20, read_only, FIXED)
