"""Columns: types that give rows the values the domain speaks in, and references."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import TypeVar

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, String
from sqlalchemy.types import JSON, TypeDecorator

NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Instead of a moment that would tell when somebody was at work. Where one person alone is asked at
an hour, it would tell whether they had answered."""

_Str = TypeVar("_Str", bound=StrEnum)
_Int = TypeVar("_Int", bound=IntEnum)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Word(TypeDecorator[_Str]):
    """One of the words of a StrEnum, kept as text."""

    impl = String(24)
    cache_ok = True

    def __init__(self, words: type[_Str]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: _Str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> _Str | None:
        return None if value is None else self.words(value)


class Rank(TypeDecorator[_Int]):
    """One of the ranks of an IntEnum, kept as a number."""

    impl = Integer
    cache_ok = True

    def __init__(self, ranks: type[_Int]) -> None:
        super().__init__()
        self.ranks = ranks

    def process_bind_param(self, value: _Int | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> _Int | None:
        return None if value is None else self.ranks(value)


class WordList(TypeDecorator[frozenset[_Str]]):
    """A set of StrEnum words, kept as a sorted JSON list."""

    impl = JSON
    cache_ok = True

    def __init__(self, words: type[_Str]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(
        self, value: Iterable[_Str] | None, dialect: Dialect
    ) -> list[str] | None:
        return None if value is None else sorted(value)

    def process_result_value(
        self, value: list[str] | None, dialect: Dialect
    ) -> frozenset[_Str] | None:
        return None if value is None else frozenset(self.words(word) for word in value)


class Listed(TypeDecorator[tuple[object, ...]]):
    """A short tuple of texts or numbers, kept as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Iterable[object] | None, dialect: Dialect
    ) -> list[object] | None:
        return None if value is None else list(value)

    def process_result_value(
        self, value: list[object] | None, dialect: Dialect
    ) -> tuple[object, ...] | None:
        return None if value is None else tuple(value)


# PostgreSQL counts in 64 bits; SQLite only numbers rows by itself in a column declared INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


def own_id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def belongs_to(table: str, *, null: bool = False) -> Column[int]:
    """A reference that goes with what it refers to, or (`null`) only lets go of it."""
    rule = "SET NULL" if null else "CASCADE"
    return Column(
        f"{table}_id",
        Id,
        ForeignKey(f"{table}.id", ondelete=rule),
        nullable=null,
        index=True,
    )
