"""Rounds: laid out once, for everybody who is asked. Over a year: tests/acceptance/test_dst.py.

Alice leads, Bob and Bea belong, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking.prompts import Snooze
from bot.domain.asking.rounds import RoundState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import prompts, rounds
from bot.flows.base.step import Step
from bot.flows.people import members
from bot.storage.asking import schedules
from tests.desk import NINE, Office, Phone


async def plan_all(office: Office) -> None:
    while await office.do(rounds.plan):
        pass


# Once


async def test_whoever_ticks_again_finds_nothing_to_do(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    schedule = await office.schedule(team)
    office.clock.moment = NINE
    assert await office.do(rounds.plan)
    assert not await office.do(rounds.plan)
    async with office.unit_of_work.store.step() as tx:
        await schedules.change(tx, schedule.id, next_on=schedule.next_on, plan_at=schedule.plan_at)
    assert await office.do(rounds.plan), "the date is looked at once more"
    assert len(await office.rounds()) == 1
    assert len(await office.prompts()) == 1


async def test_a_step_that_fails_lays_out_nothing_and_the_next_one_all(
    office: Office, team: Team
) -> None:
    await office.member("Bob", team)
    await office.schedule(team)
    office.clock.moment = NINE

    async def break_off(step: Step) -> None:
        await rounds.plan(step)
        raise LookupError

    with pytest.raises(LookupError):
        await office.do(break_off)
    assert await office.rounds() == []
    await plan_all(office)
    assert len(await office.rounds()) == 1


async def test_after_long_absence_only_what_is_still_open_is_asked(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, open_hours=24)
    await office.at(NINE + timedelta(weeks=4, hours=1))
    assert [one.on_date for one in await office.rounds()] == [date(2026, 3, 30)]
    assert bob.kinds() == ["AskQuestion"]


async def test_only_the_roles_of_the_schedule_are_asked(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    await office.member("Mona", team, Role.MANAGER)
    await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.schedule(team, roles=frozenset({Role.MANAGER}))
    office.clock.moment = NINE
    await plan_all(office)
    assert len(await office.prompts()) == 1


async def test_nobody_to_ask_makes_no_round(office: Office, team: Team) -> None:
    await office.schedule(team)
    await office.at(NINE)
    assert await office.rounds() == []
    await office.member("Bob", team)
    await office.at(NINE + timedelta(weeks=1))
    assert len(await office.rounds()) == 1


async def test_a_schedule_whose_bank_is_gone_goes_on_without_it(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    await office.schedule(team, "gone-bank")
    await office.schedule(team)
    await office.at(NINE)
    assert [one.bank_id for one in await office.rounds()] == ["weekly-check"]


async def test_a_paused_schedule_lays_out_nothing(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    await office.schedule(team, paused=True)
    await office.at(NINE)
    assert await office.rounds() == []


async def test_rounds_of_a_bank_are_numbered(office: Office, team: Team) -> None:
    await office.member("Bob", team)
    await office.schedule(team)
    await office.schedule(team, "end-of-shift", days=(3,), on=date(2026, 3, 5))
    for day in (0, 3, 7, 10):
        await office.at(NINE + timedelta(days=day))
    numbers = [(one.bank_id, one.number) for one in await office.rounds()]
    assert numbers == [
        ("weekly-check", 0),
        ("end-of-shift", 0),
        ("weekly-check", 1),
        ("end-of-shift", 1),
    ]


async def test_a_round_waits_for_nobody_whom_it_does_not_ask(office: Office, team: Team) -> None:
    """Hal, in Hawaii, has been asked by another Team on that day; Hob has it off, and is asked on
    his next day."""
    honolulu = "Pacific/Honolulu"
    hal = await office.member("Hal", team, zone=honolulu, quiet_from=0, quiet_to=0)
    hob = await office.member("Hob", team, zone=honolulu, days=(1,), quiet_from=0, quiet_to=0)
    other = await office.team("South")
    await office.joins(hal, other)
    await office.schedule(other)
    await office.member("Bob", team)
    await office.schedule(team)
    await office.at(NINE)
    _, north = await office.rounds()
    assert (north.asked, north.closes_at) == (2, NINE + timedelta(hours=48))
    for hours in (11, 24, 35):
        await office.at(NINE + timedelta(hours=hours))
    assert [len(one.shown) for one in (hal, hob)] == [1, 1]


async def test_of_two_schedules_on_one_day_the_one_that_was_made_first_asks(
    office: Office, team: Team
) -> None:
    bob = await office.member("Bob", team)
    await office.schedule(team, "end-of-shift")
    await office.schedule(team)
    await office.at(NINE)
    asked = [(one.bank_id, one.asked) for one in await office.rounds()]
    assert asked == [("end-of-shift", 1), ("weekly-check", 0)]
    assert len(bob.shown) == 1


# Now


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


async def test_bob_may_reflect_when_he_feels_like_it(
    office: Office, team: Team, bob: Phone, crowd: list[Phone]
) -> None:
    office.clock.moment = NINE
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await crowd[1].does(rounds.start_reflection, team.id, "end-of-shift")
    (found,) = await office.rounds()
    assert found.closes_at == datetime(2026, 3, 8, 23, 0, tzinfo=UTC)
    assert bob.last(AskQuestion).position == 1


async def test_pressed_twice_the_same_question_is_asked_again(
    office: Office, team: Team, bob: Phone
) -> None:
    office.clock.moment = NINE
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    assert len(await office.prompts()) == 1
    assert len(await bob.answers()) == 1
    assert bob.kinds() == ["AskQuestion", "AskQuestion"]


async def test_when_one_is_done_another_may_be_started(
    office: Office, team: Team, bob: Phone
) -> None:
    office.clock.moment = NINE
    for _ in range(2):
        await bob.does(rounds.start_reflection, team.id, "end-of-shift")
        await bob.taps("calm")
        await bob.writes("Nothing")
        await bob.picks(Visibility.PRIVATE)
    assert len(await office.prompts()) == 2


async def test_own_reflections_close_with_the_week(office: Office, team: Team, bob: Phone) -> None:
    office.clock.moment = NINE
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    await office.at(datetime(2026, 3, 9, 0, 0, tzinfo=UTC))
    (found,) = await office.rounds()
    assert (found.state, found.asked, found.took_part) == (RoundState.SEALED, 5, 0)


async def test_the_row_of_a_week_does_not_tell_on_which_day_somebody_began(
    office: Office, team: Team, bob: Phone
) -> None:
    office.clock.moment = NINE + timedelta(days=2)
    await bob.does(rounds.start_reflection, team.id, "end-of-shift")
    (found,) = await office.rounds()
    assert found.on_date == NINE.date()


async def test_what_is_not_for_oneself_cannot_be_started(
    office: Office, team: Team, bob: Phone
) -> None:
    for bank in ("weekly-check", "no-such-bank"):
        with pytest.raises(Refusal, match="question_gone"):
            await bob.does(rounds.start_reflection, team.id, bank)


async def test_charlie_may_not_reflect_in_a_team_that_is_not_his(
    office: Office, team: Team, bob: Phone
) -> None:
    south = await office.team("South")
    charlie = Phone(office, replace(bob.member, telegram_id=4711, name="Charlie"))
    with pytest.raises(Refusal, match="not_your_team"):
        await bob.does(rounds.start_reflection, south.id, "end-of-shift")
    with pytest.raises(Refusal):
        await charlie.does(rounds.start_reflection, team.id, "end-of-shift")
    assert await office.rounds() == []


async def test_no_number_tells_on_which_day_of_a_week_somebody_has_begun(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Neither among the Rounds of the same questions nor among all there are."""
    await office.begin(team, "end-of-shift")
    await crowd[0].does(rounds.start_reflection, team.id, "end-of-shift")
    await office.later(days=7)
    asked, begun, again = sorted(await office.rounds(), key=lambda one: one.slot, reverse=True)
    assert begun.self_started is not asked.self_started
    own = next(one for one in (asked, begun, again) if one.self_started)
    dated = [one for one in (asked, begun, again) if not one.self_started]
    assert own.id < 0 < min(one.id for one in dated)
    assert (own.number, sorted(one.number for one in dated)) == (0, [0, 1])
