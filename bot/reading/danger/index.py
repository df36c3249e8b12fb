"""Which phrases a word may belong to.

Each part of a phrase has a number, the same wherever it stands. Of each phrase one part is looked
for first, its anchor: the one whose words are the rarest in all lists, so that a text full of
small words costs nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.base.phrases import Forms, Phrase, Row, alike, bare

Ids = frozenset[int]
_NOTHING: Ids = frozenset()
_MOST_LETTERS = 12
"""Of a beginning or an ending: longer ones are cut to it."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a phrase is good for."""

    kind: str
    """The value of a danger, or what it does to phrases near it."""
    language: int
    weight: int = 0
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A phrase as it is looked for from its anchor on."""

    purpose: Purpose
    firm: bool
    anchor: int
    left: Sequence[tuple[int, int]]
    """Numbers of parts and gaps, from the anchor to the left."""
    right: Sequence[tuple[int, int]]
    others: Sequence[Sequence[tuple[int, int]]]
    """The other rows, each from its first part to the right."""
    needs: Ids
    """All its parts: a sentence that lacks one need not be searched."""


class _Shelves:
    """Numbers of parts by words, beginnings and endings of words."""

    def __init__(self) -> None:
        self.words: dict[str, set[int]] = {}
        self._beginnings: dict[str, set[int]] = {}
        self._endings: dict[str, set[int]] = {}
        self._heads: set[str] = set()
        self._tails: set[str] = set()

    def shelve(self, number: int, part: Forms) -> None:
        beginnings = {form[:_MOST_LETTERS] for form in part.beginnings}
        endings = {form[-_MOST_LETTERS:] for form in part.endings}
        for shelf, forms in (
            (self.words, part.words),
            (self._beginnings, beginnings),
            (self._endings, endings),
        ):
            for form in forms:
                shelf.setdefault(form, set()).add(number)
        self._heads.update(form[:3] for form in beginnings)
        self._tails.update(form[-3:] for form in endings)

    def find(self, word: str, found: set[int]) -> None:
        """Add the numbers of all parts that `word` may be."""
        found.update(self.words.get(word, ()))
        longest = min(len(word), _MOST_LETTERS) + 1
        if word[:3] in self._heads:
            for length in range(3, longest):
                found.update(self._beginnings.get(word[:length], ()))
        if word[-3:] in self._tails:
            for length in range(3, longest):
                found.update(self._endings.get(word[-length:], ()))


class Index:
    """The parts of all phrases, by word.

    Whoever types å, ä and ö means them: `sång` is no `säng`. Whoever types neither may mean both.
    """

    def __init__(self) -> None:
        self._numbers: dict[Forms, int] = {}
        self._as_written = _Shelves()
        self._bare = _Shelves()
        self._met: dict[str, Ids] = {}
        self.dangers: dict[int, list[Numbered]] = {}
        """By its anchor, each phrase that tells of danger."""
        self.circumstances: dict[int, list[Numbered]] = {}

    def number(self, part: Forms) -> int:
        """The number of a part, which is shelved if it is new."""
        known = self._numbers.get(part)
        if known is not None:
            return known
        number = self._numbers[part] = len(self._numbers)
        self._as_written.shelve(number, part)
        self._bare.shelve(number, _bared(part))
        return number

    def look_up(self, word: str) -> Ids:
        """The numbers of all parts that a levelled word may be.

        Words that the lists hold are remembered, others are not: they are people's.
        """
        known = self._met.get(word)
        if known is not None:
            return known
        plain = bare(word)
        shelves = self._bare if plain == word else self._as_written
        found: set[int] = set()
        shelves.find(word, found)
        if (other := alike(word)) != word:
            shelves.find(other, found)
        if plain != word:
            self._as_written.find(plain, found)
        ids = frozenset(found) if found else _NOTHING
        if word in shelves.words:
            self._met[word] = ids
        return ids

    def add(self, phrases: Iterable[tuple[Purpose, Phrase]]) -> None:
        """Take up phrases of all lists at once, each with what it is good for."""
        every = list(phrases)
        parts = Counter(part for _, phrase in every for part in _parts(phrase))
        uses = Counter[str]()
        for part, count in parts.items():
            uses.update(dict.fromkeys(_all(part), count))
        for purpose, phrase in every:
            one = self._numbered(purpose, phrase, uses)
            shelf = self.dangers if purpose.weight else self.circumstances
            shelf.setdefault(one.anchor, []).append(one)

    def _numbered(self, purpose: Purpose, phrase: Phrase, uses: Mapping[str, int]) -> Numbered:
        row, place = min(
            ((row, place) for row in phrase.rows for place in range(len(row))),
            key=lambda at: _commonness(at[0][at[1]].part, uses),
        )
        steps = [(self.number(step.part), step.gap) for step in row]
        left = [(steps[at][0], steps[at + 1][1]) for at in range(place - 1, -1, -1)]
        others = [self._steps(other) for other in phrase.rows if other is not row]
        needs = frozenset(self.number(part) for part in _parts(phrase))
        anchor, right = steps[place][0], steps[place + 1 :]
        return Numbered(purpose, phrase.firm, anchor, left, right, others, needs)

    def _steps(self, row: Row) -> list[tuple[int, int]]:
        return [(self.number(step.part), step.gap) for step in row]


def _bared(part: Forms) -> Forms:
    return Forms(
        frozenset(map(bare, part.words)),
        frozenset(map(bare, part.beginnings)),
        frozenset(map(bare, part.endings)),
    )


def _parts(phrase: Phrase) -> Iterator[Forms]:
    for row in phrase.rows:
        for step in row:
            yield step.part


def _all(part: Forms) -> frozenset[str]:
    return part.words | part.beginnings | part.endings


def _commonness(part: Forms, uses: Mapping[str, int]) -> tuple[int, int]:
    words = _all(part)
    return sum(uses[word] for word in words), -min(map(len, words))
