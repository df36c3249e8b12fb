"""Rows as tests make them: Teams, Members, Schedules and Rounds. `fields` override what each is
made of.

`Stage` and `Office` have methods of the same names, which say the rest: whose bot it is, and when.
"""

import secrets
from datetime import date, datetime
from typing import Unpack

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.notes import Note
from bot.domain.asking.rounds import Round, RoundState
from bot.domain.asking.schedules import Schedule, plan_moment
from bot.domain.base.availability import WORKING_DAYS
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.people.members import Member
from bot.domain.people.support import SupportField
from bot.domain.people.teams import Team
from bot.storage.asking import notes, rounds, schedules
from bot.storage.people import members, support, teams

STOCKHOLM = "Europe/Stockholm"

ALWAYS = date.min
"""Since when somebody has their Roles who was there before the play began."""


CARD: dict[str, str] = {
    SupportField.SAFEGUARDING: "Eva Ek, 08-123 45",
    SupportField.DEPUTY: "Ulf Alm, 08-123 46",
    SupportField.STAFF_SUPPORT: "the house doctor",
}
"""Who helps when something is wrong, everywhere."""


async def add_team(
    tx: AsyncConnection, bot_id: int, name: str = "North", /, **fields: Unpack[teams.Fields]
) -> Team:
    made: teams.Fields = {
        "bot_id": bot_id,
        "name": name,
        "languages": ("en", "sv"),
        "zone": STOCKHOLM,
        "floor": 5,
        "chat_id": None,
        "thread_id": None,
        "chat_title": "",
    }
    team = await teams.add(tx, **(made | fields))
    await support.put(tx, bot_id, None, CARD)
    return team


async def add_member(
    tx: AsyncConnection,
    bot_id: int,
    telegram_id: int,
    name: str,
    /,
    **fields: Unpack[members.Fields],
) -> Member:
    """Somebody who belongs to no Team yet; see `join`."""
    made: members.Fields = {
        "bot_id": bot_id,
        "telegram_id": telegram_id,
        "name": name,
        "language": "en",
        "zone": STOCKHOLM,
        "days": WORKING_DAYS,
        "ask_at": 9 * 60,
        "quiet_from": 20 * 60,
        "quiet_to": 7 * 60,
        "usual_words": Visibility.PRIVATE,
        "usual_taps": Visibility.TEAM_UNNAMED,
        "paused_until": None,
        "reachable": True,
        "owner": False,
        "digest_day": 4,
        "digest_at": 13 * 60,
        "next_digest_at": None,
    }
    return await members.add(tx, **(made | fields))


async def join(
    tx: AsyncConnection, member: Member, team: Team, *roles: Role, since: date = ALWAYS
) -> None:
    """The Member belongs to the Team, as staff if nothing else is said."""
    await members.set_roles(tx, member.id, team.id, set(roles) or {Role.STAFF}, since=since)


async def add_schedule(
    tx: AsyncConnection,
    team: Team,
    bank: str = "weekly-check",
    *,
    on: date,
    **fields: Unpack[schedules.Fields],
) -> Schedule:
    """A weekly one, from that day on."""
    made: schedules.Fields = {
        "team_id": team.id,
        "bank_id": bank,
        "days": (on.weekday(),),
        "every_weeks": 1,
        "starts_on": on,
        "roles": frozenset({Role.STAFF}),
        "open_hours": 48,
        "reminder": False,
        "paused": False,
        "next_on": on,
        "plan_at": plan_moment(on),
    }
    return await schedules.add(tx, **(made | fields))


async def add_note(
    tx: AsyncConnection, member: Member, text: str, month: date, question: str = ""
) -> Note:
    """One of the Member's private notes."""
    note = Note(
        id=secrets.token_hex(8),
        member_id=member.id,
        month=month,
        question=question,
        text=text,
    )
    await notes.add_many(tx, [note])
    return note


async def add_round(
    tx: AsyncConnection, team_id: int, now: datetime, /, **fields: Unpack[rounds.Fields]
) -> Round:
    """One that six people took part in, and that is sealed."""
    made: rounds.Fields = {
        "team_id": team_id,
        "schedule_id": None,
        "bank_id": "weekly-check",
        "slot": secrets.token_hex(8),
        "number": 0,
        "on_date": now.date(),
        "closes_at": now,
        "state": RoundState.SEALED,
        "asked": 6,
        "took_part": 6,
    }
    return await rounds.add(tx, **(made | fields))


def mark(name: str) -> str:
    """Stands for somebody in words that nobody is named in, so that the guard lets them pass."""
    return f"{name[::-1].casefold()}x"
