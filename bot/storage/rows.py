"""The door from rows to domain values: column names are field names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select
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
    tx: AsyncConnection, query: Select[*tuple[object, ...]], kind: type[Value]
) -> list[Value]:
    """All rows as values."""
    return [kind(**row) for row in (await tx.execute(query)).mappings()]


def chunks(values: Collection[Value]) -> Iterator[Sequence[Value]]:
    """The values in lists that fit one statement: databases take about 32,000 of them."""
    listed = list(values)
    for start in range(0, len(listed), MOST_VALUES):
        yield listed[start : start + MOST_VALUES]


def columns(value: DataclassInstance) -> dict[str, Any]:
    """A value as a row; `dataclasses.asdict` copies all that is in it, which takes ten times as
    long."""
    return {field: getattr(value, field) for field in value.__dataclass_fields__}
