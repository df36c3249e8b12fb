"""Who sees what, asked at any time."""

import pytest

from bot.domain.asking.questions import Kind
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.people.teams import Team
from bot.flows.asking.readers import around, in_chat
from bot.storage.people import members
from tests.desk import Office
from tests.stage import Stage


async def test_bob_sees_exactly_who_would_read_him(stage: Stage) -> None:
    north = await stage.team("North")
    bob = await stage.member("Bob", north, Role.STAFF)
    for name, role in (
        ("Alice", Role.FACILITATOR),
        ("Mia", Role.MANAGER),
        ("Finn", Role.CRITICAL_FRIEND),
        ("Fred", Role.CRITICAL_FRIEND),
    ):
        await stage.member(name, north, role)
    await stage.channel(north, bob, title="Nightshift")
    await bob.says("/whosees")
    seen = await bob.sees()
    for line in (
        "5 people are in the team. You: staff",
        "Only me: Nobody else.",
        "Critical friends, no name: Finn and Fred",
        "The team, no name: ‘Nightshift’ (1 person now, and whoever joins it later); weekly letter:"
        " Mia. Shown once at least 5 people share it so. Without a name, it takes at least 5"
        " people who are asked.",
        "The team, with my name: In the same place.",
        "Led by Alice",
        "Managers: Mia",
    ):
        assert line in seen
    assert await bob.buttons() == ["Who did what"]


async def test_in_a_small_team_nothing_is_promised_that_is_not_offered(stage: Stage) -> None:
    north = await stage.team("North")
    bob = await stage.member("Bob", north, Role.STAFF)
    await bob.says("/whosees")
    assert "This team has no chat, so nothing can be shared with the team." in await bob.sees()
    await stage.channel(north, bob)
    await bob.says("/whosees")
    seen = await bob.sees()
    assert "it takes at least 5 people who are asked" in seen
    assert "The team has no critical friends." in seen
    assert "no manager here" in seen


async def test_the_only_critical_friend_is_told_that_they_are(stage: Stage) -> None:
    north = await stage.team("North")
    finn = await stage.member("Finn", north, Role.CRITICAL_FRIEND, Role.STAFF)
    await finn.says("/whosees")
    assert "You are the only critical friend." in await finn.sees()


async def test_whoever_is_in_several_teams_chooses_one(stage: Stage) -> None:
    north, south = await stage.team("North"), await stage.team("South")
    bob = await stage.member("Bob", north, Role.STAFF)
    member = await bob.member()
    async with stage.app.unit_of_work.store.step() as tx:
        await members.set_roles(tx, member.id, south.id, {Role.PEER_MENTOR})
    await bob.says("/whosees")
    await bob.taps("South")
    assert "Who sees what in South" in await bob.sees()
    await bob.taps("‹ Other teams")
    assert await bob.buttons() == ["North", "South"]


async def test_without_a_team_nobody_sees_anything(stage: Stage) -> None:
    north = await stage.team("North")
    bob = await stage.member("Bob", north, Role.STAFF)
    await bob.says("/leave")
    await bob.taps("Yes, leave")
    await bob.says("/whosees")
    assert "nobody sees anything of you" in await bob.sees()


@pytest.mark.parametrize(
    ("kind", "people"), [(Kind.SCALE, 5), (Kind.CHOICE, 10), (Kind.CHOICES, 10), (Kind.MOOD, 10)]
)
async def test_under_a_question_stands_from_how_many_people_on_its_sum_is_told(
    office: Office, team: Team, kind: Kind, people: int
) -> None:
    """What has no middle is told in parts, of five people each."""
    (promise,) = in_chat(team, Visibility.TEAM_UNNAMED)
    async with office.unit_of_work.look() as step:
        there = await around(step, team)
    assert there.readers(promise, of=kind).floor == people
