"""Telegram in a box in a process of its own, so that it takes no time from what is measured."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.sandbox.client import Control

AT_ONCE = 32
"""Calls to the control API under way together."""


@asynccontextmanager
async def box() -> AsyncIterator[tuple[str, Control]]:
    """The address of a fresh sandbox, and its control API."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    if process.stdout is None:
        raise RuntimeError("the sandbox says nothing")
    ready = (await process.stdout.readline()).decode()
    url = ready.split()[-1]
    try:
        async with Control(url) as control:
            yield url, control
    finally:
        process.terminate()
        await process.wait()


async def crowd(control: Control, people: int) -> list[int]:
    """So many people who have all written to the bot; their ids."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> int:
        async with room:
            user = await control.user(f"P{number}", language_code="en")
            await control.say(user["id"], "/start")
        return user["id"]

    return list(await asyncio.gather(*(one(number) for number in range(people))))
