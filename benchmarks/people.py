"""People in Teams, written into rows, and Schedules that are due or not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.schedules import plan_moment
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.storage.base.engine import Store
from bot.storage.base.schema import member, membership, schedule, team

BANK = "weekly-check"
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


async def populate(
    store: Store,
    bot_id: int,
    groups: Sequence[Sequence[int]],
    *,
    now: datetime,
    due: bool,
    beyond: int = 0,
) -> None:
    """A Team for each group of Telegram ids, and its weekly Schedule, due today or in a week.

    Everybody is asked at this minute of the day. `beyond`: so many Teams and people there may be.
    """
    minute = now.hour * 60 + now.minute
    today = now.date()
    first = today if due else today + timedelta(days=7)
    numbers = count(beyond + 1)
    async with store.step() as tx:
        for team_id, group in enumerate(groups, beyond + 1):
            people = [_member(next(numbers), bot_id, one, minute) for one in group]
            await tx.execute(insert(team), [_team(team_id, bot_id)])
            await tx.execute(insert(member), people)
            await tx.execute(insert(membership), [_belongs(one, team_id) for one in people])
            await tx.execute(insert(schedule), [_schedule(team_id, today, first)])
        if not store.on_sqlite:
            await _count_on(tx)


async def _count_on(tx: AsyncConnection) -> None:
    """PostgreSQL numbers rows by itself, and does not know of those that came with a number."""
    for table in (team, member):
        sequence = func.pg_get_serial_sequence(table.name, "id")
        await tx.execute(select(func.setval(sequence, func.max(table.c.id))))


def channel_of(team_id: int) -> int:
    """The id of the Team's chat."""
    return -1000 - team_id


def _team(number: int, bot_id: int) -> dict[str, object]:
    return {
        "id": number,
        "bot_id": bot_id,
        "name": f"Team {number}",
        "languages": ("en",),
        "zone": "UTC",
        "floor": 5,
        "chat_id": channel_of(number),
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


def _belongs(one: dict[str, object], team_id: int) -> dict[str, object]:
    return {"member_id": one["id"], "team_id": team_id, "roles": frozenset({Role.STAFF})}


def _schedule(team_id: int, today: date, first: date) -> dict[str, object]:
    return {
        "team_id": team_id,
        "bank_id": BANK,
        "days": (first.weekday(),),
        "every_weeks": 1,
        "starts_on": today,
        "roles": frozenset({Role.STAFF}),
        "open_hours": 48,
        "reminder": False,
        "paused": False,
        "next_on": first,
        "plan_at": plan_moment(first),
    }
