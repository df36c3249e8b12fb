"""Send now: a schedule is fired at once, beside its own dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking.prompts import Snooze
from bot.domain.base.roles import Role
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import prompts, rounds
from bot.flows.people import members
from bot.storage.asking import schedules
from tests.desk import NINE, Office, Phone


@pytest.fixture
async def alice(office: Office, team: Team) -> Phone:
    return await office.member("Alice", team, Role.FACILITATOR)


async def test_alice_may_fire_a_schedule_at_once_but_not_twice(
    office: Office, team: Team, alice: Phone, crowd: list[Phone]
) -> None:
    later = await office.schedule(team, on=date(2026, 3, 5))
    office.clock.moment = NINE
    await alice.does(rounds.send_now, later.id)
    await office.at(NINE)
    assert all(one.kinds() == ["AskQuestion"] for one in crowd)
    with pytest.raises(Refusal, match="sent_already"):
        await alice.does(rounds.send_now, later.id)


async def test_fired_while_a_round_of_it_is_open_it_asks_the_rest_in_that(
    office: Office, team: Team, alice: Phone
) -> None:
    early = await office.people(team, "Bea", "Bob")
    late = [await office.member(name, team, ask_at=18 * 60) for name in ("Cid", "Dan", "Eve")]
    schedule = await office.schedule(team)
    await office.at(NINE)
    assert [one.kinds() for one in late] == [[], [], []]
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert all(one.kinds() == ["AskQuestion"] for one in (*early, *late))
    (only,) = await office.rounds()
    assert only.asked == 5
    await office.at(NINE + timedelta(hours=10))
    assert all(one.kinds() == ["AskQuestion"] for one in late), "and not a second time"


async def test_who_has_joined_since_is_asked_in_the_round_that_is_open(
    office: Office, team: Team, alice: Phone, crowd: list[Phone]
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    (before,) = await office.rounds()
    fay = await office.member("Fay", team)
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert fay.kinds() == ["AskQuestion"]
    (after,) = await office.rounds()
    assert after.asked == before.asked + 1
    with pytest.raises(Refusal, match="sent_already"):
        await alice.does(rounds.send_now, schedule.id)


async def test_in_the_last_hour_of_a_round_no_second_one_splits_those_who_answer(
    office: Office, team: Team, alice: Phone, crowd: list[Phone]
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    office.clock.moment = NINE + timedelta(hours=47)
    with pytest.raises(Refusal, match="closes_first") as refused:
        await alice.does(rounds.send_now, schedule.id)
    assert refused.value.facts["at"] == (NINE + timedelta(hours=48)).isoformat()
    await office.at(NINE + timedelta(hours=48))
    await alice.does(rounds.send_now, schedule.id)
    assert len(await office.rounds()) == 2


async def test_a_round_that_is_laid_out_for_tomorrow_is_not_asked_today(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    schedule = await office.schedule(team, on=date(2026, 3, 3))
    await office.at(NINE + timedelta(hours=4))
    assert len(await office.rounds()) == 1
    with pytest.raises(Refusal, match="laid_out_ahead"):
        await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE + timedelta(hours=23))
    assert bob.kinds() == []
    await office.at(NINE + timedelta(hours=24))
    assert bob.kinds() == ["AskQuestion"]


async def test_a_schedule_that_has_other_questions_now_asks_those(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    """Those who were left would else be asked what it no longer asks."""
    schedule = await office.schedule(team)
    await office.at(NINE)
    async with office.unit_of_work.store.step() as tx:
        await schedules.change(tx, schedule.id, bank_id="end-of-shift")
    fay = await office.member("Fay", team)
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert [one.bank_id for one in await office.rounds()] == ["weekly-check", "end-of-shift"]
    assert fay.last(AskQuestion).bank != bob.last(AskQuestion).bank


async def test_sent_now_it_asks_who_is_back_from_leave_or_has_joined_since_it_was_made(
    office: Office, team: Team, alice: Phone, crowd: list[Phone]
) -> None:
    bob, *_ = crowd
    schedule = await office.schedule(team, on=date(2026, 3, 5))
    await office.change(bob, paused_until=date(2026, 3, 2))
    fay = await office.member("Fay", team)
    office.clock.moment = NINE
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert all(one.kinds() == ["AskQuestion"] for one in (*crowd, fay))


async def test_sent_now_it_asks_who_has_left_and_joined_again(
    office: Office, team: Team, alice: Phone, crowd: list[Phone]
) -> None:
    """Bob left before he was asked, Bea after it: she is not asked the same twice."""
    bob, bea, *_ = crowd
    await office.change(bob, ask_at=18 * 60)
    schedule = await office.schedule(team)
    await office.at(NINE)
    for one in (bob, bea):
        await one.does(members.leave, team.id)
        await office.joins(one, team)
        one.shown.clear()
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert (bob.kinds(), bea.kinds()) == (["AskQuestion"], [])


async def test_whoever_has_put_it_off_is_not_hurried(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.HOUR, at=at)
    with pytest.raises(Refusal, match="sent_already"):
        await alice.does(rounds.send_now, schedule.id)


async def test_fired_at_night_it_comes_in_the_morning(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    later = await office.schedule(team, on=date(2026, 3, 5))
    office.clock.moment = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    await alice.does(rounds.send_now, later.id)
    await office.later(hours=1)
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


async def test_fired_on_a_day_off_it_comes_on_the_next_of_ones_days_or_not_at_all(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    saturday = datetime(2026, 3, 7, 10, 0, tzinfo=UTC)
    short = await office.schedule(team, on=date(2026, 3, 12), open_hours=24)
    long = await office.schedule(team, "end-of-shift", on=date(2026, 3, 12), open_hours=72)
    office.clock.moment = saturday
    with pytest.raises(Refusal, match="nobody_to_ask"):
        await alice.does(rounds.send_now, short.id)
    await alice.does(rounds.send_now, long.id)
    await office.at(datetime(2026, 3, 9, 7, 59, tzinfo=UTC))
    assert bob.kinds() == []
    await office.at(datetime(2026, 3, 9, 8, 0, tzinfo=UTC))
    assert bob.kinds() == ["AskQuestion"]


async def test_only_who_leads_this_team_may_fire_it(
    office: Office, team: Team, alice: Phone, bob: Phone
) -> None:
    schedule = await office.schedule(team)
    south = await office.team("South")
    other = await office.member("Olga", south, Role.FACILITATOR)
    charlie = Phone(office, replace(bob.member, telegram_id=4711, name="Charlie"))
    for stranger in (bob, other, charlie):
        with pytest.raises(Refusal):
            await stranger.does(rounds.send_now, schedule.id)
    with pytest.raises(Refusal):
        await alice.does(rounds.send_now, 999)
    assert await office.rounds() == []


# By oneself
