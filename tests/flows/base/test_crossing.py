"""Steps that cross each other on PostgreSQL: several Teams, and people who are in more than one.

Each test holds one step in the middle and lets another come: what must wait does, what need not
does not, and nobody waits for whoever waits for them.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.rounds import RoundState
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.teams import Team
from bot.flows.asking import answers, rounds
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import Claim, UnitOfWork
from bot.flows.hearing import seals
from bot.flows.people import members as leaving
from bot.flows.people import settings
from bot.flows.rights import forgetting, retention
from bot.scheduler import heartbeat
from bot.scheduler.heartbeat import Heartbeat
from bot.storage.asking import planned as plans
from bot.storage.base.engine import Store
from bot.storage.base.schema import member, note, planned, prompt
from bot.storage.people import teams
from tests.beside import Begun, Work, waited_for
from tests.databases import on_postgresql
from tests.desk import NINE, Office, Phone

pytestmark = on_postgresql

TUESDAY = NINE + timedelta(days=1)
CLOSED = NINE + timedelta(days=4)


class Place:
    """North and South; Bob is in both. All have been asked, on Monday and on Tuesday."""

    def __init__(self, office: Office, north: Team, south: Team, people: list[Phone]) -> None:
        self.office = office
        self.north = north
        self.south = south
        self.bob = people[0]
        self.people = people


@pytest.fixture
async def place(office: Office) -> Place:
    north, south = await office.team("North"), await office.team("South")
    bob, *others = await office.people(north, "Bob", "Bea", "Cid", "Dora", "Eve")
    await office.joins(bob, south)
    southern = await office.people(south, "Finn", "Greta", "Hugo", "Ida")
    await office.schedule(north)
    await office.schedule(south, on=TUESDAY.date())
    await office.at(NINE)
    await office.at(TUESDAY)
    return Place(office, north, south, [bob, *others, *southern])


def asked_by(phone: Phone, team: Team) -> tuple[int, AskQuestion]:
    """The question of that Team's Round."""
    return next(
        (at, one)
        for at, one in sorted(phone.shown.items())
        if isinstance(one, AskQuestion) and one.team == team.name
    )


def tap(phone: Phone, team: Team) -> Work:
    at, question = asked_by(phone, team)

    async def tapped(step: Step) -> None:
        asked = (question.answer_id, "4", Visibility.PRIVATE)
        await step.outbox.put(phone.presses(at), await answers.tap(step, phone.actor, *asked))

    return tapped


@asynccontextmanager
async def replica(office: Office) -> AsyncIterator[UnitOfWork]:
    """Another one, on the same database and by the same clock."""
    store = Store(office.unit_of_work.house.config.database.url)
    yield replace(office.unit_of_work, store=store)
    await store.close()


async def deadlocks(office: Office) -> int:
    async with office.unit_of_work.look() as step:
        query = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        return int((await step.tx.exec_driver_sql(query)).scalar_one())


