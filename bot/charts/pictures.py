"""A Picture, before it is drawn: every label is already a text in the team's language.

Nothing here is a person's words, and no number is finer than an Insight allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: `filled` blocks of the panel's number, said again in `value`, such as "4 of 10"."""

    label: str
    filled: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The steps of a scale from low to high, with words for its ends.

    `middle` is the place of the median among `steps`, and `note` says so in words.
    """

    steps: Sequence[str]
    low: str = ""
    high: str = ""
    middle: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How replies to one tapped question are spread. `Bar.filled` is in tenths, 0 to 10.

    No bars where parts may not be shown; no scale for a choice.
    """

    heading: str
    note: str = ""
    bars: Sequence[Bar] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A Round on a Course: when it was, and the place of its median among the steps."""

    on: date
    label: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A scale's median over Rounds, oldest first; as far apart as they were in time."""

    heading: str
    note: str = ""
    points: Sequence[Point]
    scale: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What came up. `Bar.filled` is the band, 1 to 3; `Bar.value` its words, such as "3–5"."""

    heading: str
    note: str = ""
    bars: Sequence[Bar]


Panel = Shares | Course | Themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture for a phone, panels from top to bottom.

    Telegram shrinks a photo until its longer side fits 1,280 pixels, so more than three or four
    panels are hard to read: make two pictures of them.
    """

    title: str
    subtitle: str = ""
    panels: Sequence[Panel] = ()
    footer: str = ""
