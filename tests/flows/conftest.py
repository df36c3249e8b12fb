"""North: on the stage a small Team, at the desk one that is just large enough to hide in."""

import pytest

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
