"""A bot with one big team, as a benchmark needs it."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from bot.app import App, opened
from bot.config import Config
from bot.domain.clock import SystemClock
from bot.domain.roles import Role
from bot.domain.schedules import plan_moment
from bot.domain.visibility import Visibility
from bot.storage import schedules, teams
from bot.storage.schema import member, membership


@asynccontextmanager
async def installation(folder: Path, url: str, token: str, per_second: float) -> AsyncIterator[App]:
    """A bot on an empty file, durable as in production."""
    config = Config.model_validate(
        {
            "telegram": {
                "token": token,
                "base_url": url,
                "messages_per_second": per_second,
                "per_chat_per_second": 1000,
                "poll_timeout": 1,
            },
            "database": {"url": f"sqlite:///{folder / 'bench.sqlite'}"},
            "heartbeat_seconds": 0.2,
        }
    )
    async with opened(config, SystemClock(), random.Random(7)) as app:
        yield app


async def add_team(app: App, people: Sequence[int], *, due: bool) -> None:
    """A Team of these people, and a daily Schedule whose first date is today."""
    now = app.desk.clock.now()
    minute = now.hour * 60 + now.minute
    async with app.desk.store.step() as tx:
        team = await teams.add(
            tx,
            name="Everybody",
            languages=("en",),
            zone="UTC",
            floor=5,
            chat_id=None,
            thread_id=None,
            chat_title="",
        )
        rows = [
            _member(number, telegram_id, minute) for number, telegram_id in enumerate(people, 1)
        ]
        await tx.execute(insert(member), rows)
        roles = frozenset({Role.STAFF})
        await tx.execute(
            insert(membership),
            [{"member_id": row["id"], "team_id": team.id, "roles": roles} for row in rows],
        )
        if due:
            await schedules.add(tx, **_schedule(team.id, now.date()))


def _member(number: int, telegram_id: int, minute: int) -> dict[str, object]:
    return {
        "id": number,
        "telegram_id": telegram_id,
        "name": f"P{number}",
        "language": "en",
        "zone": "UTC",
        "days": (0, 1, 2, 3, 4, 5, 6),
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


def _schedule(team_id: int, today: date) -> dict[str, object]:
    return {
        "team_id": team_id,
        "bank_id": "weekly-check",
        "days": (0, 1, 2, 3, 4, 5, 6),
        "every_weeks": 1,
        "starts_on": today,
        "roles": frozenset({Role.STAFF}),
        "open_hours": 48,
        "reminder": False,
        "paused": False,
        "next_on": today,
        "plan_at": plan_moment(today),
    }