def seal_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The heartbeat seals, and neither of two Seals goes on before the other has come as far."""
    both = asyncio.Barrier(2)

    async def close(step: Step) -> bool:
        more = await seals.close(step)
        if more:
            await both.wait()
        return more

    monkeypatch.setattr(heartbeat, "TASKS", (close,))
    monkeypatch.setattr(heartbeat, "CHORES", ())


async def test_two_teams_are_sealed_side_by_side(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_two_at_once(monkeypatch)
    place.office.clock.moment = CLOSED
    async with asyncio.timeout(30):
        await Heartbeat(place.office.unit_of_work, 1).beat()
    assert {one.state for one in await place.office.rounds()} == {RoundState.SEALED}


async def test_two_replicas_take_one_team_each(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SIDE_BY_SIDE", 1)
    seal_two_at_once(monkeypatch)
    place.office.clock.moment = CLOSED
    async with replica(place.office) as other, asyncio.timeout(30):
        hearts = (Heartbeat(unit_of_work, 1) for unit_of_work in (place.office.unit_of_work, other))
        await asyncio.gather(*(heart.beat() for heart in hearts))
    assert {one.state for one in await place.office.rounds()} == {RoundState.SEALED}


async def test_somebody_in_two_teams_answers_in_one_while_the_other_is_sealed(
    place: Place,
) -> None:
    in_north = tap(place.bob, place.north)
    in_south = tap(place.bob, place.south)
    place.office.clock.moment = CLOSED
    sealing = Begun(place.office.unit_of_work, seals.close, leaves=frozenset({place.north.id}))
    await sealing.done()
    place.office.clock.moment = TUESDAY
    async with asyncio.timeout(30):
        await place.office.unit_of_work.run(in_north)
    late = Begun(place.office.unit_of_work, in_south)
    await waited_for(place.office.unit_of_work)
    assert not late.is_done
    await sealing.end()
    with pytest.raises(Exception, match="round_closed"):
        await late.end()
    assert ("4",) in [one.options for one in await place.bob.answers()]


def forgets(phone: Phone) -> Work:

    async def forget(step: Step) -> None:
        await forgetting.forget(step, phone.actor, forgetting._minute(step.now))

    return forget


async def test_forgetting_somebody_waits_for_the_seals_of_both_their_teams(place: Place) -> None:
    unit_of_work = place.office.unit_of_work
    await place.office.do(tap(place.bob, place.north))
    await place.office.do(tap(place.bob, place.south))
    forget = forgets(place.bob)
    place.office.clock.moment = CLOSED
    first = Begun(unit_of_work, seals.close)
    await first.done()
    second = Begun(unit_of_work, seals.close, leaves=frozenset({place.north.id}))
    await second.done()
    forgetting_bob = Begun(unit_of_work, forget)
    await waited_for(unit_of_work)
    await second.end()
    assert not forgetting_bob.is_done
    await first.end()
    await forgetting_bob.end()
    await nothing_of(place.office, place.bob)
    assert await deadlocks(place.office) == 0


async def test_seals_wait_for_somebody_who_is_being_forgotten(place: Place) -> None:
    unit_of_work = place.office.unit_of_work
    await place.office.do(tap(place.bob, place.north))
    forgetting_bob = Begun(unit_of_work, forgets(place.bob))
    await forgetting_bob.done()
    place.office.clock.moment = CLOSED
    sealing = [
        Begun(unit_of_work, seals.close, leaves=frozenset({team.id}))
        for team in (place.north, place.south)
    ]
    await waited_for(unit_of_work, 2)
    await forgetting_bob.end()
    for one in sealing:
        await one.end()
    await nothing_of(place.office, place.bob)
    assert [one.took_part for one in await place.office.rounds()] == [0, 0]


async def nothing_of(office: Office, phone: Phone) -> None:
    async with office.unit_of_work.look() as step:
        for column in (member.c.id, note.c.member_id, prompt.c.member_id, planned.c.member_id):
            found = (await step.tx.execute(select(column))).scalars().all()
            assert phone.member.id not in found


async def test_two_teams_plan_with_the_same_person_one_after_the_other(office: Office) -> None:
    """Or each would find that they are asked nothing else on that day."""
    north, south = await office.team("North"), await office.team("South")
    bob, *_ = await office.people(north, "Bob", "Bea")
    await office.joins(bob, south)
    for team in (north, south):
        await office.schedule(team)
    first = Begun(office.unit_of_work, rounds.plan)
    await first.done()
    second = Begun(office.unit_of_work, rounds.plan, leaves=frozenset({north.id}))
    await waited_for(office.unit_of_work)
    assert not second.is_done
    await first.end()
    await second.end()
    assert len(await office.rounds()) == 2
    assert len([one for one in await office.prompts() if one.member_id == bob.member.id]) == 1


async def test_teams_without_anybody_in_common_are_planned_side_by_side(office: Office) -> None:
    north, south = await office.team("North"), await office.team("South")
    await office.people(north, "Bob", "Bea")
    await office.people(south, "Finn", "Greta")
    for team in (north, south):
        await office.schedule(team)
    first = Begun(office.unit_of_work, rounds.plan)
    await first.done()
    async with asyncio.timeout(30):
        await office.unit_of_work.run(rounds.plan, leaves=frozenset({north.id}))
    await first.end()
    assert len(await office.prompts()) == 4


async def test_two_teams_at_one_moment_begin_no_fourth_message(office: Office) -> None:
    """Bob has got two messages of the week. The bot was away, so that Monday and Tuesday are
    planned at once, by two replicas."""
    north, south = await office.team("North"), await office.team("South")
    bob, *_ = await office.people(north, "Bob", "Bea")
    await office.joins(bob, south)
    saturday = NINE.date() - timedelta(days=2)
    await office.do(lambda step: plans.add(step.tx, bob.member.id, saturday, messages=2))
    await office.schedule(north)
    await office.schedule(south, on=TUESDAY.date())
    office.clock.moment = NINE + timedelta(hours=3)
    async with replica(office) as other, asyncio.timeout(60):
        await asyncio.gather(
            *(Heartbeat(unit_of_work, 1).beat() for unit_of_work in (office.unit_of_work, other))
        )
    assert len(await office.rounds()) == 2
    async with office.unit_of_work.look() as step:
        begun = await plans.since(step.tx, saturday, {bob.member.id})
    assert sum(one.messages for one in begun[bob.member.id]) == 3
    assert await deadlocks(office) == 0


async def test_whoever_pauses_waits_until_nobody_answers_in_their_teams(place: Place) -> None:
    """How many are asked with somebody is what their choice hangs on."""
    bea, dora = place.people[1], place.people[3]
    answering = Begun(place.office.unit_of_work, tap(bea, place.north))
    await answering.done()
    pausing = Begun(place.office.unit_of_work, lambda step: settings.pause_for(step, dora.actor, 1))
    await waited_for(place.office.unit_of_work)
    assert not pausing.is_done
    await answering.end()
    await pausing.end()


async def test_the_daily_purge_has_everything_to_itself(place: Place) -> None:
    answering = Begun(place.office.unit_of_work, tap(place.bob, place.north))
    await answering.done()
    place.office.clock.moment += retention.EVERY
    purging = Begun(place.office.unit_of_work, retention.purge)
    await waited_for(place.office.unit_of_work)
    assert not purging.is_done
    await answering.end()
    await purging.done()
    late = Begun(place.office.unit_of_work, tap(place.people[6], place.south))
    await waited_for(place.office.unit_of_work)
    assert not late.is_done
    await purging.end()
    await late.end()


async def test_a_lock_is_held_by_whoever_waits_behind_it_too(place: Place) -> None:
    """Two Teams at once, from both ends, while people act in them."""
    unit_of_work, both = (
        place.office.unit_of_work,
        Claim(teams=frozenset({place.north.id, place.south.id})),
    )

    async def look(step: Step) -> None:
        await teams.by_id(step.tx, place.north.id)

    async with replica(place.office) as other, asyncio.timeout(60):
        await asyncio.gather(
            *(one.run(look, both) for one in (unit_of_work, other) * 5),
            *(
                one.run(tap(phone, place.north))
                for one, phone in zip((unit_of_work, other) * 2, place.people[1:5], strict=True)
            ),
            *(
                one.run(tap(phone, place.south))
                for one, phone in zip((unit_of_work, other) * 2, place.people[5:], strict=True)
            ),
        )
    assert await deadlocks(place.office) == 0


async def test_everybody_does_everything_at_once(place: Place) -> None:
    """People answer, leave, pause and are forgotten while both Teams are sealed by two replicas."""
    office = place.office
    bob, bea, cid, dora, eve, finn, greta, *_ = place.people
    taps = [tap(one, place.north) for one in (bob, bea, cid)]
    taps += [tap(one, place.south) for one in (bob, finn, greta)]
    leaver, pauser, forgotten = dora.actor, eve.actor, forgets(bob)
    office.clock.moment = CLOSED
    async with replica(office) as other, asyncio.timeout(60):
        hearts = [
            Heartbeat(unit_of_work, 1).beat() for unit_of_work in (office.unit_of_work, other)
        ]
        ends = await asyncio.gather(
            *hearts,
            *(
                unit_of_work.run(one)
                for unit_of_work, one in zip((office.unit_of_work, other) * 3, taps, strict=True)
            ),
            other.run(lambda step: leaving.leave(step, leaver, place.north.id)),
            office.unit_of_work.run(lambda step: settings.pause_for(step, pauser, 1)),
            other.run(forgotten),
            return_exceptions=True,
        )
    assert not [
        one for one in ends if isinstance(one, Exception) and "round_closed" not in str(one)
    ]
    assert {one.state for one in await office.rounds()} == {RoundState.SEALED}
    await nothing_of(office, bob)
    assert await deadlocks(office) == 0
