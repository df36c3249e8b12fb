"""Who sees what, asked at any time."""

from bot.domain.base.roles import Role
from bot.storage.people import members
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
    assert await bob.buttons() == []


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
