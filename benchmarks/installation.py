"""An installation as a benchmark needs it: people in Teams, and Schedules that are due or not."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from sqlalchemy import insert

from benchmarks.box import Crowd
from benchmarks.process import Measured, program
from bot.banks import load_banks
from bot.config import Config
from bot.domain.clock import SystemClock
from bot.domain.roles import Role
from bot.domain.schedules import plan_moment
from bot.domain.visibility import Visibility
from bot.flows.base.desk import Desk
from bot.flows.base.step import Installation
from bot.storage.engine import Store
from bot.storage.migrating import migrate
from bot.storage.schema import member, membership, schedule, team

BOT_ID = 1
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@asynccontextmanager
async def eftertanke(crowd: Crowd, rate: float, *, due: bool = True) -> AsyncIterator[Measured]:
    """`eftertanke run` on a file of its own, durable as in production. Everybody is one Team."""
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.sqlite"
        settings = {
            "telegram": {
                "token": crowd.bot.token,
                "base_url": crowd.box.url,
                "messages_per_second": rate,
                "per_chat_per_second": 1000,
            },
            "health": {"listen_port": 0},
            "database": {"url": database},
        }
        config = Path(folder, "config.yaml")
        config.write_text(yaml.safe_dump(settings))  # noqa: ASYNC240
        store = Store(database)
        await migrate(store)
        await populate(store, bot_of(crowd), [crowd.people], due=due)
        await store.close()
        async with program("-m", "bot", "run", "--config", str(config)) as process:
            yield process


@asynccontextmanager
async def desk(people: int, per_team: int, *, due: bool) -> AsyncIterator[Desk]:
    """The flows on a file of their own, without Telegram: so many people in Teams of one size."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/bench.sqlite")
        await migrate(store)
        ids = range(1, people + 1)
        teams = [ids[at : at + per_team] for at in range(0, people, per_team)]
        await populate(store, BOT_ID, teams, due=due)
        clock, config = SystemClock(), Config()
        house = Installation(
            began=clock.now(),
            bot_id=BOT_ID,
            bot_name="bench_bot",
            banks=load_banks(None),
            config=config,
            rng=random.Random(7),
        )
        yield Desk(store=store, clock=clock, house=house, on_owed=lambda: None)
        await store.close()


def bot_of(crowd: Crowd) -> int:
    """A token begins with the bot's id."""
    return int(crowd.bot.token.partition(":")[0])


async def populate(
    store: Store, bot_id: int, groups: Sequence[Sequence[int]], *, due: bool
) -> None:
    """A Team for each group of Telegram ids, and its daily Schedule, due today or in a week."""
    now = SystemClock().now()
    minute = now.hour * 60 + now.minute
    today = now.date()
    async with store.step() as tx:
        made = [_team(number, bot_id) for number, _ in enumerate(groups, 1)]
        await tx.execute(insert(team), made)
        people = [one for group in groups for one in group]
        rows = [_member(number, bot_id, one, minute) for number, one in enumerate(people, 1)]
        await tx.execute(insert(member), rows)
        ids, belongings = iter(rows), []
        for number, group in enumerate(groups, 1):
            for _ in group:
                roles = frozenset({Role.STAFF})
                belongings.append({"member_id": next(ids)["id"], "team_id": number, "roles": roles})
        await tx.execute(insert(membership), belongings)
        first = today if due else today + timedelta(days=7)
        plans = [_schedule(number, today, first) for number, _ in enumerate(groups, 1)]
        await tx.execute(insert(schedule), plans)


def _team(number: int, bot_id: int) -> dict[str, object]:
    return {
        "id": number,
        "bot_id": bot_id,
        "name": f"Team {number}",
        "languages": ("en",),
        "zone": "UTC",
        "floor": 5,
        "chat_id": None,
        "thread_id": None,
        "chat_title": "",
    }


def _member(number: int, bot_id: int, telegram_id: int, minute: int) -> dict[str, object]:
    return {
        "id": number,
        "bot_id": bot_id,
        "telegram_id": telegram_id,
        "name": f"P{number}",
        "language": "en",
        "zone": "UTC",
        "days": EVERY_DAY,
        "ask_at": minute,
        "quiet_from": 0,
        "quiet_to": 0,
        "usual_words": Visibility.PRIVATE,
        "usual_taps": Visibility.TEAM_UNNAMED,
        "paused_until": None,
        "reachable": True,
        "owner": False,
        "digest_day": 4,
        "digest_at": 780,
        "next_digest_at": None,
    }


def _schedule(team_id: int, today: date, first: date) -> dict[str, object]:
    return {
        "team_id": team_id,
        "bank_id": "weekly-check",
        "days": EVERY_DAY,
        "every_weeks": 1,
        "starts_on": today,
        "roles": frozenset({Role.STAFF}),
        "open_hours": 48,
        "reminder": False,
        "paused": False,
        "next_on": first,
        "plan_at": plan_moment(first),
    }
