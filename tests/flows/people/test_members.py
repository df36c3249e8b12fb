"""Leaving, blocking, coming back. Alice leads North alone, Bob belongs to North and South."""

import pytest
from sqlalchemy import func, select

from bot.domain.asking.notes import Note
from bot.domain.base.availability import month_of
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from bot.storage.asking import notes
from bot.storage.base.schema import delivery
from bot.storage.people import members
from tests.factories import mark
from tests.play import Play, two_teams
from tests.stage import Person, Stage, visible


@pytest.fixture
async def play(stage: Stage) -> Play:
    """Bob belongs to both Teams."""
    made = await two_teams(stage, alice=(Role.FACILITATOR, Role.MANAGER))
    await give(stage, made.bob, made.south, Role.STAFF)
    return made


@pytest.fixture
async def eve(stage: Stage, play: Play) -> Person:
    """Belongs to North only."""
    return await stage.member("Eve", play.north)


async def test_bob_leaves_one_of_two_teams(stage: Stage, play: Play) -> None:
    await play.bob.says("/leave")
    assert await play.bob.buttons() == ["North", "South", "‹ None, I stay"]
    await play.bob.taps("North")
    seen = await play.bob.sees()
    assert "Leave North?" in seen
    assert "private notes stay with you" in seen
    await play.bob.taps("Yes, leave")
    assert "You have left North" in await play.bob.sees()
    assert "/forget" not in await play.bob.sees()
    assert await in_teams(stage, play.bob) == {play.south.id}


async def test_bob_thinks_better_of_it(stage: Stage, play: Play) -> None:
    await play.bob.says("/leave")
    await play.bob.taps("North")
    await play.bob.taps("No, I stay")
    assert await play.bob.buttons() == ["North", "South", "‹ None, I stay"]
    await play.bob.taps("‹ None, I stay")
    assert "Everything stays as it was" in await play.bob.sees()
    assert await in_teams(stage, play.bob) == {play.north.id, play.south.id}


async def test_eve_stays_a_member_without_a_team(stage: Stage, play: Play, eve: Person) -> None:
    member = await eve.member()
    note = Note(
        id="0" * 16,
        member_id=member.id,
        month=month_of(stage.clock.moment.date()),
        question="",
        text="",
    )
    async with stage.app.unit_of_work.store.step() as tx:
        await notes.add_many(tx, [note])
    await leave(eve)
    assert "/forget erases" in await eve.sees()
    assert await in_teams(stage, eve) == set()
    async with stage.app.unit_of_work.store.look() as tx:
        assert [one.id for one in await notes.of_member(tx, member.id)] == [note.id]
    await eve.says("/leave")
    assert "no team that you could leave" in await eve.sees()


async def test_an_open_question_closes_when_eve_leaves(
    stage: Stage, play: Play, eve: Person
) -> None:
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    await leave(eve)
    assert "You have left this team" in ((await eve.taps("4")).answer or "")


async def test_what_eve_shared_before_she_left_is_still_told(
    stage: Stage, play: Play, eve: Person
) -> None:
    people = [await stage.member(name, play.north) for name in ("Fay", "Gus", "Hal", "Ida")]
    channel = await stage.channel(play.north, play.alice)
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    for person in (eve, *people):
        await person.taps("4")
        await person.says(f"Handover, says {mark(person.name)}")
        await person.taps("👥 The team, no name")
    await leave(eve)
    await stage.later(days=3)
    assert f"Handover, says {mark('Eve')}" in "\n".join(await stage.said_in(channel, play.alice))


async def test_eve_can_take_back_what_she_shared_after_leaving(
    stage: Stage, play: Play, eve: Person
) -> None:
    people = [await stage.member(name, play.north) for name in ("Fay", "Gus", "Hal", "Ida")]
    await stage.channel(play.north, eve)
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    assert len(people) == 4
    await eve.taps("4")
    await eve.says("Handover")
    await eve.taps("👥 The team, no name")
    await leave(eve)
    confirmed = next(
        m["message_id"]
        for m in await eve.chat()
        if "Handover" in m.get("text", "") and m["from"]["is_bot"]
    )
    await eve.taps("Delete", message=confirmed)
    await eve.taps("Yes, delete it")
    assert "Deleted. Nothing is kept of it." in await eve.has_seen()


async def test_alice_hands_over_before_she_leaves(stage: Stage, play: Play) -> None:
    await play.alice.says("/leave")
    assert "only facilitator of North" in await play.alice.sees()
    await give(stage, play.bob, play.north, Role.FACILITATOR)
    await leave(play.alice)
    assert await in_teams(stage, play.alice) == set()


