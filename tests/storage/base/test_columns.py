"""Column types: what goes in as a domain value comes out as one."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import Priority
from bot.storage.base.columns import Listed, Moment, Rank, Word, WordList
from bot.storage.base.engine import Store
from tests.databases import Databases

tables = MetaData()
sample = Table(
    "sample",
    tables,
    Column("id", Integer, primary_key=True),
    Column("at", Moment),
    Column("level", Word(Visibility)),
    Column("urgency", Rank(Priority)),
    Column("roles", WordList(Role)),
    Column("options", Listed),
)


@pytest.fixture
async def tx(databases: Databases) -> AsyncIterator[AsyncConnection]:
    store = Store(await databases.without_tables())
    async with store.step() as connection:
        await connection.run_sync(tables.create_all)
        yield connection
    await store.close()


async def kept(tx: AsyncConnection, **values: object) -> object:
    await tx.execute(insert(sample).values(id=1, **values))
    row = (await tx.execute(select(sample))).mappings().one()
    return row[next(iter(values))]


async def test_a_moment_comes_back_in_utc(tx: AsyncConnection) -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    found = await kept(tx, at=noon)
    assert found == noon
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(tx: AsyncConnection) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 - the point of it
    with pytest.raises(StatementError, match="needs its time zone"):
        await kept(tx, at=naive)


async def test_moments_are_compared_as_moments(tx: AsyncConnection) -> None:
    late = datetime(2026, 3, 2, 23, 0, tzinfo=timezone(timedelta(hours=-8)))
    await kept(tx, at=late)
    before = datetime(2026, 3, 3, 6, 59, tzinfo=UTC)
    query = select(sample.c.id).where(sample.c.at > before, sample.c.at <= late)
    assert (await tx.execute(query)).scalar_one() == 1


async def test_words_and_ranks_come_back_as_what_they_mean(tx: AsyncConnection) -> None:
    await tx.execute(
        insert(sample).values(
            id=1,
            level=Visibility.TEAM_UNNAMED,
            urgency=Priority.DIGEST,
            roles={Role.STAFF, Role.MANAGER},
            options=("1", "2"),
        )
    )
    row = (await tx.execute(select(sample))).mappings().one()
    assert row["level"] is Visibility.TEAM_UNNAMED
    assert row["urgency"] is Priority.DIGEST
    assert row["roles"] == frozenset({Role.STAFF, Role.MANAGER})
    assert row["options"] == ("1", "2")
    raw = (await tx.execute(text("SELECT level, urgency, CAST(roles AS TEXT) FROM sample"))).one()
    assert tuple(raw) == ("team_unnamed", 2, '["manager", "staff"]')


async def test_nothing_stays_nothing(tx: AsyncConnection) -> None:
    await tx.execute(insert(sample).values(id=1, at=None, level=None, urgency=None))
    row = (await tx.execute(select(sample))).mappings().one()
    assert [row["at"], row["level"], row["urgency"]] == [None, None, None]
