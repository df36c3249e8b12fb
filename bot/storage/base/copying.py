"""All tables, from one database to another: read at one moment, written in one step, compared.

Rows are read and written in the order of their keys. Where an order could tell something, as in the
Pool, the keys are random; so no copy knows more than what it was made from.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, Table, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.engine import Store
from bot.storage.base.schema import metadata

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""

BATCH = 1000
"""Rows read or written together."""

LEAP = 10_000_000
"""Numbers left out after a restore: more than any installation gives out between two backups."""

ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

NUMBERED = [
    t for t in metadata.sorted_tables if "id" in t.c and not isinstance(t.c.id.type, String)
]
"""Tables whose rows the database numbers by itself."""

FOR_GOOD = [table for table in NUMBERED if table.dialect_options["sqlite"]["autoincrement"]]
"""Those in which SQLite, too, never gives a number twice."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows a table holds, and a checksum in which their order does not count."""

    rows: int
    checksum: str


@asynccontextmanager
async def snapshot(store: Store) -> AsyncIterator[AsyncConnection]:
    """A reading transaction that sees one moment, however many statements it takes."""
    async with store.engine.connect() as connection:
        reading = await connection.execution_options(**({} if store.on_sqlite else ONE_MOMENT))
        async with reading.begin():
            yield reading


async def count(tx: AsyncConnection) -> dict[str, int]:
    """Table to how many rows it holds."""
    return {
        table.name: (await tx.execute(select(func.count()).select_from(table))).scalar_one()
        for table in metadata.sorted_tables
    }


async def clear(tx: AsyncConnection) -> None:
    """Empty all tables of a PostgreSQL database, their files included."""
    names = ", ".join(f'"{name}"' for name in metadata.tables)
    await tx.execute(text(f"TRUNCATE {names}"))


async def pour(source: AsyncConnection, target: AsyncConnection, tell: Tell) -> dict[str, Content]:
    """Copy everything into empty tables, those first that others refer to, and let the numbers go
    on from where they are. What each table holds, read back from the target and compared."""
    there = await count(source)
    total, done = 2 * sum(there.values()), 0
    read: dict[str, Content] = {}
    for table in metadata.sorted_tables:
        tally = _Tally()
        async for rows in _batches(source, table):
            tally.add(rows)
            await target.execute(insert(table), rows)
            done += len(rows)
            tell(f"copying {table.name}", done, total)
        read[table.name] = tally.content
    await set_last_numbers(target, await last_numbers(source))
    for table in metadata.sorted_tables:
        tally = _Tally()
        async for rows in _batches(target, table):
            tally.add(rows)
            done += len(rows)
            tell(f"comparing {table.name}", done, total)
        if tally.content != read[table.name]:
            raise RuntimeError(f"the copy of {table.name} differs from the original")
    return read


async def last_numbers(tx: AsyncConnection) -> dict[str, int]:
    """Table to the last number that was given to a row of it."""
    if tx.dialect.name == "sqlite":
        kept = await tx.execute(text("SELECT name, seq FROM sqlite_sequence"))
        given = {row.name: row.seq for row in kept}
        return {t.name: max(given.get(t.name, 0), await _highest(tx, t)) for t in NUMBERED}
    return {table.name: await _last_value(tx, table) for table in NUMBERED}


async def set_last_numbers(tx: AsyncConnection, numbers: Mapping[str, int]) -> None:
    """Let the tables go on from these numbers. (On SQLite some go on from their highest row.)"""
    if tx.dialect.name == "sqlite":
        names = [table.name for table in FOR_GOOD]
        for name in names:
            await tx.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        put = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)")
        await tx.execute(put, [{"name": name, "seq": numbers[name]} for name in names])
        return
    for table in NUMBERED:
        last, sequence = numbers[table.name], await _sequence(tx, table)
        put = text(f"SELECT setval('{sequence}', :last, :given)")
        await tx.execute(put, {"last": max(last, 1), "given": last > 0})


async def leap(tx: AsyncConnection) -> None:
    """Leave out numbers that may have been given since a backup was made: buttons in people's chats
    carry them, and must never fit anything else."""
    numbers = await last_numbers(tx)
    await set_last_numbers(tx, {name: last + LEAP for name, last in numbers.items()})


class _Tally:
    """Counts rows, and adds up what they hold."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, rows: list[dict[str, Any]]) -> None:
        self._rows += len(rows)
        self._sum += sum(map(_fingerprint, rows))

    @property
    def content(self) -> Content:
        return Content(self._rows, f"{self._sum % 2**128:032x}")


def _fingerprint(row: Mapping[str, Any]) -> int:
    """A number that hardly any other row has, whatever database it lies in."""
    told = json.dumps([*row.values()], default=_plain, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=16).digest())


def _plain(value: object) -> object:
    if isinstance(value, date):  # or a moment, which is kept in UTC everywhere
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a column holds a {type(value).__name__}")


async def _batches(tx: AsyncConnection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    keys = list(table.primary_key)
    query = select(table).order_by(*keys).limit(BATCH)
    more = query
    while rows := [dict(row) for row in (await tx.execute(more)).mappings()]:
        yield rows
        last = tuple(rows[-1][key.name] for key in keys)
        more = query.where(tuple_(*keys) > last)


async def _highest(tx: AsyncConnection, table: Table) -> int:
    highest: int | None = (await tx.execute(select(func.max(table.c.id)))).scalar_one()
    return highest or 0


async def _sequence(tx: AsyncConnection, table: Table) -> str:
    query = text("SELECT pg_get_serial_sequence(:name, 'id')")
    return str((await tx.execute(query, {"name": f'"{table.name}"'})).scalar_one())


async def _last_value(tx: AsyncConnection, table: Table) -> int:
    sequence = await _sequence(tx, table)
    query = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    last: int = (await tx.execute(query)).scalar_one()
    return last
