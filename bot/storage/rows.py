"""The door from rows to domain values: column names are field names."""

from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

Value = TypeVar("Value")


async def first(
    tx: AsyncConnection, query: Select[*tuple[object, ...]], kind: type[Value]
) -> Value | None:
    """The first row as a value, or None."""
    row = (await tx.execute(query.limit(1))).mappings().first()
    return None if row is None else kind(**row)


async def every(
    tx: AsyncConnection, query: Select[*tuple[object, ...]], kind: type[Value]
) -> list[Value]:
    """All rows as values."""
    return [kind(**row) for row in (await tx.execute(query)).mappings()]
