"""Somebody's pause ends: they are asked what they would have been asked without it, if that is
still in time.

Bob comes back; the crowd has been there all along. It is asked on Tuesdays, every four weeks.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking.prompts import Snooze
from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.settings import Setting, Walk
from bot.domain.people.teams import Team
from bot.flows.asking import prompts, rounds
from bot.flows.people import settings
from bot.storage.asking import planned
from bot.storage.asking import schedules as stored_schedules
from tests.desk import NINE, Office, Phone

TUESDAY = date(2026, 3, 3)
LAID_OUT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ASKED = NINE + timedelta(days=1)
NEXT_MONTH = date(2026, 4, 6)


@pytest.fixture
async def schedule(office: Office, team: Team) -> Schedule:
    return await office.schedule(team, on=TUESDAY, every_weeks=4, reminder=True)


async def away(office: Office, bob: Phone) -> None:
    """Bob is on a pause when the Round of Tuesday is laid out."""
    await office.change(bob, paused_until=NEXT_MONTH)
    await office.at(LAID_OUT)


async def questions(office: Office, bob: Phone, at: datetime) -> int:
    bob.shown.clear()
    await office.at(at)
    return bob.kinds().count("AskQuestion")


async def test_who_ends_their_pause_the_day_before_is_asked_with_the_others(
    office: Office, crowd: list[Phone], bob: Phone, schedule: Schedule
) -> None:
    await away(office, bob)
    await bob.does(settings.resume)
    assert await questions(office, bob, ASKED - timedelta(minutes=1)) == 0
    assert await questions(office, bob, ASKED) == 1
    (found,) = await office.rounds()
    assert found.asked == len(crowd)


async def test_who_takes_a_pause_and_ends_it_at_once_loses_nothing(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await office.at(LAID_OUT)
    async with office.unit_of_work.store.look() as tx:
        before = await planned.since(tx, date.min, [bob.member.id])
    await bob.does(settings.pause_for, 4)
    await bob.does(settings.resume)
    async with office.unit_of_work.store.look() as tx:
        assert await planned.since(tx, date.min, [bob.member.id]) == before
    assert await questions(office, bob, ASKED) == 1
    assert await questions(office, bob, ASKED + timedelta(hours=24)) == 1, "and is reminded"
    (found,) = await office.rounds()
    assert found.asked == 5


async def test_who_lets_their_pause_end_sooner_is_asked_from_then_on(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await away(office, bob)
    await bob.does(settings.show, Setting.PAUSE, Walk.FREE)
    await bob.writes(TUESDAY.isoformat())
    assert await questions(office, bob, ASKED) == 1


async def test_what_was_put_off_until_after_a_pause_comes_then(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.schedule(team, open_hours=168)
    await office.at(NINE)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.TOMORROW, at=at)
    await bob.does(settings.show, Setting.PAUSE, Walk.FREE)
    await bob.writes(TUESDAY.isoformat())
    assert await questions(office, bob, ASKED - timedelta(minutes=1)) == 0
    assert await questions(office, bob, ASKED) == 1


async def test_where_ones_own_time_is_over_it_comes_as_soon_as_is_kind(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await away(office, bob)
    office.clock.moment = ASKED + timedelta(hours=12)
    await bob.does(settings.resume)
    assert await questions(office, bob, ASKED + timedelta(hours=21, minutes=59)) == 0
    assert await questions(office, bob, ASKED + timedelta(hours=22)) == 1


async def test_who_was_asked_before_their_pause_is_not_asked_again(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await office.at(LAID_OUT)
    await office.at(ASKED)
    await bob.does(settings.pause_for, 1)
    await bob.does(settings.resume)
    assert await questions(office, bob, ASKED + timedelta(hours=1)) == 0


async def test_a_schedule_that_is_paused_asks_nobody_who_comes_back(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await away(office, bob)
    async with office.unit_of_work.store.step() as tx:
        await stored_schedules.change(tx, schedule.id, paused=True)
    await bob.does(settings.resume)
    assert await questions(office, bob, ASKED) == 0


async def test_what_was_sent_by_hand_comes_too(
    office: Office, team: Team, bob: Phone, schedule: Schedule
) -> None:
    alice = await office.member("Alice", team, Role.FACILITATOR)
    office.clock.moment = NINE - timedelta(hours=1, minutes=30)
    await alice.does(rounds.send_now, schedule.id)
    await bob.does(settings.pause_for, 1)
    await bob.does(settings.resume)
    assert await questions(office, bob, NINE) == 1


async def test_a_pause_that_ends_by_itself_ends_on_its_day(
    office: Office, bob: Phone, schedule: Schedule
) -> None:
    await office.change(bob, paused_until=TUESDAY)
    await office.at(LAID_OUT)
    assert await questions(office, bob, ASKED) == 1


async def test_whoever_comes_back_makes_the_crowd_larger(
    office: Office, crowd: list[Phone], bob: Phone, schedule: Schedule
) -> None:
    _, bea, *_ = crowd
    await office.change(bea, ask_at=8 * 60)
    await away(office, bob)
    await office.at(ASKED - timedelta(hours=1))
    assert bea.last(AskQuestion).visibility is Visibility.PRIVATE, "four are asked"
    await bob.does(settings.resume)
    await office.at(ASKED)
    assert crowd[2].last(AskQuestion).visibility is Visibility.TEAM_UNNAMED
