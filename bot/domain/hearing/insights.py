"""An Insight: what a Round (with what had waited before it) may tell the team.

Every number here is already fit for the channel. There are no raw counts in these values, so
nothing downstream (text, picture, Digest) can show more than the rules of `bot/insights` allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.asking.questions import Kind

FLOOR = 5
"""People. No figure or words of fewer distinct people are shown; a Team may ask for more."""

THEME_FLOOR = 3
"""People. A theme is named only if so many distinct people touch on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A number of people as a range. `high` is None for "or more"."""

    low: int
    high: int | None


def shown_from(kind: Kind, floor: int) -> int:
    """How many people have to reply to such a question before anything can be shown of it: what is
    no scale has no middle, but parts, and a part as well as what is left takes the floor."""
    return floor if kind in (Kind.TEXT, Kind.SCALE) else 2 * floor


def tellable(people: int) -> int | None:
    """A number of people, where it is told to whoever leads or manages; None if so few would be
    known by it. Zero tells of nobody."""
    return people if people == 0 or people >= FLOOR else None


class Enough(StrEnum):
    """Told in place of a Band that would name everybody who was asked: at least as many people as
    the rules ask for, and no more than that."""

    ENOUGH = "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One answer that the team may see, as the analysis reads it.

    `id` is the pool's own; `voice` tells people of one Round apart and means nothing beyond it.
    `name` is set only where the author chose to be named. Exactly one of `text` and `options` says
    something.
    """

    id: str
    round_id: int
    voice: str
    question_id: str
    text: str = ""
    options: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A part of a distribution that enough people stand in.

    `options` are neighbours on a scale; of a choice, one option, or in the last cell all the others
    together. `share` is in tenths of all answers (0 to 10), rounded; those of several choices may
    come to more than 10.
    """

    options: tuple[str, ...]
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a tapped question showed.

    `middle` is the median option id (scales only). `cells` is empty where the people are too few to
    be shown in parts.
    """

    question_id: str
    people: Band | Enough
    cells: tuple[Cell, ...]
    middle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A concept of the codebook that enough people touched on."""

    concept_id: str
    people: Band | Enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words somebody chose to share; `name` only if they chose that, too."""

    said_id: str
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The shared replies to one question, unnamed ones shuffled."""

    question_id: str
    unnamed: tuple[Quote, ...] = ()
    named: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """One earlier Round's median on a scale."""

    on: date
    middle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """What the team hears. `took_part` is None if the Round stayed below the floor.

    `released` lists the ids of all `Said` used here; each answer is used at most once, ever.
    `waits` tells that something was shared in this Round that cannot be shown, or not yet.
    """

    took_part: Band | Enough | None
    figures: Sequence[Figure] = ()
    themes: Sequence[Theme] = ()
    words: Sequence[Words] = ()
    released: frozenset[str] = frozenset()
    waits: bool = False
