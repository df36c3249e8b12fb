"""What a history leaves behind, to be looked at: what people did, what they were shown when they
chose, and what came to whom.

Every text that somebody writes holds a token of its own, so that it is known again wherever it
comes up.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.base.visibility import Visibility

TOKEN = re.compile(r"zq[0-9]{5}k")
"""What stands in each text. It is in no language, and no other token is a part of it."""


def tokens(text: object) -> set[str]:
    """The tokens in a text, or in whatever a message holds."""
    return set(TOKEN.findall(text if isinstance(text, str) else repr(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Somebody chose who reads an answer. `shown` are the tokens of the words that stood above the
    buttons; `names` are the friends who were named to them, `chat` was the Team's channel then, and
    `managers` who managed it."""

    at: datetime
    author: str
    answer_id: int
    level: Visibility
    names: tuple[str, ...]
    chat: int | None
    managers: frozenset[str]
    shown: frozenset[str]
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message came to a chat; `reader` is whose it is, or None for a channel."""

    at: datetime
    chat: int
    reader: str | None
    message: object


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSeen:
    """A Round as those know it who were there: who was really asked, and what was kept of it."""

    id: int
    team: str
    bank: str
    slot: str
    on: date
    asked: frozenset[str]

    @property
    def self_started(self) -> bool:
        return self.slot.startswith("self:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A promise that did not hold, in a sentence, under a short name of its kind."""

    kind: str
    sentence: str


@dataclass(slots=True, kw_only=True)
class Story:
    """One history. `lines` tell it in sentences; `broken` is what was found out on the way."""

    seed: int
    lines: list[str] = field(default_factory=list)
    authors: dict[str, str] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    asked: dict[int, set[str]] = field(default_factory=dict)
    rounds: list[RoundSeen] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    def tell(self, at: datetime, sentence: str) -> None:
        self.lines.append(f"{at:%a %d %b %H:%M} {sentence}")

    def breaks(self, kind: str, at: datetime, sentence: str) -> None:
        """Note a promise that did not hold, once."""
        if any(one.sentence.endswith(sentence) for one in self.broken):
            return
        self.tell(at, f"*** {sentence}")
        told = f"seed {self.seed}, {at:%a %d %b %H:%M}: {sentence}"
        self.broken.append(Broken(kind=kind, sentence=told))

    def promise_for(self, token: str, before: datetime) -> Promise | None:
        """The last choice of readers that was about these words."""
        about = (one for one in reversed(self.promises) if token in one.shown and one.at <= before)
        return next(about, None)

    def last_choice(self, answer_id: int, before: datetime | None = None) -> Promise | None:
        about = (
            one
            for one in reversed(self.promises)
            if one.answer_id == answer_id and (before is None or one.at <= before)
        )
        return next(about, None)

    def of_kind(self, *kinds: str) -> list[str]:
        return [one.sentence for one in self.broken if one.kind in kinds]


def listed(sentences: Iterable[str], most: int = 4) -> str:
    """The first of them, one a line, and how many there are."""
    found = list(sentences)
    return "\n".join([f"{len(found)} times:", *found[:most]])
