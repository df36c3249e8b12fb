"""What the look ahead promises about a Schedule is what then happens."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.asking.builder import Field
from bot.domain.asking.schedules import EVERY_WEEKS, OPEN_HOURS
from bot.domain.base.availability import EVERY_DAY
from bot.domain.base.roles import Role
from bot.domain.messages.asking.builder import AskField, PreviewSchedule
from bot.flows.asking import builder, rounds
from bot.storage.asking import schedules
from bot.storage.people import members
from tests.databases import Databases
from tests.desk import Office, Phone, open_office
from tests.stage import MONDAY

ZONES = ("Europe/Stockholm", "Pacific/Kiritimati", "Pacific/Honolulu", "America/New_York")
LONGEST = timedelta(weeks=17)
"""Three dates, four weeks apart, and some."""


@dataclass(frozen=True)
class Wish:
    """What Alice presses."""

    days: frozenset[int]
    every_weeks: int
    open_hours: int


wishes = st.builds(
    Wish,
    days=st.sets(st.sampled_from(EVERY_DAY), min_size=1, max_size=3).map(frozenset),
    every_weeks=st.sampled_from(EVERY_WEEKS),
    open_hours=st.sampled_from(OPEN_HOURS),
)
people = st.lists(
    st.fixed_dictionaries(
        {
            "zone": st.sampled_from(ZONES),
            "ask_at": st.integers(0, 1439),
            "days": st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(sorted).map(tuple),
        }
    ),
    min_size=1,
    max_size=3,
)
moments = st.integers(0, 7 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(ZONES),
    start=moments,
    asked=people,
    first=wishes,
    second=wishes,
    wait=st.integers(0, 5 * 24),
)
def test_the_dates_shown_are_the_rounds_that_really_open(
    databases: Databases,
    zone: str,
    start: datetime,
    asked: list[members.Fields],
    first: Wish,
    second: Wish,
    wait: int,
) -> None:
    """For a new Schedule, and again when it is changed after some hours."""

    async def play() -> None:
        async with open_office(await databases.new()) as office:
            team = await office.team(zone=zone)
            alice = await office.member("Alice", team, Role.FACILITATOR)
            for number, one in enumerate(asked):
                await office.member(f"Bob {number}", team, Role.STAFF, **one)
            office.clock.moment = start
            await alice.does(builder.begin, team.id)
            shown = await choose(alice, first)
            await alice.does(builder.save, shown.key)
            rest = await opened(office, len(shown.dates), hours=wait)
            assert rest == list(shown.dates[: len(rest)])

            async with office.unit_of_work.store.look() as tx:
                (schedule,) = await schedules.of_team(tx, team.id)
            await alice.does(builder.change, schedule.id)
            shown = await choose(alice, second)
            await alice.does(builder.save, shown.key)
            later = await opened(office, len(rest) + len(shown.dates))
            assert later == sorted([*rest, *shown.dates])
            assert set(shown.under_way) <= set(rest)

    asyncio.run(play())


async def choose(alice: Phone, wish: Wish) -> PreviewSchedule:
    """Go through the screens until the look ahead shows what would come."""
    asking = alice.last(AskField)
    await alice.does(builder.pick, asking.key, Field.BANK, "weekly-check")
    for day in set(asking.days) ^ wish.days:
        await alice.does(builder.pick, asking.key, Field.DAYS, str(day))
    await alice.does(builder.pick, asking.key, Field.EVERY, str(wish.every_weeks))
    for role in {Role.STAFF} ^ set(alice.last(AskField).roles):
        await alice.does(builder.pick, asking.key, Field.ROLES, role.value)
    await alice.does(builder.pick, asking.key, Field.OPEN, str(wish.open_hours))
    await alice.does(builder.pick, asking.key, Field.REMINDER, "0")
    return alice.last(PreviewSchedule)


async def opened(office: Office, wanted: int, *, hours: int | None = None) -> list[date]:
    """The dates of the Rounds that open while the hours pass, or until so many have."""
    until = office.clock.moment + (LONGEST if hours is None else timedelta(hours=hours))
    while True:
        while await office.do(rounds.plan):
            pass
        found = sorted(one.on_date for one in await office.rounds())
        if office.clock.moment >= until or (hours is None and len(found) >= wanted):
            return found
        office.clock.moment = min(until, office.clock.moment + timedelta(hours=12))
