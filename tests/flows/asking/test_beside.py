"""Steps side by side on PostgreSQL: what must not happen at the same moment does not.

Bob and his four colleagues are asked; each test lets one thing happen in the middle of another.
"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.rounds import RoundState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery, Subject
from bot.errors import Refusal
from bot.flows.asking import answers
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import FREE, OWN, ClaimsMoreError
from bot.flows.hearing import seals
from bot.flows.people import teams
from bot.flows.transport import deliveries
from bot.storage.base.schema import answer, note
from bot.storage.transport import deliveries as rows
from tests.beside import Begun, Work, waited_for
from tests.databases import on_postgresql
from tests.desk import NINE, Office, Phone
from tests.stage import Stage

pytestmark = on_postgresql


@pytest.fixture
async def asked(office: Office, team: Team, crowd: list[Phone]) -> list[Phone]:
    await office.begin(team)
    return crowd


def tap(phone: Phone) -> Work:
    """What a tap on the newest question does."""
    at, question = phone.with_id(AskQuestion)

    async def tapped(step: Step) -> None:
        asked = (question.answer_id, "4", Visibility.PRIVATE)
        await step.outbox.put(phone.presses(at), await answers.tap(step, phone.actor, *asked))

    return tapped


async def test_two_people_answer_at_the_same_moment(office: Office, asked: list[Phone]) -> None:
    first = Begun(office.unit_of_work, tap(asked[0]))
    await first.done()
    async with asyncio.timeout(30):
        await office.unit_of_work.run(tap(asked[1]))
    await first.end()
    for phone in asked[:2]:
        assert (await phone.answers())[0].options == ("4",)


async def test_a_seal_waits_for_an_answer_that_is_just_being_given(
    office: Office, asked: list[Phone]
) -> None:
    answering = Begun(office.unit_of_work, tap(asked[0]))
    await answering.done()
    office.clock.moment = NINE + timedelta(days=3)
    sealing = Begun(office.unit_of_work, seals.close)
    await waited_for(office.unit_of_work)
    assert not sealing.is_done
    await answering.end()
    await sealing.end()
    (sealed,) = await office.rounds()
    assert (sealed.state, sealed.took_part) == (RoundState.SEALED, 1)
    async with office.unit_of_work.look() as step:
        assert list((await step.tx.execute(select(answer.c.id))).scalars()) == []
        kept = await step.tx.execute(select(note.c.member_id))
        assert list(kept.scalars()) == [asked[0].member.id]


async def test_an_answer_that_comes_during_the_seal_is_too_late(
    office: Office, asked: list[Phone]
) -> None:
    late = tap(asked[0])
    office.clock.moment = NINE + timedelta(days=3)
    sealing = Begun(office.unit_of_work, seals.close)
    await sealing.done()
    office.clock.moment = NINE
    answering = Begun(office.unit_of_work, late)
    await waited_for(office.unit_of_work)
    await sealing.end()
    with pytest.raises(Refusal, match="round_closed"):
        await answering.end()


async def confirmation(office: Office, phone: Phone) -> Delivery:
    """What somebody's tap has made us owe them besides the next question, which has arrived."""
    await office.do(tap(phone))
    question = await next_to(office, phone)
    await office.do(lambda step: deliveries.sent(step, [(question, office.next_message())]))
    return await next_to(office, phone)


async def next_to(office: Office, phone: Phone) -> Delivery:
    (owed,) = [one for one in await office.owed() if one.chat_id == phone.id]
    return owed


async def test_what_is_looked_at_twice_is_not_noted_as_sent_in_between(
    office: Office, asked: list[Phone]
) -> None:
    """Else a confirmation that was just on its way would come a second time."""
    owed = await confirmation(office, asked[0])
    about = (Subject.KEPT, owed.subject_id or 0)
    async with office.unit_of_work.step(OWN) as step:
        before = await rows.about(step.tx, *about)
        noting = Begun(office.unit_of_work, lambda free: deliveries.sent(free, [(owed, 77)]), FREE)
        await waited_for(office.unit_of_work)
        assert await rows.about(step.tx, *about) == before
    await noting.end()
    async with office.unit_of_work.step() as step:
        assert [one.message_id for one in await rows.about(step.tx, *about)] == [77]


async def test_what_arrives_while_it_is_being_changed_is_changed_where_it_stands(
    office: Office, asked: list[Phone]
) -> None:
    owed = await confirmation(office, asked[0])

    async def note() -> None:
        async with office.unit_of_work.step(FREE) as step:
            await deliveries.sent(step, [(owed, 77)])

    async with office.unit_of_work.step(OWN) as step:
        (found,) = await rows.about(step.tx, Subject.KEPT, owed.subject_id or 0)
        noting = asyncio.create_task(note())
        await step.outbox.change(found, Said(key="welcome_back"))
    await noting
    told = [one for one in await office.owed() if one.chat_id == asked[0].id]
    assert [(one.kind, one.edits) for one in told] == [("Said", 77)]


async def test_what_somebody_is_just_changing_is_not_taken(
    office: Office, asked: list[Phone]
) -> None:
    owed = await confirmation(office, asked[0])
    await confirmation(office, asked[1])
    async with office.unit_of_work.step(OWN) as step:
        await rows.about(step.tx, Subject.KEPT, owed.subject_id or 0)
        async with office.unit_of_work.step(FREE) as free:
            taken = await deliveries.take(free, 100, ())
    assert [one.chat_id for one in taken] == [asked[1].id]


async def test_what_belongs_to_a_team_is_not_changed_beside_others(
    office: Office, team: Team
) -> None:
    alice = await office.member("Alice", team, Role.FACILITATOR)
    await alice.does(teams.ask_name, team.id)
    with pytest.raises(ClaimsMoreError) as found:
        async with office.unit_of_work.step(OWN) as step:
            await teams.rename(step, alice.actor, "South")
    assert found.value.claim.teams | found.value.claim.sharing == {team.id}


async def test_somebody_types_the_new_name_of_a_team(stage: Stage) -> None:
    """Typed words are begun with nothing, and begun again with the Team if it is one's name."""
    team = await stage.team()
    alice = await stage.member("Alice", team, Role.FACILITATOR)
    await alice.says("/teams")
    await alice.taps("North")
    await alice.taps("Rename")
    await alice.says("South")
    assert "South" in await alice.sees()
