"""Who is on in most tests of flows: Alice leads North, Bob belongs, Dora leads South."""

from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from tests.stage import Person, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    north: Team
    alice: Person
    bob: Person
    dora: Person
    """Leads another team."""


async def two_teams(stage: Stage) -> Play:
    north, south = await stage.team("North"), await stage.team("South")
    return Play(
        north=north,
        alice=await stage.member("Alice", north, Role.FACILITATOR),
        bob=await stage.member("Bob", north, Role.STAFF),
        dora=await stage.member("Dora", south, Role.FACILITATOR),
    )
