"""Teams that the settings declare, for those who keep such things in Git."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from bot.config.fields import Languages, Section, at_least, one_of, shaped
from bot.domain.asking.schedules import EVERY_WEEKS, OPEN_HOURS, USUAL_HOURS
from bot.domain.base.availability import is_zone
from bot.domain.base.roles import ASKED, Role
from bot.domain.hearing.insights import FLOOR
from bot.domain.people.teams import NAME_LIMIT, team_name
from bot.files.yamlfile import Loc

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _name(text: str) -> str:
    name = team_name(text)
    if name is None:
        raise ValueError(f"must be 1 to {NAME_LIMIT} characters that can be seen.")
    return name


def _zone(name: str) -> str:
    if not is_zone(name):
        raise ValueError("is no time zone. Write one such as Europe/Stockholm.")
    return name


def _in_team(role: Role) -> Role:
    if role is Role.OWNER:
        raise ValueError("is no role in a team: owners run the installation.")
    if role not in ASKED:
        raise ValueError("is a role that nobody is asked in: they stand for those who are.")
    return role


Key: TypeAlias = Annotated[
    str, shaped(r"[a-z0-9-]{1,32}", "must be 1 to 32 small letters, digits or hyphens.")
]


class DeclaredSchedule(Section):
    """What a Team is asked, and when. `id` tells two with one bank apart; mostly it is left out."""

    id: Key | None = None
    bank: str
    days: Annotated[
        tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...], Field(min_length=1)
    ]
    every_weeks: Annotated[int, one_of(EVERY_WEEKS)] = 1
    roles: Annotated[
        tuple[Annotated[Role, AfterValidator(_in_team)], ...] | None, Field(min_length=1)
    ] = None
    open_hours: Annotated[int, one_of(OPEN_HOURS)] = USUAL_HOURS
    reminder: bool = True

    @property
    def key(self) -> str:
        return self.id or self.bank

    @property
    def weekdays(self) -> tuple[int, ...]:
        """As numbers, from 0 for Monday."""
        return tuple(sorted({WEEKDAYS.index(day) for day in self.days}))


class DeclaredTeam(Section):
    """A Team by the `id` that it keeps when all else about it is changed."""

    id: Key
    name: Annotated[str, AfterValidator(_name)]
    zone: Annotated[str, AfterValidator(_zone)]
    languages: Languages | None = None
    floor: (
        Annotated[
            int, at_least(FLOOR, "in a smaller group, colleagues could work out who said what")
        ]
        | None
    ) = None
    schedules: tuple[DeclaredSchedule, ...] = ()


def clashes(
    teams: Sequence[DeclaredTeam], languages: Sequence[str], floor: int
) -> Iterator[tuple[Loc, str]]:
    """What is wrong with the Teams beside each other and beside the other settings."""
    ids = Counter(team.id for team in teams)
    names = Counter(team.name.casefold() for team in teams)
    for number, team in enumerate(teams):
        here = ("teams", number)
        if ids[team.id] > 1:
            yield (*here, "id"), f'"{team.id}" is the id of two teams. Change one.'
        if names[team.name.casefold()] > 1:
            yield (*here, "name"), "is the name of two teams. Change one."
        if unspoken := sorted({*(team.languages or ())} - {*languages}):
            told = f"holds {', '.join(unspoken)}, which the bot does not speak. See languages."
            yield (*here, "languages"), told
        if team.floor is not None and team.floor < floor:
            yield (*here, "floor"), f"is less than privacy.floor, which is {floor}. Raise it."
        keys = Counter(schedule.key for schedule in team.schedules)
        for place, schedule in enumerate(team.schedules):
            if keys[schedule.key] > 1:
                told = "is asked by two schedules of this team. Give each an id of its own."
                yield (*here, "schedules", place, "bank"), told
