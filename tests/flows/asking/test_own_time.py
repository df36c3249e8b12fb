"""Somebody changes their clock, hours or days while a question is on its way to them.

Bob has it to come.
"""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.asking.prompts import PromptState
from bot.domain.base.roles import Role
from bot.domain.people.settings import Walk
from bot.domain.people.teams import Team
from bot.flows.asking import rounds
from bot.flows.people import settings
from tests.desk import NINE, Office, Phone

MORNING = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
"""Seven in the morning in Kolkata."""


async def test_who_moves_where_their_time_is_over_is_not_asked_at_night(
    office: Office, team: Team
) -> None:
    """A quarter to five in the afternoon in UTC is 22:14 in Kolkata."""
    bob = await office.member("Bob", team, zone="America/Sao_Paulo", ask_at=13 * 60 + 44)
    await office.schedule(team)
    await office.at(NINE + timedelta(hours=6))
    await bob.does(settings.set_zone, "Asia/Kolkata", Walk.FREE)
    bob.shown.clear()
    for moment in (NINE + timedelta(hours=8, minutes=44), MORNING - timedelta(minutes=1)):
        await office.at(moment)
        assert bob.kinds() == []
    await office.at(MORNING)
    assert bob.kinds() == ["AskQuestion"]


async def test_an_earlier_time_that_is_over_leaves_the_question_where_it_was(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team, ask_at=16 * 60)
    await office.schedule(team)
    await office.at(NINE)
    await bob.does(settings.set_time, 8 * 60, Walk.FREE)
    bob.shown.clear()
    await office.later(hours=6, minutes=59)
    assert bob.kinds() == []
    await office.later(minutes=1)
    assert bob.kinds() == ["AskQuestion"]


async def test_longer_quiet_hours_hold_up_what_was_to_come_in_them(
    office: Office, team: Team
) -> None:
    """Sent at night, it was to come at seven."""
    alice = await office.member("Alice", team, Role.FACILITATOR)
    bob = await office.member("Bob", team)
    schedule = await office.schedule(team, on=datetime(2026, 3, 5, tzinfo=UTC).date())
    office.clock.moment = NINE + timedelta(hours=13)
    await alice.does(rounds.send_now, schedule.id)
    await bob.does(lambda step, actor: settings.set_quiet(step, actor, end=9 * 60))
    bob.shown.clear()
    for before in (timedelta(hours=2), timedelta(minutes=1)):
        await office.at(NINE + timedelta(hours=24) - before)
        assert bob.kinds() == []
    await office.later(minutes=1)
    assert bob.kinds() == ["AskQuestion"]


async def test_quiet_hours_laid_over_ones_own_time_hold_up_nothing(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team)
    await office.at(NINE - timedelta(seconds=30))
    await bob.does(lambda step, actor: settings.set_quiet(step, actor, end=10 * 60))
    bob.shown.clear()
    await office.at(NINE)
    assert bob.kinds() == ["AskQuestion"]


async def test_a_day_that_is_taken_out_and_put_back_loses_no_question(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, open_hours=24)
    await office.at(NINE - timedelta(hours=1))
    for _ in range(2):
        await bob.does(settings.toggle_day, 0, Walk.FREE)
    bob.shown.clear()
    await office.at(NINE)
    assert bob.kinds() == ["AskQuestion"]


async def shortly_before_the_end(office: Office, team: Team) -> Phone:
    """Bob works on Tuesdays, and is to be asked at seven in the evening, two hours before the
    end."""
    bob = await office.member("Bob", team, days=(1,), ask_at=19 * 60)
    await office.member("Cid", team, ask_at=21 * 60)
    await office.schedule(team, open_hours=24)
    await office.at(NINE + timedelta(days=1, hours=9, minutes=30))
    assert bob.kinds() == []
    return bob


async def test_where_a_night_leaves_no_time_after_it_the_question_comes_before_it(
    office: Office, team: Team
) -> None:
    bob = await shortly_before_the_end(office, team)
    await bob.does(settings.set_zone, "Europe/Helsinki", Walk.FREE)
    bob.shown.clear()
    await office.later(minutes=0)
    assert bob.kinds() == ["AskQuestion"]


@pytest.mark.parametrize("zone", ["Asia/Dubai", "Asia/Tokyo"])
async def test_or_not_at_all_where_it_is_night_already(
    office: Office, team: Team, zone: str
) -> None:
    bob = await shortly_before_the_end(office, team)
    await bob.does(settings.set_zone, zone, Walk.FREE)
    bob.shown.clear()
    for _ in range(8):
        await office.later(minutes=20)
    assert bob.kinds() == []
    states = {one.member_id: one.state for one in await office.prompts()}
    assert states.get(bob.member.id, PromptState.DROPPED) is PromptState.DROPPED
