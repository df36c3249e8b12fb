"""A Paper, before it is printed: every text is already in its reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text under its heading, in as many lines as its author wrote."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`facts` stand below the title, a line each. `missing` is printed at the end if some letters
    could not be."""

    title: str
    facts: Sequence[str]
    passages: Sequence[Passage]
    footer: str
    language: str
    missing: str
