"""Phrases as people write them down who are no programmers, and what they stand for.

`PERSONAL .. slog|knuffade + BRUKARE` says: a word for staff, soon after it one of two verbs, and
before or after that a word for a person served. prompts/safety/README.md tells the signs. How text
is made alike before it is compared stands here as well, as phrases must be made alike in the same
way.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import product
from typing import Final

GAP: Final = 4
"""How many other words `..` leaves room for: about a breath."""

NAME: Final = "NAME"
"""A group that is always there: a word with a capital inside a sentence, most likely a name."""
NAME_FORM: Final = "^"
"""What stands for such a word among the forms of a part."""

_MOST_OPTIONAL: Final = 4
_SHORTEST_STAR: Final = 3
_SHORTEST_ALIKE: Final = 5
"""Letters. In shorter words a doubled letter makes another word: dör and dörr, hat and hatt."""

_RUN: Final = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLE: Final = re.compile(r"([^\W\d_])\1")
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_APOSTROPHES: Final = re.compile("[’‘`´ʼ]")
_STROKES: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae"})


class PhraseError(ValueError):
    """A phrase cannot be understood; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What may stand in one place of a phrase: whole words, and beginnings and endings of words."""

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A part, and how many other words may stand between it and the one before."""

    part: Forms
    gap: int = 0


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Rows of words that must all be in one sentence, in whatever order."""

    rows: tuple[Row, ...]
    firm: bool = False
    """Whether it counts also beside talk of films, courses and the like."""


def level(text: str) -> str:
    """Letters without case and the third of three alike; apostrophes of one kind."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _APOSTROPHES.sub("'", plain))
    return _RUN.sub(r"\1", plain) if _DOUBLE.search(plain) else plain


def bare(word: str) -> str:
    """A levelled word as somebody types it whose keys have no å, ä and ö."""
    if word.isascii():
        return word
    return _MARKS.sub("", unicodedata.normalize("NFKD", word)).translate(_STROKES)


def alike(word: str) -> str:
    """A levelled word as somebody spells it who doubles no letters: slagen for slaggen."""
    if not _DOUBLE.search(word):
        return word
    single = _DOUBLE.sub(r"\1", word)
    return single if len(single) >= _SHORTEST_ALIKE else word


class Wording:
    """Reads phrases that may name groups of words by CAPITALS."""

    def __init__(self) -> None:
        self._groups: dict[str, Forms] = {NAME: Forms(words=frozenset({NAME_FORM}))}
        self._parts: dict[str, Forms] = {}

    def group(self, name: str, text: str) -> None:
        """Let `name` stand for the words, and for the groups above it, that `text` names."""
        self._groups[name] = self.words(text)

    def words(self, text: str) -> Forms:
        """Words divided by spaces or bars, each as it may stand in a phrase."""
        words = text.replace("|", " ").split()
        return self.part("|".join(words)) if words else Forms()

    def part(self, text: str) -> Forms:
        """`slår|slog|*slagen|HON`: the words, beginnings, endings and groups between the bars."""
        if text not in self._parts:
            one = [self._one(word) for word in text.split("|")]
            self._parts[text] = Forms(
                frozenset().union(*(each.words for each in one)),
                frozenset().union(*(each.beginnings for each in one)),
                frozenset().union(*(each.endings for each in one)),
            )
        return self._parts[text]

    def phrases(self, text: str) -> Iterator[Phrase]:
        """What one line stands for: one phrase, or several if words in it are optional."""
        plain = text.strip()
        rows = [list(self._rows(row)) for row in plain.removesuffix("!").split("+")]
        for chosen in product(*rows):
            yield Phrase(chosen, firm=plain.endswith("!"))

    def _one(self, text: str) -> Forms:
        if len(text) > 1 and text.isupper() and text.isalpha():
            if text not in self._groups:
                raise PhraseError(f'"{text}" is no group.{suggestion(text, self._groups)}')
            return self._groups[text]
        word = level(text).replace("'", "")
        letters = word.strip("*")
        if not letters.isalnum() or word.count("*") > 1 or "*" in word[1:-1]:
            raise PhraseError(f'"{text}" is no word. Write letters, with * at one end or none.')
        if "*" in word and len(letters) < _SHORTEST_STAR:
            raise PhraseError(f'"{text}" is too short. Before or after * must be 3 letters.')
        forms = frozenset({letters, alike(letters)})
        if word.endswith("*"):
            return Forms(beginnings=forms)
        return Forms(endings=forms) if word.startswith("*") else Forms(words=forms)

    def _rows(self, text: str) -> Iterator[Row]:
        words = text.split()
        optional = sum(word.startswith("(") for word in words)
        if optional > _MOST_OPTIONAL:
            raise PhraseError(f"has more than {_MOST_OPTIONAL} words in brackets. Make two of it.")
        if optional == sum(word != ".." for word in words):
            raise PhraseError("has a side without a word that must be there. Add one.")
        for kept in product((True, False), repeat=optional):
            yield self._row(words, iter(kept))

    def _row(self, words: list[str], kept: Iterator[bool]) -> Row:
        row: list[Slot] = []
        gap = 0
        for word in words:
            if word == "..":
                gap = GAP
                continue
            optional = word.startswith("(")
            if optional and not word.endswith(")"):
                raise PhraseError(f'"{word}" opens a bracket. Close it at the end of the word.')
            if not optional or next(kept):
                row.append(Slot(self.part(word.strip("()")), gap if row else 0))
                gap = 0
        return tuple(row)


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Did you mean "HON"?`, or the groups there are."""
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else f" Known: {', '.join(names)}."
