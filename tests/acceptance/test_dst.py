"""A weekly question through a whole year of clocks being changed, all over the Earth.

Each person is asked once a week, on Sundays, when clocks are changed; at half past two, which some
Sundays do not have and others have twice, or at nine, which every day has once.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.asking.rounds import RoundState
from bot.flows.asking import prompts, rounds
from bot.flows.hearing import seals
from bot.storage.base.schema import delivery, schedule
from tests.desk import Office

ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Stockholm",
    "Pacific/Chatham",
)
"""Clocks that change for the month of Ramadan, by half an hour, at a quarter to three, or never."""

HALF_PAST_TWO, NINE = 150, 540
SUNDAYS = [date(2026, 1, 4) + timedelta(weeks=n) for n in range(52)]

WITHOUT = {
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/St_Johns", date(2026, 3, 8)),
    ("Europe/Stockholm", date(2026, 3, 29)),
}
"""Sundays without a half past two: the clocks go from two to three."""

TWICE = {
    ("Africa/Casablanca", date(2026, 2, 15)): timedelta(hours=1),
    ("Europe/Stockholm", date(2026, 10, 25)): timedelta(hours=2),
}
"""Sundays with two of them, and how far ahead of UTC the clocks are at the first. In America it is
half past one that comes twice."""


async def a_week(office: Office) -> list[tuple[int, datetime]]:
    """Who is asked when: from one due moment to the next, until the Round is closed."""
    async with office.unit_of_work.store.look() as tx:
        office.clock.moment = (await tx.execute(select(schedule.c.plan_at))).scalar_one()
    while await office.do(rounds.plan):
        pass
    for moment in sorted({one.due_at for one in await office.prompts()}):
        office.clock.moment = moment
        while await office.do(prompts.send_due):
            pass
    async with office.unit_of_work.store.look() as tx:
        owed = await tx.execute(select(delivery.c.chat_id, delivery.c.not_before))
        found = [(person, at) for person, at in owed]
    (still_open,) = [one for one in await office.rounds() if one.state is RoundState.OPEN]
    office.clock.moment = still_open.closes_at
    while await office.do(seals.close):
        pass
    return found


@pytest.mark.parametrize("minute", [HALF_PAST_TWO, NINE], ids=["02:30", "09:00"])
async def test_once_a_week_at_ones_own_time_all_year_round(office: Office, minute: int) -> None:
    team = await office.team()
    people = {
        zone: await office.member(zone, team, zone=zone, ask_at=minute, days=(6,)) for zone in ZONES
    }
    await office.schedule(team, on=SUNDAYS[0], open_hours=24)
    found = [asked for _ in SUNDAYS for asked in await a_week(office)]
    for zone, phone in people.items():
        local = [at.astimezone(ZoneInfo(zone)) for person, at in found if person == phone.id]
        assert [one.date() for one in local] == SUNDAYS
        for one in local:
            at_night = (zone, one.date()) if minute == HALF_PAST_TWO else None
            assert one.hour * 60 + one.minute - minute == (60 if at_night in WITHOUT else 0), one
            assert at_night not in TWICE or one.utcoffset() == TWICE[at_night], one
