"""Rounds: laid out once, for everybody who is asked. Over a year: tests/acceptance/test_dst.py.

Alice leads, Bob and Bea belong, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking.rounds import RoundState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import rounds
from bot.flows.base.step import Step
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
