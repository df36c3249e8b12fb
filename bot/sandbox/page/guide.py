"""Whoever has a story to tell beside the phones: what the page needs to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One stop of a tour: what is happening, and why."""

    title: str
    text: str
    at: float | None = None
    """Unix seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button. One that cannot be pressed now says so."""

    name: str
    label: str
    possible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What the tour shows at the moment; `told` in the order of the story."""

    title: str
    told: Sequence[Told]
    choices: Sequence[Choice]
    status: str = ""


class Guide(Protocol):
    """Supplied by whoever embeds the box. It publishes the event "guide" when its panel changes."""

    zone: str
    """Name of the time zone of the story."""

    def panel(self) -> Panel: ...

    async def choose(self, name: str) -> None:
        """Somebody pressed the button of this name."""

    async def next_due(self) -> float | None:
        """When something falls due next, in unix seconds."""
