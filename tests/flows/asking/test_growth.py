"""What the heartbeat does takes as long as there is to do, not as long as there are people.

No time is taken here: SQLite is asked how it would go about each statement. What is deleted once a
day because it is old may be looked for everywhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.base.visibility import Visibility
from bot.domain.people.teams import Team
from bot.storage.base import upkeep
from tests.databases import on_sqlite
from tests.desk import NINE, Office, Phone

pytestmark = on_sqlite

GROWING = ("member", "membership", "prompt", "answer", "part", "note", "pool", "inbox", "delivery")
"""Tables with many rows for each Team; to go through all of one is what no step may do."""


@contextmanager
def statements(office: Office) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(
        _: object, __: object, statement: str, parameters: Any, ___: object, many: bool
    ) -> None:
        asked.append((statement, parameters[0] if many else parameters))

    engine = office.unit_of_work.store.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


async def scans(office: Office, asked: list[tuple[str, Any]]) -> list[str]:
    """The statements that go through a whole growing table."""
    found = []
    async with office.unit_of_work.store.look() as tx:
        for statement, parameters in asked:
            if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
                plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                steps = [row.detail.split() for row in plan]
                if any(step[0] == "SCAN" and step[1] in GROWING for step in steps):
                    found.append(statement)
    return found


@pytest.fixture
async def team(office: Office) -> Team:
    return await office.team(chat_id=-500, chat_title="North together")


async def test_nothing_that_is_due_needs_a_look_at_everybody(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.do(lambda step: upkeep.want(step.tx, upkeep.PURGE, NINE + timedelta(days=9)))
    await office.schedule(team, on=NINE.date(), reminder=True)
    for moment in (NINE - timedelta(days=1), NINE, NINE + timedelta(hours=24)):
        with statements(office) as asked:
            await office.at(moment)
        assert len(asked) > 5
        assert await scans(office, asked) == []
    for one in crowd:
        await one.answers_all("a", "b", "c", level=Visibility.TEAM_UNNAMED)
    with statements(office) as asked:
        await office.later(hours=24)
    assert any("INSERT INTO pool" in statement for statement, _ in asked), "the Round is sealed"
    assert await scans(office, asked) == []
