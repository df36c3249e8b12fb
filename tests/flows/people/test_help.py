"""Help, for whoever asks."""

import re

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import Part
from bot.domain.base.roles import Role
from bot.storage.base.rows import every
from bot.storage.base.schema import part
from tests.stage import Person, Stage, labels

EVERYBODY = {
    "reflect",
    "mine",
    "cpd",
    "settings",
    "whosees",
    "support",
    "log",
    "teams",
    "mydata",
    "leave",
    "forget",
    "help",
}


async def test_bob_reads_what_anybody_can_do(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team(), Role.STAFF)
    assert await listed(bob) == EVERYBODY
    await bob.taps("Settings")
    assert "Your settings" in await bob.sees()


async def test_alice_reads_what_a_facilitator_can_do(stage: Stage) -> None:
    alice = await stage.member("Alice", await stage.team(), Role.FACILITATOR)
    assert await listed(alice) == (EVERYBODY - {"reflect"}) | {"invite", "schedules"}


@pytest.mark.parametrize("role", [Role.CRITICAL_FRIEND, Role.FACILITATOR, Role.MANAGER])
async def test_whoever_could_begin_nothing_is_not_sent_to_begin_it(
    stage: Stage, role: Role
) -> None:
    mia = await stage.member("Mia", await stage.team(), role)
    for asking in ("/help", "/start"):
        await mia.says(asking)
        assert "/reflect" not in await mia.sees()
        assert "Reflect now" not in await mia.buttons()
    await mia.says("/help")
    asked = "I ask small questions about your work" in await mia.sees()
    assert asked is (role is not Role.CRITICAL_FRIEND)


async def test_an_owner_reads_everything(stage: Stage) -> None:
    olga = await stage.member("Olga", await stage.team(), Role.STAFF, owner=True)
    assert await listed(olga) == EVERYBODY | {"invite", "schedules", "newteam"}


async def test_in_a_group_help_is_short_and_leads_to_the_private_chat(stage: Stage) -> None:
    team = await stage.team()
    alice = await stage.member("Alice", team, Role.FACILITATOR)
    charlie = await stage.person("Charlie")
    group = await stage.channel(team, alice, charlie)
    await alice.says("/help", chat=group)
    told = (await stage.said_in(group, alice))[-1]
    assert set(re.findall(r"/(\w+)", told)) == {"link", "help"}
    await charlie.says("/help", chat=group)
    last = (await stage.control.messages(charlie.id, chat=group))[-1]
    assert labels(last) == ["Write to me"]
    assert "/link" not in (await stage.said_in(group, charlie))[-1]


async def test_charlie_the_outsider_reads_that_it_goes_by_invitation(stage: Stage) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/help")
    assert "works by invitation" in await charlie.sees()


async def test_an_unknown_command_leads_to_the_help(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team(), Role.STAFF)
    await bob.says("/setings")
    assert "I don't know that command. /help" in await bob.sees()


async def test_an_unknown_command_in_a_group_is_let_be(stage: Stage) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team, Role.STAFF)
    group = await stage.channel(team, bob)
    await bob.says("/weather", chat=group)
    assert (await stage.said_in(group, bob))[-1] == "/weather"


async def listed(who: Person) -> set[str]:
    await who.says("/help")
    return set(re.findall(r"/(\w+)", await who.sees()))


@pytest.mark.parametrize("typed", ["help", "Hjälp!", "?"])
async def test_who_does_not_think_of_the_slash_gets_help_and_answers_nothing(
    stage: Stage, typed: str
) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team, Role.STAFF)
    await bob.says("/reflect")
    await bob.taps((await bob.buttons())[0])
    await bob.says(typed)
    assert "I ask small questions" in await bob.sees()
    async with stage.app.unit_of_work.store.look() as tx:
        assert await every(tx, select(part), Part) == []
