"""What in a text takes their meaning from hits: sayings, films, small things, a good end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.reading.danger.laying import Ids, Laid
from bot.reading.danger.matching import Hit

FRAME_REACH: Final = 16
"""Words. How far a frame reaches on, and an ending back."""
FRAME_LATE: Final = 8
"""Words. How late a frame of the same clause may come: stabbed, in a film."""

SAYING, NO_NEGATION, FRAME, ENDING = "saying", "no negation", "frame", "ending"


class Surroundings:
    """What stands around the hits of one text."""

    def __init__(self, laid: Laid, hits: Sequence[Hit], trifles: Ids) -> None:
        self._laid = laid
        self._sayings = _places(hits, SAYING)
        self.no_negations = _places(hits, NO_NEGATION)
        self._frames = self._by_sentence(hits, FRAME)
        self._endings = self._by_sentence(hits, ENDING)
        self._trifling = frozenset(
            clause
            for ids, clause in zip(laid.parts, laid.clauses, strict=True)
            if not trifles.isdisjoint(ids)
        )

    def is_saying(self, hit: Hit) -> bool:
        """Whether the hit shares a word with a saying."""
        return not self._sayings.isdisjoint(hit.places)

    def is_elsewhere(self, hit: Hit) -> bool:
        """Whether a film, old times, small things or a good end take their meaning from it."""
        sentence = self._laid.sentences[hit.first]
        endings = [*self._endings[sentence], *self._endings[sentence + 1]]
        return (
            any(self._laid.clauses[place] in self._trifling for place in hit.places)
            or any(self._frames_it(frame, hit) for frame in self._frames[sentence])
            or any(self._ends_it(ending, hit) for ending in endings)
        )

    def _frames_it(self, frame: Hit, hit: Hit) -> bool:
        clauses = self._laid.clauses
        before = 0 <= hit.first - frame.first <= FRAME_REACH
        late = 0 < frame.first - hit.first <= FRAME_LATE
        return before or (late and clauses[frame.first] == clauses[hit.last])

    def _ends_it(self, ending: Hit, hit: Hit) -> bool:
        clauses = self._laid.clauses
        after = ending.last > hit.first or clauses[ending.first] == clauses[hit.first]
        return after and ending.first - hit.last <= FRAME_REACH

    def _by_sentence(self, hits: Iterable[Hit], kind: str) -> Mapping[int, list[Hit]]:
        found = defaultdict[int, list[Hit]](list)
        for hit in hits:
            if hit.phrase.purpose.kind == kind:
                found[self._laid.sentences[hit.first]].append(hit)
        return found


def _places(hits: Iterable[Hit], kind: str) -> frozenset[int]:
    return frozenset(
        place for hit in hits if hit.phrase.purpose.kind == kind for place in hit.places
    )
