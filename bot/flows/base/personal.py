"""What is kept of people: each noun says it once for its tables, in a record.

`flows/rights` collects the records. What /mydata gives, what /forget takes, what is deleted after a
while, the screen on which somebody reads how long their words are kept, and the tables of
docs/privacy.md and docs/mydata.md are made from them.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.messages.people.joining import House
from bot.domain.people.members import Member
from bot.flows.base.step import Step
from bot.storage.people import teams

Rule = Callable[[Step], Awaitable[int]]
"""Deletes what has been kept for long enough. How much went; the log tells it under the rule's
name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSection:
    """A part of what /mydata gives, under a name that stays as it is.

    `explained`: what stands under this name, and under others inside of it, for docs/mydata.md.
    """

    name: str
    explained: Mapping[str, str]
    of: Callable[[Step, Member], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """What /forget does with a table. `does` says it in docs/privacy.md; `run` is called before the
    row of the Member goes, where the database does not do it by itself."""

    does: str
    run: Callable[[Step, Member], Awaitable[None]] | None = None


GOES = Forgetting(does="goes")
"""The rows hang on the Member's, and go with it."""

LETS_GO = Forgetting(does="stays, but no longer says who")
"""The rows only refer to the Member's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A line for whoever decides whether to take part: how long something is kept. Both texts are
    marked for translation; `for_good` is said where there is no period."""

    text: str
    period: Callable[[House], int | None]
    for_good: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What is kept of people in some tables that belong together.

    `holds` and `kept` (for how long) are for docs/privacy.md, where a period that is a setting
    stands with its default.
    """

    tables: tuple[str, ...]
    holds: str
    kept: str
    mydata: DataSection
    forget: Forgetting
    retention: tuple[Rule, ...] = ()
    consent: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingPersonal:
    """Tables that tell of nobody."""

    tables: tuple[str, ...]
    holds: str
    kept: str
    retention: tuple[Rule, ...] = ()


def days_ago(step: Step, days: int) -> date:
    return step.now.date() - timedelta(days=days)


async def team_name(step: Step, team_id: int | None) -> str:
    """For /mydata; empty where there is no such Team."""
    team = await teams.by_id(step.tx, team_id) if team_id is not None else None
    return team.name if team else ""
