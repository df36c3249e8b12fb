"""Phrases as people write them down who are no programmers, and what they stand for.

`PERSONAL .. slog|knuffade + BRUKARE` says: a word for staff, soon after it one of two verbs, and
before or after that a word for a person served. prompts/safety/README.md tells the signs. How text
is made alike before it is compared stands here as well, as phrases must be made alike in the same
way.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

GAP: Final = 4
"""How many other words `..` leaves room for: about a breath."""

NAME: Final = "NAME"
"""A group that is always there: a word with a capital inside a sentence, most likely a name."""
NAME_FORM: Final = "^"
"""What stands for such a word among the forms of a part."""

_MOST_OPTIONAL: Final = 4
_SHORTEST_ALIKE: Final = 5
"""Letters. In shorter words a doubled letter makes another word: dör and dörr, hat and hatt."""

_RUN: Final = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLE: Final = re.compile(r"([^\W\d_])\1")
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_APOSTROPHES: Final = re.compile("[’‘`´ʼ]")
_STROKES: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae"})
_GROUP: Final = re.compile(r"[^\W\d_][\w]*")
_PART: Final = re.compile(r"\*?[^\W_]+\*?")


class PhraseError(ValueError):
    """A phrase cannot be understood; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Part:
    """What may stand in one place of a phrase: whole words, and beginnings and endings of words."""

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()

    def __or__(self, other: "Part") -> "Part":
        return Part(
            self.words | other.words,
            self.beginnings | other.beginnings,
            self.endings | other.endings,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A part, and how many other words may stand between it and the one before."""

    part: Part
    gap: int = 0


Row = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Rows of words that must all be in one sentence, in whatever order."""

    rows: tuple[Row, ...]
    firm: bool = False
    """Whether it counts also beside talk of films, courses and the like."""


def level(text: str) -> str:
    """Letters without case and the third of three alike; apostrophes of one kind."""
    plain = unicodedata.normalize("NFC", _APOSTROPHES.sub("'", text).casefold())
    return _RUN.sub(r"\1", plain)


def bare(word: str) -> str:
    """A levelled word as somebody types it whose keys have no å, ä and ö."""
    if word.isascii():
        return word
    return _MARKS.sub("", unicodedata.normalize("NFKD", word)).translate(_STROKES)


def alike(word: str) -> str:
    """A levelled word as it is spelt by somebody who does not double letters: slagen for slaggen."""
    single = _DOUBLE.sub(r"\1", word)
    return single if len(single) >= _SHORTEST_ALIKE else word


def part(text: str, groups: Mapping[str, Part]) -> Part:
    """`slår|slog|*slagen|HON`: the words, beginnings, endings and groups between the bars."""
    found = Part()
    for one in text.split("|"):
        found |= _one(one.strip(), groups)
    return found


def _one(text: str, groups: Mapping[str, Part]) -> Part:
    if _GROUP.fullmatch(text) and text.isupper() and len(text) > 1:
        if text == NAME:
            return Part(words=frozenset({NAME_FORM}))
        if text not in groups:
            known = ", ".join(groups) or "none"
            raise PhraseError(f'"{text}" is no group of words. Known: {known}.')
        return groups[text]
    word = level(text).replace("'", "")
    if not _PART.fullmatch(word):
        raise PhraseError(f'"{text}" is no word. Write letters, with * at one end or none.')
    letters = word.strip("*")
    forms = frozenset({letters, alike(letters)})
    if word.startswith("*") and word.endswith("*"):
        raise PhraseError(f'"{text}" has two stars. Keep one.')
    if "*" in word and len(letters) < 3:
        raise PhraseError(f'"{text}" is too short for a star: give three letters or more.')
    if word.endswith("*"):
        return Part(beginnings=forms)
    return Part(endings=forms) if word.startswith("*") else Part(words=forms)


def phrases(text: str, groups: Mapping[str, Part]) -> Iterator[Phrase]:
    """What one line of a list stands for: one phrase, or several if words in it are optional."""
    plain = text.strip()
    firm = plain.endswith("!")
    rows = [list(_rows(row, groups)) for row in plain.removesuffix("!").split("+")]
    for chosen in product(*rows):
        yield Phrase(chosen, firm)


def _rows(text: str, groups: Mapping[str, Part]) -> Iterator[Row]:
    words = text.split()
    optional = sum(word.startswith("(") for word in words)
    if optional > _MOST_OPTIONAL:
        raise PhraseError(f"has more than {_MOST_OPTIONAL} words in brackets. Make two of it.")
    if optional == sum(word != ".." for word in words):
        raise PhraseError("has a side with no word that must be there.")
    for kept in product((True, False), repeat=optional):
        yield _row(words, iter(kept), groups)


def _row(words: list[str], kept: Iterator[bool], groups: Mapping[str, Part]) -> Row:
    row: list[Step] = []
    gap = 0
    for word in words:
        if word == "..":
            gap = GAP
        elif not word.startswith("("):
            row.append(Step(part(word, groups), gap if row else 0))
            gap = 0
        elif not word.endswith(")"):
            raise PhraseError(f'"{word}" opens a bracket. Close it at the end of the word.')
        elif next(kept):
            row.append(Step(part(word[1:-1], groups), gap if row else 0))
            gap = 0
    return tuple(row)
