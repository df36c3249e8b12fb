"""Somebody makes backups all the while, which is no fault, but might cause some."""

import random
from pathlib import Path

from bot.config.settings import load_config
from bot.operating.backup import back_up
from tests.faults.breakages.killed import MOST_CALLS
from tests.faults.town import Town


class BackedUp:
    """A backup every few calls to Telegram, so many times. They go into the folder, numbered."""

    def __init__(self, times: int, folder: Path) -> None:
        self.files = [folder / f"{number}.sqlite" for number in range(times)]

    async def __call__(self, town: Town, rng: random.Random) -> None:
        for file in self.files:
            await town.called(rng.randint(1, MOST_CALLS))
            await backed_up(town, file)


async def backed_up(town: Town, file: Path) -> None:
    config = load_config(town.process.config, {})
    await back_up(config, file, town.machine.now(), _untold, days=30)


def _untold(what: str, done: int, total: int) -> None:
    pass
