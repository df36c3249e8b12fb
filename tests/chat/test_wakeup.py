"""The bell between those who make work and those who do it."""

import asyncio

from bot.chat.wakeup import Wakeup


async def test_a_ring_before_anybody_listens_is_not_lost() -> None:
    bell = Wakeup()
    bell.ring()
    assert await bell.heard(seconds=60)
    assert not await bell.heard(seconds=0)


async def test_a_ring_wakes_whoever_waits() -> None:
    bell = Wakeup()
    listening = asyncio.create_task(bell.heard(seconds=60))
    await asyncio.sleep(0)
    bell.ring()
    assert await listening
