"""Lays a text out as words with their sentence and clause, as phrases are looked for."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from bot.domain.base.phrases import NAME_FORM, level

Ids = frozenset[int]

LONGEST: Final = 60
"""Words. Longer sentences are cut here, so that the time for a text is bounded."""

_LAUGHTER: Final = "haha"
"""What smiling faces are read as."""

_PIECE: Final = re.compile(
    r"((?:[:;]-?[)D])|[\U0001F600-\U0001F606\U0001F609-\U0001F60E\U0001F642\U0001F643\U0001F923])"
    r"|([^\W_]+(?:['’‘`´ʼ][^\W_]+)*)|([.!?;\n…]+)|([,:()–—\"”“»«/]+|(?<=\s)-+(?=\s))"
)


@dataclass(slots=True)
class Laid:
    """A text's words: of each what parts of phrases it may be, its sentence and its clause."""

    parts: list[Ids] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)

    def together(self, place: int, other: int) -> bool:
        """Whether both places are words of one sentence."""
        return 0 <= other < len(self.parts) and self.sentences[place] == self.sentences[other]

    def these_and_before(self, place: int) -> tuple[int, int]:
        """The sentence of a word, and the one before it."""
        return self.sentences[place], self.sentences[place] - 1

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each sentence begins and ends."""
        start = 0
        for _, words in groupby(self.sentences):
            end = start + sum(1 for _ in words)
            yield start, end
            start = end


def lay(text: str, look_up: Callable[[str], Ids], begins_clause: Ids) -> Laid:
    """Lay out `text`; `look_up` says of a levelled word without apostrophes what it may be."""
    laid = Laid()
    met: dict[str, tuple[Ids, bool]] = {}
    name = look_up(NAME_FORM)
    sentence = clause = length = 0
    for piece in _PIECE.finditer(unicodedata.normalize("NFC", text)):
        word = _LAUGHTER if piece[1] else piece[2]
        if word is None:
            if piece[3] is not None:
                sentence += 1
                length = 0
            clause += 1
            continue
        if word not in met:
            ids = look_up(level(word).replace("'", ""))
            met[word] = ids, not ids.isdisjoint(begins_clause)
        ids, begins = met[word]
        if length and len(word) > 2 and word[0].isupper() and word[1].islower():
            ids |= name
        if begins:
            clause += 1
        length += 1
        if length > LONGEST:
            sentence, length = sentence + 1, 1
        laid.parts.append(ids)
        laid.sentences.append(sentence)
        laid.clauses.append(clause)
    return laid
