"""Founding a Team, as its owner lives through it."""

import pytest

from bot.domain.base.roles import Role
from bot.storage.people import members, teams
from tests.stage import Person, Stage


@pytest.fixture
async def alice(stage: Stage) -> Person:
    """Alice runs the installation."""
    return await stage.member("Alice", await stage.team("South"), owner=True)


async def test_alice_founds_a_team_and_becomes_its_facilitator(stage: Stage, alice: Person) -> None:
    await alice.says("/newteam")
    await alice.says("  North \n Star ")
    assert await alice.buttons() == ["1 · English", "Svenska", "‹ Back", "Next ›"], "her own"
    await alice.taps("1 · English")
    await alice.taps("Svenska")
    await alice.taps("English")
    assert await alice.buttons() == ["2 · English", "1 · Svenska", "‹ Back", "Next ›"]
    await alice.taps("Next ›")
    await alice.taps("Stockholm")

    assert "North Star is there, and you are its facilitator" in await alice.sees()
    assert "/invite" in await alice.sees()
    assert "/schedules" in await alice.sees()
    async with stage.app.unit_of_work.store.look() as tx:
        (team,) = [t for t in await teams.all_teams(tx, stage.app.bot.id) if t.name == "North Star"]
        held = await members.roles(tx, (await alice.member()).id, team.id)
    assert team.languages == ("sv", "en")
    assert (team.zone, team.floor, team.chat_id) == ("Europe/Stockholm", 5, None)
    assert held == {Role.FACILITATOR}


async def test_alice_types_a_city(stage: Stage, alice: Person) -> None:
    await to_zones(alice)
    await alice.says("atlantis")
    assert "no place “atlantis”" in await alice.sees()
    await alice.says("hels")
    await alice.taps("Helsinki")
    assert "North is there" in await alice.sees()


async def test_alice_goes_back_and_changes_her_mind(stage: Stage, alice: Person) -> None:
    await to_zones(alice)
    await alice.taps("‹ Back")
    await alice.taps("1 · English")
    await alice.taps("Next ›")
    assert await names(stage) == ["South"]
    await alice.taps("‹ Back")
    await alice.says("West")
    await alice.taps("English")
    await alice.taps("Next ›")
    await alice.taps("Stockholm")
    assert await names(stage) == ["South", "West"]


@pytest.mark.parametrize("name", ["x" * 61, "\u2063"])
async def test_a_name_of_no_use_is_asked_for_again(stage: Stage, alice: Person, name: str) -> None:
    await alice.says("/newteam")
    await alice.says(name)
    assert "1 to 60 characters" in await alice.sees()
    await alice.says("North")
    assert "Which languages" in await alice.sees()


async def test_alice_cancels_and_her_next_words_found_nothing(stage: Stage, alice: Person) -> None:
    await alice.says("/newteam")
    await alice.taps("Cancel")
    await alice.says("North")
    assert "No question is open" in await alice.sees()
    assert await names(stage) == ["South"]


async def test_a_name_shows_as_it_was_written(stage: Stage, alice: Person) -> None:
    await to_zones(alice, name="<b>R&D</b> @all")
    await alice.taps("Stockholm")
    assert "<b>R&D</b> @all is there" in await alice.sees()


async def test_bob_the_facilitator_may_not_found_a_team(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team("South"), Role.FACILITATOR)
    await bob.says("/newteam")
    assert "Only the person who runs this installation" in await bob.sees()


async def test_charlie_the_outsider_may_not_found_a_team(stage: Stage) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/newteam")
    assert "by invitation" in await charlie.sees()


async def test_in_a_group_no_team_is_founded(stage: Stage, alice: Person) -> None:
    group = (await stage.control.chat("group", "G", members=[alice.id], bots=["eftertanke_bot"]))[
        "id"
    ]
    await alice.says("/newteam", chat=group)
    assert "in private" in (await stage.said_in(group, alice))[-1]


async def test_buttons_of_an_earlier_founding_do_nothing_and_say_so(
    stage: Stage, alice: Person
) -> None:
    await to_zones(alice)
    stale = (await alice.chat())[-1]["message_id"]
    await alice.says("/newteam")
    for label in ("Stockholm", "‹ Back"):
        pressed = await alice.taps(label, message=stale)
        assert pressed.alert
        assert "start again" in str(pressed.answer)
    assert await names(stage) == ["South"]


async def test_a_draft_is_forgotten_after_a_day(stage: Stage, alice: Person) -> None:
    await to_zones(alice)
    await stage.later(days=1)
    pressed = await alice.taps("Stockholm")
    assert "start again" in str(pressed.answer)


async def to_zones(alice: Person, *, name: str = "North") -> None:
    await alice.says("/newteam")
    await alice.says(name)
    await alice.taps("Next ›")


async def names(stage: Stage) -> list[str]:
    async with stage.app.unit_of_work.store.look() as tx:
        return [team.name for team in await teams.all_teams(tx, stage.app.bot.id)]
