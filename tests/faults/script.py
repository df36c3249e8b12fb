"""The script: what each person of the town does, written down from a seed before it begins.

So what they say is known whatever happens to the bot meanwhile; the Books compare the two.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.base.visibility import Visibility
from tests.factories import mark

NAMES = (
    *("Alice", "Bob", "Charlie", "Dana", "Erik", "Fatima", "Greta", "Hugo"),
    *("Ida", "Jonas", "Kaisa", "Liam", "Mona", "Nils", "Olga", "Petra"),
)
TEXTS = ("what", "so_what", "now_what")
"""The questions of the weekly check that are answered in words; before them comes a scale."""

LEVELS = (Visibility.PRIVATE, Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED)


class Ending(Enum):
    """How somebody's part ends, while their answers are still open."""

    STAYS = auto()
    LEAVES = auto()
    FORGETS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A step of the scale; `shared`: counted in the team's picture. `first`: what was tapped before
    they thought better of it; `typed`: written instead of tapped."""

    option: str
    shared: bool
    first: str | None
    typed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Words, in one or more messages. `first`: what the first message said before it was edited,
    `first_level`: who was to see it before they thought better of it."""

    texts: tuple[str, ...]
    level: Visibility
    first: str | None
    first_level: Visibility | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Skipped; `hesitated`: taken up again in between."""

    hesitated: bool


Reply = Tapped | Written | LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one person does: how they reply to each question, and what else they write."""

    name: str
    asked_later: bool
    """They put the first question off for an hour."""
    replies: Mapping[str, Reply]
    note: str | None
    ending: Ending


@dataclass(frozen=True, slots=True)
class Script:
    """All the Parts."""

    parts: Sequence[Part]

    def of(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)


def write_script(seed: int, people: int = 12) -> Script:
    """The same seed gives the same script."""
    rng = random.Random(seed)
    names = [*NAMES[:people], *(f"Person {n}" for n in range(len(NAMES), people))]
    endings = [Ending.FORGETS, Ending.LEAVES] + [Ending.STAYS] * (people - 2)
    rng.shuffle(endings)
    return Script([_part(rng, name, end) for name, end in zip(names, endings, strict=True)])


def _part(rng: random.Random, name: str, ending: Ending) -> Part:
    replies: dict[str, Reply] = {"room": _tap(rng)}
    for question in TEXTS:
        replies[question] = _words(rng, f"{mark(name)} on {question}")
    return Part(
        name=name,
        asked_later=rng.random() < 0.2,
        replies=replies,
        note=f"{mark(name)} notes something" if rng.random() < 0.5 else None,
        ending=ending,
    )


def _tap(rng: random.Random) -> Reply:
    if rng.random() < 0.1:
        return LeftOut(hesitated=rng.random() < 0.5)
    first, option = rng.sample("12345", 2)
    return Tapped(
        option=option,
        shared=rng.random() < 0.7,
        first=first if rng.random() < 0.3 else None,
        typed=rng.random() < 0.2,
    )


def _words(rng: random.Random, words: str) -> Reply:
    if rng.random() < 0.15:
        return LeftOut(hesitated=rng.random() < 0.5)
    texts = tuple(f"{words}, part {n}" for n in range(1, rng.choice((1, 1, 2)) + 1))
    level, other = rng.sample(LEVELS, 2)
    return Written(
        texts=texts,
        level=level,
        first=f"{texts[0]}, at first" if rng.random() < 0.3 else None,
        first_level=other if rng.random() < 0.3 else None,
    )
