"""What a text may tell that must not wait for a Round, and the lists of phrases that tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.base.phrases import Forms, Phrase


class Danger(StrEnum):
    """Of four kinds, as each has other people to turn to."""

    IMMEDIATE = "A"
    """Somebody's life or health is at stake now."""
    ABUSE = "B"
    """A person served is abused, neglected or robbed."""
    DISTRESS = "C"
    """The writer may harm themselves, or cannot bear it any more."""
    WRONGDOING = "D"
    """Something is covered up, stolen or forged, or somebody pays for having said so."""


GRAVEST_FIRST: Sequence[Danger] = (
    Danger.IMMEDIATE,
    Danger.DISTRESS,
    Danger.ABUSE,
    Danger.WRONGDOING,
)
"""Which card is shown when several fit. First what is a matter of minutes. Then the writer: nobody
else may know, and no other card must send them to a manager first. Abuse before wrongdoing, as one
person suffers from it today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseList:
    """What is looked for in one language, and what makes it mean something else."""

    language: str
    phrases: Mapping[Danger, Sequence[Phrase]]
    """What tells of a danger by itself."""
    signs: Mapping[Danger, Mapping[str, Sequence[Phrase]]] = field(default_factory=dict)
    """By theme, what tells of it if something of another theme stands near."""
    settings: Mapping[Danger, Sequence[Phrase]] = field(default_factory=dict)
    """What tells of it only beside a sign."""
    sayings: Sequence[Phrase] = ()
    """Sayings: what shares a word with one of them is none."""
    negations: Forms = field(default_factory=Forms)
    """What denies a phrase shortly after it in the same clause."""
    negations_after: Forms = field(default_factory=Forms)
    """What denies a phrase right before it."""
    no_negations: Sequence[Phrase] = ()
    """Where a negation denies nothing: nobody helps, cannot stop."""
    clauses: Forms = field(default_factory=Forms)
    """Words that begin a clause of its own, as a comma does."""
    trifles: Forms = field(default_factory=Forms)
    """Small things: what is said in one clause with them is in fun."""
    going_on: Mapping[int, Forms] = field(default_factory=dict)
    """Small words by points: what people write when something goes on, or, below 0, when it is
    over and was no trouble. He does, nobody, every night; we did, but, today."""
    frames: Sequence[Phrase] = ()
    """Films, courses, old times: what follows in the sentence is not happening here."""
    endings: Sequence[Phrase] = ()
    """All is well, we laughed: what came before has found its end."""
    cards: Mapping[Danger, str] = field(default_factory=dict)
    """What the reader may do about it, with placeholders for an organisation's numbers."""
