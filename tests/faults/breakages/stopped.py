"""The process is asked to stop, as at every update, and started again."""

import random

from tests.faults.breakages.killed import live_for_a_while
from tests.faults.town import Town


class Stopped:
    """SIGTERM at random moments, so many times."""

    def __init__(self, times: int) -> None:
        self._left = times

    async def __call__(self, town: Town, rng: random.Random) -> None:
        while self._left:
            await town.running()
            await live_for_a_while(town, rng)
            assert await town.process.stop() == 0, town.process.log
            town.process.start()
            self._left -= 1
