"""Rewriting a PostgreSQL database, so that nothing deleted is left in it, while people go on.

What no statement may find any more is out of reach at once: dead rows, the numbers of transactions
that locked a row, which notes were written together. That is done beside everybody. Their bytes go
with the files, and to write a table anew keeps others from it for as long: so it is done with small
ones in turn, and with larger ones when nobody is at work.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

AT_ONCE = 1024 * 1024
"""Bytes. A table up to here, with its indexes, is written anew in some hundredths of a second."""

REWRITTEN = 64 * 1024 * 1024
"""Up to here it takes a second, for which nobody may be at work; a larger one is only vacuumed."""

WAIT_MS = 20
"""How long a statement waits for others, who wait behind it meanwhile."""

TRIES = 50
PAUSE = 0.1
"""How often it is tried, and the seconds in between."""

REST = 2
"""Others have a table that many times as long as it took before the next is taken from them."""

QUIET = 2.0
"""Seconds without anything new, after which nobody is thought to be at work."""

FREEZE = 'VACUUM (FREEZE) "{table}"'
"""Takes out dead rows, and the number of whoever locked a row last."""

FULL = 'VACUUM (FULL) "{table}"'

MIXED: Mapping[str, tuple[str, Sequence[str]]] = {
    "note": (
        "WITH gone AS (DELETE FROM note RETURNING *)"
        " INSERT INTO note SELECT * FROM gone ORDER BY id",
        ("UPDATE note SET id = id", "CLUSTER note USING pk_note"),
    )
}
"""Tables whose rows must not tell which of them were written together: all are by one transaction
then, and come in the order of their random ids. Beside others, and with the table to itself."""

SIZES = (
    "SELECT relname AS name, pg_total_relation_size(oid) AS size FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
)

OLDER = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND xact_start < $1"
)
"""Transactions that began before a moment and have not ended."""

NEWEST = "SELECT last_value, is_called, (SELECT max(update_id) FROM inbox) FROM delivery_id_seq"
"""What moves on whenever anybody does anything."""

LOCK_NOT_AVAILABLE = "55P03"


async def rewrite(connection: AsyncConnection, *, overdue: bool = False) -> bool:
    """False if others were at work all the time, so that it is to be tried again. `overdue`: it has
    been tried for long enough, and others wait for a second."""
    await connection.exec_driver_sql(f"SET lock_timeout = {WAIT_MS}")
    if not await _all_older_ended(connection):
        return False
    return await _all_tables(connection, overdue=overdue)


async def sizes(connection: AsyncConnection) -> dict[str, int]:
    """Table to bytes, with its indexes."""
    rows = (await connection.exec_driver_sql(SIZES)).mappings()
    return {row["name"]: row["size"] for row in rows}


async def _all_older_ended(connection: AsyncConnection) -> bool:
    """Wait a little for transactions that could still see what was deleted before now."""
    now: datetime = (await connection.exec_driver_sql("SELECT clock_timestamp()")).scalar_one()
    for _ in range(TRIES):
        if (await connection.exec_driver_sql(OLDER, (now,))).scalar_one() == 0:
            return True
        await asyncio.sleep(PAUSE)
    return False


async def _all_tables(connection: AsyncConnection, *, overdue: bool) -> bool:
    later = []
    for table, size in (await sizes(connection)).items():
        if size <= AT_ONCE:
            done = await _anew(connection, table)
        else:
            done = await _vacuumed(connection, table, size)
            later += [table] if size <= REWRITTEN else []
        if not done:
            return False
    if later and not overdue and not await _quiet(connection):
        return False
    return all([await _anew(connection, table) for table in later])


async def _vacuumed(connection: AsyncConnection, table: str, size: int) -> bool:
    mixed = [MIXED[table][0]] if table in MIXED and size <= REWRITTEN else []
    return await _tried(connection, *mixed, FREEZE.format(table=table))


async def _anew(connection: AsyncConnection, table: str) -> bool:
    began = time.monotonic()
    _, statements = MIXED.get(table, ("", (FULL.format(table=table),)))
    done = await _tried(connection, *statements)
    await asyncio.sleep(REST * (time.monotonic() - began))
    return done


async def _tried(connection: AsyncConnection, *statements: str) -> bool:
    """False if somebody has kept the table to themselves, as a backup does."""
    for statement in statements:
        for _ in range(TRIES):
            try:
                await connection.exec_driver_sql(statement)
                break
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                    raise
            await asyncio.sleep(PAUSE)
        else:
            return False
    return True


async def _quiet(connection: AsyncConnection) -> bool:
    """Whether nobody does anything just now."""
    before = (await connection.exec_driver_sql(NEWEST)).one()
    await asyncio.sleep(QUIET)
    return (await connection.exec_driver_sql(NEWEST)).one() == before
