"""Looking into a backup: whether it is whole, and what it holds."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import OperatorError
from bot.storage.base.migrating import SchemaState, stands
from bot.storage.base.schema import metadata
from bot.storage.base.upkeep import BACKED_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A whole backup. `made_at` is None of a file that `backup` has not made. `answers` are those
    of open Rounds, which still stand beside the people who gave them."""

    made_at: datetime | None
    schema: str
    rows: int
    open_rounds: int
    answers: int
    size: int


def verify(file: Path) -> Verified:
    """OperatorError if the file is not a whole database of this or an older version."""
    if not file.is_file():
        raise OperatorError(f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(file)) as connection:
            return _verified(connection, file)
    except sqlite3.DatabaseError as error:
        raise OperatorError(f"{file} is no backup, or it is damaged ({error}).") from None


def _verified(connection: sqlite3.Connection, file: Path) -> Verified:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "alembic_version" not in tables:
        raise OperatorError(f"{file} holds something else, or nothing: no backup of Eftertanke.")
    for check in ("integrity_check", "foreign_key_check"):
        found = connection.execute(f"PRAGMA {check}").fetchall()
        if found not in ([], [("ok",)]):
            raise OperatorError(f"{file} is damaged: take another backup. ({check})")
    schema = _one(connection, "SELECT version_num FROM alembic_version")
    if schema is None or stands(schema) is SchemaState.NEWER:
        raise OperatorError(
            f"{file} is from a newer version of Eftertanke ({schema}). Install that version first."
        )
    at = f"SELECT max(due_at) FROM upkeep WHERE name = '{BACKED_UP}'"  # noqa: S608
    made_at = _one(connection, at)
    return Verified(
        made_at=datetime.fromisoformat(made_at).replace(tzinfo=UTC) if made_at else None,
        schema=schema,
        rows=sum(_count(connection, f'"{name}"') for name in tables & metadata.tables.keys()),
        open_rounds=_count(connection, "round WHERE state = 'open'"),
        answers=_count(connection, "answer WHERE state IN ('begun', 'given')"),
        size=file.stat().st_size,
    )


def _count(connection: sqlite3.Connection, where: str) -> int:
    return int(_one(connection, f"SELECT count(*) FROM {where}") or 0)  # noqa: S608


def _one(connection: sqlite3.Connection, query: str) -> str | None:
    row = connection.execute(query).fetchone()
    return None if row is None else row[0]
