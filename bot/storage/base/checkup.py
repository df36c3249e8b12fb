"""What a database says of itself, for somebody who looks after it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base.schema import member, metadata

WORDS = (
    *(("answer", "options"), ("delivery", "body"), ("draft", "fields"), ("inbox", "body")),
    *(("member", "name"), ("member", "telegram_id"), ("note", "question"), ("note", "text")),
    *(("part", "text"), ("pool", "options"), ("pool", "text"), ("release", "told")),
)
"""Columns, with their tables, of whose content PostgreSQL is to keep no samples."""

_SETTINGS = text("SELECT name, setting FROM pg_settings WHERE name IN :names").bindparams(
    bindparam("names", expanding=True)
)


async def journal_mode(tx: AsyncConnection) -> str:
    """How SQLite keeps what is under way; `wal` lets people read while somebody writes."""
    return str((await tx.exec_driver_sql("PRAGMA journal_mode")).scalar_one())


async def damage(tx: AsyncConnection) -> list[str]:
    """What SQLite finds broken in its file, without anything of what is in it."""
    found = (await tx.exec_driver_sql("PRAGMA quick_check(5)")).scalars()
    return [] if (told := list(found)) == ["ok"] else told


async def missing_tables(tx: AsyncConnection) -> list[str]:
    """Tables of this version that are not there."""
    there = await tx.run_sync(lambda connection: inspect(connection).get_table_names())
    return sorted(metadata.tables.keys() - set(there))


async def members(tx: AsyncConnection) -> Mapping[int, int]:
    """How many people know each bot, by its number."""
    query = select(member.c.bot_id, func.count().label("people")).group_by(member.c.bot_id)
    return {row.bot_id: row.people for row in await tx.execute(query)}


async def settings(tx: AsyncConnection, names: Collection[str]) -> Mapping[str, str]:
    """PostgreSQL's settings by name, as far as it has them."""
    rows = await tx.execute(_SETTINGS, {"names": list(names)})
    return {row.name: row.setting for row in rows}


async def sampled(tx: AsyncConnection) -> list[str]:
    """Of which columns PostgreSQL keeps samples although they hold somebody's words."""
    query = "SELECT tablename, attname FROM pg_stats WHERE schemaname = current_schema()"
    rows = await tx.exec_driver_sql(query)
    return sorted(f"{row.tablename}.{row.attname}" for row in rows if tuple(row) in WORDS)


async def moment(tx: AsyncConnection) -> datetime:
    """PostgreSQL's clock."""
    now: datetime = (await tx.exec_driver_sql("SELECT clock_timestamp()")).scalar_one()
    return now
