"""A Schedule that is paused or deleted while a Round of it is open asks and reminds nobody more.

Alice leads. Bob, Bea and Ben are asked at nine, Cid and Dora at six in the evening.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.asking.prompts import PromptState, Snooze
from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import prompts, rounds, schedules
from tests.desk import NINE, Office, Phone

EVENING = NINE + timedelta(hours=9)
Stop = Callable[[Phone, Schedule], Awaitable[object]]


async def pause(alice: Phone, schedule: Schedule) -> None:
    await alice.does(schedules.pause, schedule.id)


async def end(alice: Phone, schedule: Schedule) -> None:
    await alice.does(schedules.end, schedule.id)


@pytest.fixture(params=[pause, end], ids=["paused", "deleted"])
def stop(request: pytest.FixtureRequest) -> Stop:
    chosen: Stop = request.param
    return chosen


@pytest.fixture
async def alice(office: Office, team: Team) -> Phone:
    return await office.member("Alice", team, Role.FACILITATOR)


@pytest.fixture
async def early(office: Office, team: Team) -> list[Phone]:
    return await office.people(team, "Bob", "Bea", "Ben")


@pytest.fixture
async def late(office: Office, team: Team) -> list[Phone]:
    return [await office.member(name, team, ask_at=18 * 60) for name in ("Cid", "Dora")]


async def test_nobody_else_is_asked(
    office: Office, team: Team, alice: Phone, early: list[Phone], late: list[Phone], stop: Stop
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    await stop(alice, schedule)
    await office.at(EVENING)
    assert [one.kinds() for one in early] == [["AskQuestion"]] * 3
    assert [one.kinds() for one in late] == [[], []]
    states = {one.member_id: one.state for one in await office.prompts()}
    assert {states[one.member.id] for one in late} == {PromptState.DROPPED}


async def test_who_has_been_asked_can_answer_to_the_end(
    office: Office, team: Team, alice: Phone, early: list[Phone], stop: Stop
) -> None:
    bob, *_ = early
    schedule = await office.schedule(team)
    await office.at(NINE)
    await stop(alice, schedule)
    await office.later(hours=40)
    await bob.taps("4")
    assert bob.last(AskQuestion).position == 2


async def test_nobody_is_reminded(
    office: Office, team: Team, alice: Phone, early: list[Phone], stop: Stop
) -> None:
    schedule = await office.schedule(team, reminder=True)
    await office.at(NINE)
    await stop(alice, schedule)
    await office.later(hours=25)
    assert [one.kinds() for one in early] == [["AskQuestion"]] * 3
    assert not any(one.remind_at for one in await office.prompts())


async def test_what_bob_has_put_off_still_comes(
    office: Office, team: Team, alice: Phone, early: list[Phone], stop: Stop
) -> None:
    bob, *_ = early
    schedule = await office.schedule(team)
    await office.at(NINE)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.HOUR, at=at)
    await stop(alice, schedule)
    await office.later(hours=1)
    assert bob.kinds() == ["Snoozed", "AskQuestion"]


async def test_those_who_will_not_be_asked_are_no_crowd_from_that_moment_on(
    office: Office, team: Team, alice: Phone, early: list[Phone], late: list[Phone], stop: Stop
) -> None:
    bob, *_ = early
    schedule = await office.schedule(team)
    await office.at(NINE)
    assert bob.last(AskQuestion).can_share
    await stop(alice, schedule)
    await bob.taps("4")
    await bob.writes("Hurry, mostly")
    offered = [one.visibility for one in bob.last(ChooseReaders).levels]
    assert Visibility.TEAM_UNNAMED not in offered


async def test_resumed_before_their_hour_people_are_asked_after_all(
    office: Office, team: Team, alice: Phone, early: list[Phone], late: list[Phone]
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    await pause(alice, schedule)
    await alice.does(schedules.resume, schedule.id)
    await office.at(EVENING)
    assert [one.kinds() for one in late] == [["AskQuestion"]] * 2


async def test_resumed_later_send_now_asks_those_whose_hour_was_missed(
    office: Office, team: Team, alice: Phone, early: list[Phone], late: list[Phone]
) -> None:
    schedule = await office.schedule(team)
    await office.at(NINE)
    await pause(alice, schedule)
    await office.at(EVENING)
    await alice.does(schedules.resume, schedule.id)
    await office.later(minutes=1)
    assert [one.kinds() for one in late] == [[], []]
    await alice.does(rounds.send_now, schedule.id)
    await office.later(minutes=1)
    assert [one.kinds() for one in late] == [["AskQuestion"]] * 2
    (only,) = await office.rounds()
    assert only.asked == 5


async def test_a_paused_schedule_can_be_sent_once_by_hand(
    office: Office, team: Team, alice: Phone, early: list[Phone]
) -> None:
    schedule = await office.schedule(team, paused=True)
    office.clock.moment = NINE
    await alice.does(rounds.send_now, schedule.id)
    await office.at(NINE)
    assert [one.kinds() for one in early] == [["AskQuestion"]] * 3


async def test_but_not_while_a_round_is_open_that_asks_nobody_more(
    office: Office, team: Team, alice: Phone, early: list[Phone], late: list[Phone]
) -> None:
    """Two Rounds would be two crowds; and in that one nobody would be asked."""
    schedule = await office.schedule(team)
    await office.at(NINE)
    await pause(alice, schedule)
    with pytest.raises(Refusal, match="paused_meanwhile"):
        await alice.does(rounds.send_now, schedule.id)
