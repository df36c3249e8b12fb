"""Who is on in most dialogues: Alice leads North, Bob belongs, Dora leads South.

A test that needs others adds them: `stage.member("Eve", play.north)`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from tests.stage import Person, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Made by `two_teams`."""

    north: Team
    south: Team
    alice: Person
    bob: Person
    dora: Person
    """Leads another team."""


async def two_teams(
    stage: Stage,
    *,
    alice: Collection[Role] = (Role.FACILITATOR,),
    bob: Collection[Role] = (Role.STAFF,),
) -> Play:
    """`alice` and `bob` are their Roles in North; without any, Bob has never met the bot."""
    north, south = await stage.team("North"), await stage.team("South")
    return Play(
        north=north,
        south=south,
        alice=await stage.member("Alice", north, *alice),
        bob=await stage.member("Bob", north, *bob) if bob else await stage.person("Bobby-Lee"),
        dora=await stage.member("Dora", south, Role.FACILITATOR),
    )
