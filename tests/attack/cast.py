"""Who is in a history: drawn from its seed, so that it comes out the same each time."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.base.availability import EVERY_DAY, WORKING_DAYS
from bot.domain.base.roles import Role
from bot.domain.people.teams import Team
from tests.desk import Office, Phone

NAMES = (
    "Alva",
    "Bertil",
    "Cilla",
    "Doris",
    "Ellen",
    "Folke",
    "Gudrun",
    "Hilma",
    "Ingvar",
    "Jorunn",
    "Kerstin",
    "Lennart",
)
ZONES = ("Europe/Stockholm", "Europe/Helsinki", "Europe/London")
HOURS = (7 * 60, 8 * 60 + 30, 9 * 60, 9 * 60, 9 * 60, 12 * 60, 16 * 60)

NORTH_CHAT, SOUTH_CHAT, PUBLIC_CHAT = -100, -200, -300
"""The channels of two Teams, and a group with an outsider in it."""


@dataclass(slots=True)
class Actor:
    """A person. `diligence` is how likely they are to do something about what has come."""

    phone: Phone
    diligence: float
    written: dict[int, set[str]] = field(default_factory=dict)
    """Message id to the tokens of what they wrote there."""
    receipts: list[str] = field(default_factory=list)
    """Every Receipt that ever stood in their chat."""
    gone: bool = False

    @property
    def name(self) -> str:
        return self.phone.member.name


@dataclass(slots=True, kw_only=True)
class Cast:
    """Everybody, and the Teams they are in."""

    north: Team
    south: Team
    staff: list[Actor]
    leader: Actor
    manager: Actor
    friends: list[Actor]
    representative: Actor | None = None

    @property
    def everybody(self) -> list[Actor]:
        standing_for = [] if self.representative is None else [self.representative]
        return [*self.staff, self.leader, self.manager, *self.friends, *standing_for]

    @property
    def teams(self) -> list[Team]:
        return [self.north, self.south]


async def gather(office: Office, rng: random.Random) -> Cast:
    """Two Teams that share people; part-timers, some alone on their day; schedules that collide."""
    north = await office.team("North", chat_id=NORTH_CHAT, chat_title="North together")
    south = await office.team("South", chat_id=SOUTH_CHAT, chat_title="South together")
    staff = [await _staff(office, rng, north, name) for name in NAMES[: rng.randint(6, 9)]]
    for actor in rng.sample(staff, rng.choice((4, 5, 5))):
        await office.joins(actor.phone, south, Role.STAFF)
    leader = Actor(await office.member("Fia", north, Role.FACILITATOR, Role.STAFF), 0.7)
    await office.joins(leader.phone, south, Role.FACILITATOR)
    manager = await office.member("Mona", north, Role.MANAGER)
    await office.change(manager, next_digest_at=office.clock.moment + timedelta(days=4, hours=8))
    friends = [Actor(await office.member("Grete", north, Role.CRITICAL_FRIEND), 0.1)]
    if rng.random() < 0.4:
        friends.append(Actor(await office.member("Hedda", north, Role.CRITICAL_FRIEND), 0.1))
    cast = Cast(
        north=north,
        south=south,
        staff=staff,
        leader=leader,
        manager=Actor(manager, 0.2),
        friends=friends,
        representative=Actor(await office.member("Rita", north, Role.REPRESENTATIVE), 0.1),
    )
    await _rhythm(office, rng, cast)
    return cast


async def _staff(office: Office, rng: random.Random, north: Team, name: str) -> Actor:
    part_time = rng.random() < 0.4
    days: Sequence[int] = rng.sample(WORKING_DAYS, rng.randint(1, 2)) if part_time else WORKING_DAYS
    roles = {Role.STAFF, Role.PEER_MENTOR} if rng.random() < 0.3 else {Role.STAFF}
    phone = await office.member(
        name,
        north,
        *roles,
        zone=rng.choice(ZONES),
        days=tuple(sorted(days)),
        ask_at=rng.choice(HOURS),
    )
    return Actor(phone, rng.choice((0.4, 0.8, 0.8, 0.95)))


async def _rhythm(office: Office, rng: random.Random, cast: Cast) -> None:
    """What is asked when. Two Schedules of North fall on Mondays."""
    monday = office.clock.moment.date()
    wednesday = monday + timedelta(days=2)
    reminder = rng.random() < 0.5
    hours = rng.choice((24, 48, 72))
    await office.schedule(cast.north, on=monday, open_hours=hours, reminder=reminder)
    bank, mentors = rng.choice(("what-works", "end-of-shift")), frozenset({Role.PEER_MENTOR})
    await office.schedule(cast.north, bank, on=monday, roles=mentors)
    days = tuple(sorted(rng.sample(EVERY_DAY[:5], rng.randint(1, 2))))
    await office.schedule(cast.north, "end-of-shift", on=wednesday, days=days, open_hours=30)
    await office.schedule(cast.south, on=monday, days=(rng.randint(0, 4),), open_hours=48)
