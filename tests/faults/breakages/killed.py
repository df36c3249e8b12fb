"""The process is killed without warning, and started again at once."""

import asyncio
import random

from tests.faults.town import Town

MOST_CALLS = 24
"""Calls to Telegram that one life may last."""

MOST_SECONDS = 0.6
"""Real seconds that one life may last, from its start: it may not even come to its first call."""


class Killed:
    """SIGKILL at random moments, so many times."""

    def __init__(self, times: int) -> None:
        self._left = times

    async def __call__(self, town: Town, rng: random.Random) -> None:
        while self._left:
            await live_for_a_while(town, rng)
            await town.kill()
            town.process.start()
            self._left -= 1


async def live_for_a_while(
    town: Town, rng: random.Random, calls: int = MOST_CALLS, seconds: float = MOST_SECONDS
) -> None:
    """Let the process live for so many calls, or for so long, whichever is over first."""
    until = town.calls() + rng.randint(1, calls)
    with town.world.events.listen() as events:
        try:
            async with asyncio.timeout(rng.uniform(0, seconds)):
                while town.calls() < until:
                    await events.get()
        except TimeoutError:
            return
