"""Forgetting somebody who has asked the operator: as in the chat, and by the same rules."""

import asyncio

import pytest

from bot.domain.base.clock import SystemClock
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.insights import TellQuotes
from bot.domain.messages.rights.forgetting import Forgotten
from bot.domain.people.teams import Team
from bot.errors import OperatorError
from bot.operating.forget import ask, forget
from bot.storage.asking import notes
from bot.storage.hearing import pool
from bot.storage.people import members
from tests.answering import answer_alike
from tests.databases import on_sqlite
from tests.desk import Office, Phone, open_office
from tests.factories import mark
from tests.operating.conftest import Installation

CHANNEL = -100


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=CHANNEL)


@pytest.fixture
async def people(office: Office, team: Team) -> list[Phone]:
    """All have answered with their names, but for the last, and the channel has heard it."""
    await office.member("Alice", team, Role.FACILITATOR)
    crowd = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve", "Finn")
    await office.begin(team)
    await answer_alike(crowd[:5], Visibility.TEAM_NAMED)
    await answer_alike(crowd[5:], Visibility.PRIVATE)
    await office.later(days=3)
    return crowd


async def gone(office: Office, phone: Phone) -> None:
    config = office.unit_of_work.house.config
    leaving = await ask(config, phone.id, None, SystemClock())
    assert leaving.member.name == phone.member.name
    await forget(config, leaving.member, office.clock)


@on_sqlite
async def test_all_that_is_linked_to_them_goes_and_they_are_told(
    office: Office, people: list[Phone]
) -> None:
    bob, finn = people[0], people[-1]
    told = [m for m in office.channel(CHANNEL) if isinstance(m, TellQuotes)]
    assert "Bob" in repr(told)
    await gone(office, bob)
    await gone(office, finn)
    await office.deliver()
    async with office.unit_of_work.look() as step:
        assert await members.by_id(step.tx, bob.member.id) is None
        assert await pool.named_by(step.tx, bob.member.id) == []
        assert await notes.of_member(step.tx, finn.member.id) == []
    assert bob.kinds()[-1] == "Forgotten"
    told = [m for m in office.channel(CHANNEL) if isinstance(m, TellQuotes)]
    assert "Bob says" not in repr(told)
    assert f"{mark('Bea')} says" in repr(told)
    assert isinstance(bob.last(Forgotten), Forgotten)


@on_sqlite
async def test_the_only_facilitator_and_the_only_owner_have_to_be_followed_first(
    office: Office, team: Team
) -> None:
    alice = await office.member("Alice", team, Role.FACILITATOR)
    olga = await office.member("Olga", team, owner=True)
    with pytest.raises(OperatorError, match="only facilitator of North"):
        await gone(office, alice)
    with pytest.raises(OperatorError, match="only owner"):
        await gone(office, olga)
    await office.member("Gus", team, Role.FACILITATOR)
    await gone(office, alice)


@on_sqlite
async def test_whom_nobody_knows_nobody_can_forget(office: Office, team: Team) -> None:
    with pytest.raises(OperatorError, match="Nobody with the Telegram id 4711"):
        await ask(office.unit_of_work.house.config, 4711, None, SystemClock())


@on_sqlite
async def test_of_several_bots_one_has_to_say_which(office: Office, team: Team) -> None:
    bob = await office.member("Bob", team)
    await office.member("Bob", team, bot_id=2, telegram_id=bob.id)
    config = office.unit_of_work.house.config
    with pytest.raises(OperatorError, match="--bot, one of 1, 2"):
        await ask(config, bob.id, None, SystemClock())
    assert (await ask(config, bob.id, 2, SystemClock())).member.bot_id == 2


def test_what_goes_and_what_stays_is_said_before_it_is_asked(installation: Installation) -> None:
    url = installation.config.database.url

    async def join() -> None:
        async with open_office(url) as office:
            await office.member("Bob", await office.team())

    asyncio.run(join())
    told = installation.runs("forget", 1000, answer="n\n")
    assert told.exit_code == 1
    assert "their place in teams (North)" in told.output
    assert "What stays" in told.output
    assert "Forget Bob for good?" in told.output
    told = installation.runs("forget", 1000, "--yes")
    assert "1000 is forgotten." in told.stdout
    assert "Backups still know them" in told.stderr
    assert "Nobody with" in str(installation.runs("forget", 1000, "--yes").exception)
