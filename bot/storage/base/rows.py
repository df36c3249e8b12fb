"""The door from rows to domain values: column names are field names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Insert, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value")

MOST_VALUES = 10_000
"""Values that are looked for in one statement."""


async def first(
    tx: AsyncConnection, query: Select[*tuple[object, ...]], kind: type[Value]
) -> Value | None:
    """The first row as a value, or None."""
    row = (await tx.execute(query.limit(1))).mappings().first()
    return None if row is None else kind(**row)


async def every(
    tx: AsyncConnection,
    query: Select[*tuple[object, ...]],
    kind: type[Value],
    wish: Mapping[str, Any] | None = None,
) -> list[Value]:
    """All rows as values. `wish` fills the places that a statement has which is built once."""
    return [kind(**row) for row in (await tx.execute(query, wish)).mappings()]


def insert_new(dialect: str, table: Table) -> Insert:
    """An insert that leaves alone what is there already, in a database's own words."""
    if dialect == "sqlite":
        # Each dialect is a megabyte that other databases do without.
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        return insert_sqlite(table).on_conflict_do_nothing()
    # So is this one.
    from sqlalchemy.dialects.postgresql import insert

    return insert(table).on_conflict_do_nothing()


def chunks(values: Collection[Value]) -> Iterator[Sequence[Value]]:
    """The values in lists that fit one statement: databases take about 32,000 of them."""
    listed = list(values)
    for start in range(0, len(listed), MOST_VALUES):
        yield listed[start : start + MOST_VALUES]


def columns(value: DataclassInstance) -> dict[str, Any]:
    """A value as a row; `dataclasses.asdict` copies all that is in it, which takes ten times as
    long."""
    return {field: getattr(value, field) for field in value.__dataclass_fields__}
