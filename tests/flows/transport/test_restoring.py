"""A restored database is brought into the present: what was lost is not done twice."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.asking.gaps import Gap
from bot.domain.asking.prompts import Prompt, PromptState
from bot.domain.base.drafts import DraftKind
from bot.domain.base.roles import Role
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState
from bot.flows.base import drafting
from bot.flows.base.step import Step
from bot.flows.hearing.digests import settle as settle_digests
from bot.operating.restore import settle
from bot.storage.asking import planned
from bot.storage.base import upkeep
from bot.storage.base.schema import delivery, draft
from bot.storage.base.schema import pool as pooled_table
from bot.storage.hearing import pool
from bot.storage.people import members
from tests.databases import on_sqlite
from tests.desk import NINE, Office, Phone
from tests.factories import add_round
from tests.stage import MONDAY
from tests.telling import pooled

pytestmark = on_sqlite
"""A backup is an SQLite file, whatever it was made from."""


async def lose(office: Office, **since: float) -> Gap:
    """All that was said up to now, from so long ago on."""
    gap = Gap(since=office.clock.moment - timedelta(**since), until=office.clock.moment)
    await settle(office.unit_of_work.house.config, office.unit_of_work.store, office.clock, gap)
    await office.deliver()
    return gap


async def only(phone: Phone) -> Prompt:
    (prompt,) = [p for p in await phone.office.prompts() if p.member_id == phone.member.id]
    return prompt


async def share(step: Step, team: Team, bank_id: str, key: str) -> None:
    """Something waits to be told."""
    ended = await add_round(step.tx, team.id, MONDAY, bank_id=bank_id)
    await pool.add_many(step.tx, [pooled(ended, "what", 0, text=key, chat_id=team.chat_id)])


async def waiting(office: Office) -> list[str]:
    async with office.unit_of_work.look() as step:
        found = select(pooled_table.c.text).order_by(pooled_table.c.text)
        return list((await step.tx.execute(found)).scalars())


async def test_what_waited_goes_where_it_may_have_been_told(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """A Round about the same bank ended in the time that is lost; none about another did."""
    south = await office.team("South")
    await office.begin(team)
    for bank in ("weekly-check", "what-works"):
        await office.do(partial(share, team=team, bank_id=bank, key=f"North {bank}"))
        await office.do(partial(share, team=south, bank_id=bank, key=f"South {bank}"))
    office.clock.moment = NINE + timedelta(days=2, hours=1)
    await lose(office, hours=2)
    assert await waiting(office) == ["North what-works", "South weekly-check", "South what-works"]


async def test_after_a_long_time_all_that_waited_may_have_been_told(
    office: Office, team: Team
) -> None:
    await office.do(lambda step: share(step, team, "weekly-check", "a word"))
    await lose(office, hours=23)
    assert await waiting(office) == ["a word"]
    await lose(office, hours=24)
    assert await waiting(office) == []


async def test_at_the_end_of_a_week_own_reflections_may_have_been_told(
    office: Office, team: Team
) -> None:
    """Anybody may begin those of the end of a shift; they are told at midnight after Sunday."""
    for bank in ("end-of-shift", "weekly-check"):
        await office.do(partial(share, team=team, bank_id=bank, key=bank))
    office.clock.moment = MONDAY + timedelta(days=6, hours=15)
    await lose(office, hours=4)
    assert len(await waiting(office)) == 2
    office.clock.moment += timedelta(hours=4)
    await lose(office, hours=4)
    assert await waiting(office) == ["weekly-check"]


async def test_of_several_open_questions_one_is_asked_once_more(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team)
    await office.schedule(team, "what-works", on=NINE.date() + timedelta(days=1))
    await office.at(NINE + timedelta(days=1))
    before = len(bob.shown)
    await office.later(hours=1)
    await lose(office, hours=1)
    await office.later(minutes=1)
    (asked,) = [one for _, one in sorted(bob.shown.items())][before:]
    assert isinstance(asked, AskQuestion)
    assert isinstance(asked.again, Gap)
    assert asked.bank == "When it went well"
    await office.later(hours=8)
    assert len(bob.shown) == before + 1


async def test_who_has_begun_to_write_is_asked_again_who_may_see_it(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team)
    await bob.taps("4")
    await bob.writes("It was quiet")
    before = len(bob.shown)
    await office.later(hours=1)
    await lose(office, hours=1)
    await office.later(minutes=1)
    (asked,) = [one for _, one in sorted(bob.shown.items())][before:]
    assert isinstance(asked, ChooseReaders)
    assert asked.reply == "It was quiet"


async def test_the_question_takes_the_place_of_its_reminder_and_counts_as_a_message(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team, reminder=True)
    assert (await only(bob)).remind_at is not None
    await office.later(hours=1)
    await lose(office, hours=1)
    assert (await only(bob)).state is PromptState.AGAIN
    await office.later(minutes=1)
    prompt = await only(bob)
    assert (prompt.state, prompt.remind_at) == (PromptState.OPEN, None)
    async with office.unit_of_work.look() as step:
        counted = await planned.since(step.tx, MONDAY.date(), [bob.member.id])
    assert sum(one.messages for one in counted[bob.member.id]) == 3


@pytest.mark.parametrize(
    "fields", [{"reachable": False}, {"paused_until": MONDAY.date() + timedelta(days=9)}]
)
async def test_who_is_away_is_left_alone_but_can_still_answer(
    office: Office, team: Team, crowd: list[Phone], bob: Phone, fields: dict[str, Any]
) -> None:
    await office.begin(team)
    before = len(bob.shown)
    await office.change(bob, **fields)
    await office.later(hours=1)
    await lose(office, hours=1)
    await office.later(minutes=1)
    assert len(bob.shown) == before
    await bob.taps("4")
    (given,) = [one for one in await bob.answers() if one.options]
    assert given.options == ("4",)


async def test_what_is_still_to_come_comes_as_ever(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.change(bob, ask_at=15 * 60)
    await office.begin(team)
    await office.later(hours=1)
    await lose(office, hours=1)
    assert (await only(bob)).state is PromptState.WAITING
    await office.at(NINE + timedelta(hours=6))
    assert bob.last(AskQuestion).again is None


async def test_a_tap_on_the_old_question_is_as_good_and_then_it_is_not_asked_again(
    office: Office, team: Team, crowd: list[Phone], bob: Phone
) -> None:
    await office.begin(team)
    office.clock.moment = NINE + timedelta(hours=12)
    await lose(office, hours=1)
    assert (await only(bob)).state is PromptState.AGAIN
    await bob.taps("4")
    assert (await only(bob)).state is PromptState.OPEN
    before = len(bob.shown)
    await office.at(NINE + timedelta(days=1))
    assert len(bob.shown) == before


async def test_a_digest_that_fell_into_the_lost_time_was_sent(office: Office, team: Team) -> None:
    mona = await office.member("Mona", team, Role.MANAGER)
    await office.do(lambda step: settle_digests(step, mona.member.id))
    office.clock.moment = MONDAY + timedelta(days=4, hours=12)
    gap = await lose(office, hours=12)
    await office.later(hours=1)
    assert mona.kinds() == []
    async with office.unit_of_work.look() as step:
        member = await members.by_id(step.tx, mona.member.id)
    assert member is not None
    assert member.digested_until == gap.until
    assert member.next_digest_at is not None
    assert member.next_digest_at > gap.until


async def test_those_who_lead_are_told_once_and_nobody_else(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    alice = await office.member("Alice", team, Role.FACILITATOR, Role.STAFF)
    await office.joins(alice, await office.team("South"), Role.FACILITATOR)
    olga = await office.member("Olga", team, Role.STAFF, owner=True)
    await lose(office, hours=1)
    for phone in (alice, olga):
        (news,) = phone.shown.values()
        assert isinstance(news, Said)
        assert news.key == "restored"
    assert all(phone.kinds() == [] for phone in crowd)


async def test_what_was_in_the_making_is_given_up(office: Office, team: Team) -> None:
    alice = await office.member("Alice", team, Role.FACILITATOR)

    async def begin(step: Step) -> None:
        await drafting.begin(step, alice.member, DraftKind.TEAM_NAME, Naming())
        step.write(alice.member, Said(key="schedule_saved"))

    await office.do(begin)
    await lose(office, hours=1)
    async with office.unit_of_work.look() as step:
        assert (await step.tx.execute(select(draft))).all() == []
        owed = select(delivery).where(delivery.c.state == DeliveryState.OWED)
        assert (await step.tx.execute(owed)).all() == []
    assert alice.kinds() == ["Said"]


@dataclass(frozen=True)
class Naming:
    """What a Draft of a name holds, as far as it matters here."""

    team_id: int = 1


async def test_after_a_month_nobody_is_told_of_it_any_more(office: Office, team: Team) -> None:
    await lose(office, hours=1)
    for days, known in ((29, True), (2, False)):
        await office.later(days=days)
        async with office.unit_of_work.look() as step:
            assert (await upkeep.due_at(step.tx, upkeep.LOST_SINCE) is not None) is known
