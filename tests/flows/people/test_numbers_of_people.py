"""No number that somebody reads tells, beside another, how many of a team are away."""

from datetime import date

import pytest

from bot.domain.asking.builder import Plan
from bot.domain.base.roles import Role
from bot.domain.hearing.insights import Enough
from bot.domain.messages.asking.readers import ShowReaders
from bot.domain.people.teams import Team
from bot.flows.asking import outlook, readers, rounds
from bot.flows.base.step import Step
from bot.flows.base.told import Toast
from tests.desk import NINE, Office, Phone


@pytest.fixture
async def alice(office: Office, team: Team) -> Phone:
    return await office.member("Alice", team, Role.FACILITATOR)


@pytest.mark.parametrize("away", [0, 1, 2])
async def test_a_look_ahead_and_a_question_sent_now_tell_no_count(
    office: Office, team: Team, alice: Phone, crowd: list[Phone], away: int
) -> None:
    more = await office.people(team, "Fay", "Gus")
    for one in (*crowd, *more)[:away]:
        await office.change(one, reachable=False)
    schedule = await office.schedule(team, on=date(2026, 3, 9))
    plan = Plan(
        team_id=team.id,
        schedule_id=schedule.id,
        bank_id="weekly-check",
        days=schedule.days,
        every_weeks=1,
        roles=schedule.roles,
        open_hours=48,
        reminder=False,
    )
    office.clock.moment = NINE

    async def look(step: Step) -> object:
        return (await outlook.preview(step, alice.member, team, plan, None, "k")).reached

    assert await office.do(look) is Enough.ENOUGH
    async with office.unit_of_work.step() as step:
        (flash,) = await rounds.send_now(step, alice.actor, schedule.id)
        assert isinstance(flash, Toast)
        assert flash.key == "sent_now"
    await alice.does(readers.show, team.id)
    assert alice.last(ShowReaders).people == 8