async def test_a_manager_who_leaves_gets_no_letter_any_more(stage: Stage, play: Play) -> None:
    await give(stage, play.bob, play.north, Role.FACILITATOR)
    await play.alice.says("/settings")
    await play.alice.taps("Weekly letter")
    await play.alice.taps("Wed")
    assert (await play.alice.member()).next_digest_at is not None
    await leave(play.alice)
    assert (await play.alice.member()).next_digest_at is None


async def test_an_owner_may_leave_a_team_they_lead_alone(stage: Stage) -> None:
    team = await stage.team("West")
    olga = await stage.member("Olga", team, Role.FACILITATOR, owner=True)
    await leave(olga)
    assert await in_teams(stage, olga) == set()


async def test_an_owner_cannot_leave_a_team_they_are_not_in(stage: Stage, play: Play) -> None:
    olga = await stage.member("Olga", await stage.team("West"), Role.STAFF, owner=True)
    await olga.says("/leave")
    await olga.taps("No, I stay")
    assert play.north.id not in await in_teams(stage, olga)


async def test_whoever_blocks_the_bot_is_owed_nothing_more(
    stage: Stage, play: Play, eve: Person
) -> None:
    await stage.schedule(play.north)
    await stage.control.block(eve.id)
    await stage.settle()
    assert not (await eve.member()).reachable
    await stage.at(stage.clock.moment.replace(hour=8))
    assert await owed_to(stage, eve) == 0
    calls = [call for call in await stage.control.calls() if call["method"] == "sendMessage"]
    assert not any(call["status"] == 403 for call in calls), "nothing was even tried"


async def test_whoever_comes_back_is_welcomed(stage: Stage, play: Play, eve: Person) -> None:
    await stage.control.block(eve.id)
    await stage.settle()
    await stage.control.unblock(eve.id)
    await stage.settle()
    assert (await eve.member()).reachable
    assert "Good to have you back" in await eve.sees()


async def vanish(stage: Stage, who: Person) -> None:
    """Somebody is thought to be gone, as after a refusal, and Telegram never says that they are
    back."""
    member = await who.member()
    async with stage.app.unit_of_work.store.step() as tx:
        await members.change(tx, member.id, reachable=False)


async def test_whoever_says_anything_is_here_again_and_goes_on_where_they_were(
    stage: Stage, play: Play, eve: Person
) -> None:
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    await vanish(stage, eve)
    await eve.says("/start")
    greeting, question = [visible(m) for m in await eve.chat()][-2:]
    assert "Hello Eve" in greeting
    assert "1 of 4" in question
    assert (await eve.member()).reachable
    await eve.says("/start")
    assert "Hello Eve" in await eve.sees()


@pytest.mark.parametrize("typed", [True, False])
async def test_whoever_answers_is_here_again_and_is_asked_what_comes_next_once(
    stage: Stage, play: Play, typed: bool, eve: Person
) -> None:
    await stage.schedule(play.north)
    await stage.at(stage.clock.moment.replace(hour=8))
    await vanish(stage, eve)
    await (eve.says("4") if typed else eve.taps("4"))
    assert (await eve.member()).reachable
    assert (await eve.has_seen()).count("2 of 4") == 1


async def test_a_stranger_who_blocks_and_unblocks_leaves_no_trace(stage: Stage) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/start")
    await stage.control.block(charlie.id)
    await stage.control.unblock(charlie.id)
    await stage.settle()
    assert "works by invitation" in await charlie.sees()
    assert await owed_to(stage, charlie) == 0


async def leave(who: Person) -> None:
    """Leave the only team one is in."""
    await who.says("/leave")
    await who.taps("Yes, leave")


async def give(stage: Stage, who: Person, team: Team, role: Role) -> None:
    member = await who.member()
    async with stage.app.unit_of_work.store.step() as tx:
        held = await members.roles(tx, member.id, team.id)
        await members.set_roles(tx, member.id, team.id, held | {role})


async def in_teams(stage: Stage, who: Person) -> set[int]:
    member = await who.member()
    async with stage.app.unit_of_work.store.look() as tx:
        return set(await members.memberships(tx, member.id))


async def owed_to(stage: Stage, who: Person) -> int:
    """Deliveries of any state to somebody's private chat."""
    query = select(func.count()).where(delivery.c.chat_id == who.id)
    async with stage.app.unit_of_work.store.look() as tx:
        return (await tx.execute(query)).scalar_one()
