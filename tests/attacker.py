"""Somebody who holds the whole database, and tries to find out who wrote what.

Every row is looked at, and every object inside a JSON column as a row of its own. Two of them are
joined if they share a value: an id of the same kind, a moment, or any text or number that is long
enough not to be shared by chance, also where one is only a part of the other.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column, select, text

from bot.storage.base.schema import metadata

KIND_OF = {
    "chat_id": "chat",
    "telegram_id": "chat",
    "lane": "chat",
    "made_by": "member",
    "message_id": "message",
    "edits": "message",
    "reply_to": "message",
    "update_id": "update",
}
"""What a number in such a column is an id of. `x_id` is an id of x, and `id` one of the table."""

LONG = 6
"""Characters from which on two equal values are no accident."""

Value = tuple[str, object]


@dataclass(frozen=True)
class Row:
    """A row or an object within one, and the values by which it can be joined."""

    table: str
    content: Mapping[str, Any] = field(hash=False, compare=False)
    number: int
    values: frozenset[Value] = field(hash=False, compare=False)

    def says(self, text: str) -> bool:
        return text in repr(self.content)


def dump(connection: Connection) -> list[Row]:
    """All there is in the tables; on PostgreSQL also what it keeps beside the rows."""
    on_server = connection.dialect.name == "postgresql"
    rows: list[Row] = []
    for table in metadata.sorted_tables:
        wanted = select(table, *STEPS) if on_server else select(table)
        _add(rows, table.name, connection.execute(wanted).mappings())
    if on_server:
        _add(rows, "pg_stats", connection.execute(SAMPLES).mappings())
    return rows


STEPS: tuple[ColumnElement[str], ...] = (
    literal_column("xmin::text AS written_in"),
    literal_column("xmax::text AS locked_in"),
)
"""Hidden columns of every row: the number of the transaction that has written it, and of the last
that has locked it."""

SAMPLES = text(
    "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text FROM pg_stats"
    " WHERE schemaname = 'public'"
)
"""Values that the server has seen in the columns."""


def _add(rows: list[Row], table: str, found: Iterable[Mapping[Any, Any]]) -> None:
    for row in found:
        for content in _opened({str(name): value for name, value in row.items()}):
            rows.append(Row(table, content, len(rows), frozenset(_values(table, content))))


class Attacker:
    """`public` are values that the whole Team shares, such as its own id."""

    def __init__(self, rows: Iterable[Row], public: Iterable[Value] = ()) -> None:
        self.rows = list(rows)
        self._public = set(public)
        self._by_value: defaultdict[Value, list[Row]] = defaultdict(list)
        for row in self.rows:
            for value in row.values - self._public:
                self._by_value[value].append(row)

    def reach(self, text: str) -> set[Row]:
        """Every row that can be joined, in however many steps, to one that holds the text."""
        reached = {row for row in self.rows if row.says(text)}
        ahead = list(reached)
        while ahead:
            for value in ahead.pop().values - self._public:
                for row in self._by_value[value]:
                    if row not in reached:
                        reached.add(row)
                        ahead.append(row)
        return reached

    def suspects(self, text: str, people: Mapping[str, Iterable[Value]]) -> set[str]:
        """The people to whom a text can be traced; `people` are names and what stands for them."""
        reached = self.reach(text)
        values = {value for row in reached for value in row.values}
        return {name for name, own in people.items() if not values.isdisjoint(own)}


def _opened(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row, and every object in its JSON, each without what lies deeper."""
    flat: dict[str, Any] = {}
    for name, value in content.items():
        inner = _parsed(value)
        if isinstance(inner, dict | list) and any(isinstance(v, dict) for v in _all(inner)):
            for one in _all(inner):
                if isinstance(one, dict):
                    yield from _opened(one)
        else:
            flat[name] = inner
    yield flat


def _all(value: Any) -> list[Any]:
    return [value, *value] if isinstance(value, list) else [value]


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _values(table: str, content: Mapping[str, Any]) -> Iterator[Value]:
    for name, value in content.items():
        for one in value if isinstance(value, list | tuple | frozenset) else [value]:
            yield from _joinable(table, name, one)


def _joinable(table: str, name: str, value: Any) -> Iterator[Value]:
    if isinstance(value, bool) or value is None:
        return
    if name in ("written_in", "locked_in"):
        # Nobody has locked what 0 has.
        yield from [("step", value)] if value != "0" else []
        return
    if isinstance(value, datetime):
        yield "moment", value
    elif isinstance(value, date):
        yield "day", value
    elif isinstance(value, int):
        if name in KIND_OF or name == "id" or name.endswith("_id"):
            yield _kind(table, name), value
        if len(str(value)) >= LONG:
            yield "long", str(value)
    else:
        yield from (("long", part) for part in _parts(str(value)))


def _kind(table: str, name: str) -> str:
    return KIND_OF.get(name, table if name == "id" else name.removesuffix("_id"))


def _parts(text: str) -> Iterator[str]:
    """The text and every long word or number in it."""
    if len(text) >= LONG:
        yield text
    yield from (part for part in re.findall(r"[\w-]+", text) if len(part) >= LONG)
