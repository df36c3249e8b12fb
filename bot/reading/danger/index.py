"""Which phrases a word may belong to.

Each part of a phrase has a number, the same wherever it stands. Of each phrase one part is looked
for first, its anchor: the one whose words are the rarest in all lists, so that a text full of
small words costs nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.base.phrases import Part, Phrase, Row, alike

Ids = frozenset[int]
_NOTHING: Ids = frozenset()
_MOST_LETTERS = 12
"""Of a beginning or an ending: longer ones are cut to it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A phrase as it is looked for from its anchor on."""

    kind: str
    """The value of a danger, or what else the phrase is good for."""
    language: int
    firm: bool
    anchor: int
    left: Sequence[tuple[int, int]]
    """Numbers of parts and gaps, from the anchor to the left."""
    right: Sequence[tuple[int, int]]
    others: Sequence[Sequence[tuple[int, int]]]
    """The other rows, each from its first part to the right."""


class Index:
    """The parts of all phrases, by word."""

    def __init__(self) -> None:
        self._numbers: dict[Part, int] = {}
        self._words: dict[str, set[int]] = {}
        self._beginnings: dict[str, set[int]] = {}
        self._endings: dict[str, set[int]] = {}
        self.anchored: dict[int, list[Numbered]] = {}

    def number(self, part: Part) -> int:
        """The number of a part, which is shelved if it is new."""
        known = self._numbers.get(part)
        if known is not None:
            return known
        number = self._numbers[part] = len(self._numbers)
        for shelf, forms in (
            (self._words, part.words),
            (self._beginnings, {form[:_MOST_LETTERS] for form in part.beginnings}),
            (self._endings, {form[-_MOST_LETTERS:] for form in part.endings}),
        ):
            for form in forms:
                shelf.setdefault(form, set()).add(number)
        return number

    def look_up(self, word: str) -> Ids:
        """The numbers of all parts that a folded word may be."""
        found = self._found(word)
        other = alike(word)
        if other != word:
            found |= self._found(other)
        return frozenset(found) if found else _NOTHING

    def _found(self, word: str) -> set[int]:
        found = set(self._words.get(word, ()))
        for length in range(3, min(len(word), _MOST_LETTERS) + 1):
            begins = self._beginnings.get(word[:length])
            if begins:
                found |= begins
            ends = self._endings.get(word[-length:])
            if ends:
                found |= ends
        return found

    def add(self, phrases: Iterable[tuple[str, int, Phrase]]) -> None:
        """Take up phrases of all lists at once, each with its kind and its list's number."""
        every = list(phrases)
        uses = Counter(
            word for _, _, phrase in every for part in _parts(phrase) for word in _all(part)
        )
        for kind, language, phrase in every:
            one = self._numbered(kind, language, phrase, uses)
            self.anchored.setdefault(one.anchor, []).append(one)

    def _numbered(
        self, kind: str, language: int, phrase: Phrase, uses: Mapping[str, int]
    ) -> Numbered:
        row, place = min(
            ((row, place) for row in phrase.rows for place in range(len(row))),
            key=lambda at: _commonness(at[0][at[1]].part, uses),
        )
        steps = [(self.number(step.part), step.gap) for step in row]
        left = [(steps[at][0], steps[at + 1][1]) for at in range(place - 1, -1, -1)]
        others = [self._steps(other) for other in phrase.rows if other is not row]
        return Numbered(
            kind, language, phrase.firm, steps[place][0], left, steps[place + 1 :], others
        )

    def _steps(self, row: Row) -> list[tuple[int, int]]:
        return [(self.number(step.part), step.gap) for step in row]


def _parts(phrase: Phrase) -> Iterator[Part]:
    for row in phrase.rows:
        for step in row:
            yield step.part


def _all(part: Part) -> frozenset[str]:
    return part.words | part.beginnings | part.endings


def _commonness(part: Part, uses: Mapping[str, int]) -> tuple[int, int]:
    words = _all(part)
    return sum(uses[word] for word in words), -min(map(len, words))
