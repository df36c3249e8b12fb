"""What /mydata gives, as a file to read: each noun lists the parts of it that are about it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.chat.translator import Translator

Lines = Iterator[str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Held:
    """The data as the message carries it."""

    data: Mapping[str, Any]

    @property
    def zone(self) -> str:
        """The person's own."""
        return str(self.data["you"]["zone"])

    def each(self, name: str, kind: type[Value]) -> Sequence[Value]:
        """What is given under this name; nothing where it was left out as there was nothing."""
        adapter: TypeAdapter[Value] = TypeAdapter(kind)
        return [adapter.validate_python(one) for one in self.data.get(name) or ()]

    def one(self, name: str, kind: type[Value]) -> Value | None:
        found = self.data.get(name)
        return None if found is None else TypeAdapter(kind).validate_python(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A heading and its lines. Left out if there are none."""

    heading: Callable[[Translator], str]
    lines: Callable[[Translator, Held], Lines]


def indented(text: str, by: int) -> Lines:
    for line in text.splitlines():
        yield " " * by + line
