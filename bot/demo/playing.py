"""`eftertanke demo`: the play from its opening to the table at the end, and a look around."""

import asyncio
import random
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.app import opened
from bot.config import Config
from bot.demo.clock import StageClock
from bot.demo.opening import open_play
from bot.demo.stage import Stage
from bot.demo.summary import tell_summary
from bot.demo.telling import Teller
from bot.demo.weeks import FIRST_MONDAY, moment, play_week
from bot.logs import set_up_logs
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox

BOT = "eftertanke_bot"
WEEKS = (1, 2, 3, 4)
SEED = 4


async def play(folder: Path, *, stay: bool) -> None:
    """Play four weeks on a fresh database in `folder`; then, if wanted, keep the bot running."""
    set_up_logs("console", quiet=True)
    began = time.monotonic()
    await asyncio.to_thread(_empty, folder)
    async with _stage(folder) as stage:
        await open_play(stage)
        banks = dict(stage.app.desk.house.banks)
        for week in WEEKS:
            await play_week(stage, week, banks)
        await tell_summary(stage)
        stage.teller.chapter(f"That was four weeks in {time.monotonic() - began:.0f} seconds")
        stage.teller.aside(f"The database and the pictures are in {folder}/")
        if stay:
            await _look_around(stage)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


@asynccontextmanager
async def _stage(folder: Path) -> AsyncIterator[Stage]:
    """Telegram in a box and the real bot, over real HTTP, on an empty SQLite file."""
    async with Sandbox() as box, Control(box.url) as control:
        await control.no_limits()
        clock = StageClock(moment(FIRST_MONDAY, "07:00") - timedelta(days=3), control)
        await clock.set(clock.now())
        account = await control.bot(BOT)
        config = Config.model_validate(_settings(folder, box.url, account.token))
        async with opened(config, clock, random.Random(SEED)) as app:
            yield Stage(app=app, control=control, clock=clock, teller=Teller(folder))


def _settings(folder: Path, url: str, token: str) -> dict[str, object]:
    """The box has no limits here, so none are kept; all else is as it comes."""
    return {
        "telegram": {
            "token": token,
            "base_url": url,
            "messages_per_second": 1000,
            "per_chat_per_second": 1000,
            "per_group_per_minute": 1000,
        },
        "database": {"url": f"sqlite:///{folder / 'demo.sqlite'}"},
    }


async def _look_around(stage: Stage) -> None:
    """Run like any bot until somebody presses Ctrl-C."""
    url = stage.control.url
    stage.teller.aside(f"Look around with: eftertanke phone Ada --url {url}   (Ctrl-C ends it)")
    await stage.app.run()
