"""North: on the stage a small Team, at the desk one that is just large enough to hide in."""

import pytest

from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from tests.desk import Office, Phone
from tests.play import Play, two_teams
from tests.stage import Stage


@pytest.fixture
async def play(stage: Stage) -> Play:
    return await two_teams(stage)


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team()


@pytest.fixture
async def crowd(office: Office, team: Team) -> list[Phone]:
    """Five people: enough for taps to be counted."""
    return await office.people(team, "Bob", "Bea", "Cid", "Dora", "Eve")


@pytest.fixture
def bob(crowd: list[Phone]) -> Phone:
    return crowd[0]


@pytest.fixture
async def north(office: Office) -> Team:
    """A Team without a crowd."""
    return await office.team("North")


@pytest.fixture
async def alice(office: Office, north: Team) -> Phone:
    """She leads North."""
    return await office.member("Alice", north, Role.FACILITATOR)


@pytest.fixture
async def rita(office: Office, north: Team) -> Phone:
    """She stands for the people of North."""
    return await office.member("Rita", north, Role.REPRESENTATIVE)
