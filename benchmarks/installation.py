"""`eftertanke run` as a program of its own, on a database of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.box import Crowd
from benchmarks.people import channel_of, populate
from benchmarks.process import Measured, program
from bot.domain.base.clock import SystemClock
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate


@asynccontextmanager
async def eftertanke(crowd: Crowd, rate: float, *, due: bool = True) -> AsyncIterator[Measured]:
    """Durable as in production. Everybody is one Team, and is asked at once or in a week."""
    async with settled(crowd, rate, due=due) as config, running(config) as process:
        yield process


@asynccontextmanager
async def settled(
    crowd: Crowd, rate: float, *, due: bool, others: int = 0, per_team: int = 100
) -> AsyncIterator[Path]:
    """The settings of an installation that is ready to run. `others` are people in further Teams,
    who are only in its database."""
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.sqlite"
        config = configured(Path(folder, "config.yaml"), crowd, rate, database)
        store = Store(database)
        await migrate(store)
        ids = range(10**9, 10**9 + others)
        teams = [crowd.people, *(ids[at : at + per_team] for at in range(0, others, per_team))]
        await populate(store, bot_of(crowd), teams, now=SystemClock().now(), due=due)
        for number, _ in enumerate(teams, 1):
            crowd.gather(channel_of(number), f"Team {number}")
        await store.close()
        yield config


def configured(
    file: Path, crowd: Crowd, rate: float, database: str, **more: dict[str, object]
) -> Path:
    """Settings, with `more` sections of them."""
    telegram = {
        "token": crowd.bot.token,
        "base_url": crowd.box.url,
        "messages_per_second": rate,
        "per_chat_per_second": 1000,
    }
    settings = {
        "telegram": telegram | more.pop("telegram", {}),
        "health": {"listen_port": 0},
        "database": {"url": database},
        **more,
    }
    file.write_text(yaml.safe_dump(settings))
    return file


@asynccontextmanager
async def running(config: Path, *more: str) -> AsyncIterator[Measured]:
    async with program("-m", "bot", "run", "--config", str(config), *more) as process:
        yield process


def bot_of(crowd: Crowd) -> int:
    """A token begins with the bot's id."""
    return int(crowd.bot.token.partition(":")[0])
