"""Reads what a text tells of danger.

A phrase is a hit where its words stand in one sentence. It is none where it is part of a saying,
where its own clause denies it, or where the sentence speaks of a film, a course or old times, or
goes on to tell that all is well. Lists of all languages are looked for at once, as people mix them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.base.dangers import GRAVEST_FIRST, Danger, PhraseList
from bot.domain.base.phrases import Phrase
from bot.reading.danger.index import Index, Numbered, Purpose
from bot.reading.danger.laying import Laid, lay

APART: Final = 8
"""Words. Further apart, what stands on both sides of a `+` hardly belongs together."""
DENIES_BEFORE: Final = 5
"""Words between which and a phrase a negation denies it."""
FRAMES_AFTER: Final = 16
"""Words. How far a frame reaches on, and an ending back."""

ENOUGH: Final = 3
"""What a phrase weighs. Signs of two themes weigh that, or a sign and a setting."""
_SIGN: Final = 2
_SETTING: Final = 1
NEAR: Final = 24
"""Words. Signs further apart are not about the same thing."""

W_PHRASE, W_PAIR, W_SIGN = 4, 4, 2
LIMIT = 3
MOST = 6
WINDOW = 16

_IDIOM, _NO_NEGATION, _FRAME, _ENDING = "idiom", "no negation", "frame", "ending"
_CIRCUMSTANCES: Final = frozenset({_IDIOM, _NO_NEGATION, _FRAME, _ENDING})

Steps = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase, and the places of its words in a text."""

    phrase: Numbered
    places: tuple[int, ...]

    @property
    def first(self) -> int:
        return min(self.places)

    @property
    def last(self) -> int:
        return max(self.places)


class DangerReader:
    """Knows the phrases of some lists, and nothing of the texts it has read."""

    def __init__(self, lists: Iterable[PhraseList]) -> None:
        self._index = Index()
        known = list(lists)
        self._index.add(one for number, each in enumerate(known) for one in _kinds(each, number))
        number = self._index.number
        self._negations = [number(one.negations) for one in known]
        self._negations_after = [number(one.negations_after) for one in known]
        self._points = [
            {number(part): points for points, part in one.going_on.items()} for one in known
        ]
        self._trifles = frozenset(number(one.trifles) for one in known)
        self._clauses = frozenset(number(one.clauses) for one in known)

    def read(self, text: str) -> Danger | None:
        """The gravest danger that `text` tells of, or None."""
        laid = lay(text, self._index.look_up, self._clauses)
        dangers = frozenset(Danger)
        hits = list(self._hits(laid, dangers))
        if not hits:
            return None
        circumstances = [
            hit
            for hit in self._hits(laid, _CIRCUMSTANCES)
            if hit.phrase.purpose.kind != _ENDING or self._ends_well(hit, laid)
        ]
        around = _Around(laid, circumstances, self._trifles)
        real = [hit for hit in hits if not self._means_nothing(hit, laid, around)]
        for enough in (_by_itself, _together, _alone):
            for danger in GRAVEST_FIRST:
                told = [hit for hit in real if hit.phrase.purpose.kind == danger]
                if any(self._goes_on(hit, laid, weight) for hit, weight in enough(told)):
                    return danger
        return None

    def _goes_on(self, hit: Hit, laid: Laid, weight: int) -> bool:
        """Whether the small words around a hit leave it enough of its weight."""
        if hit.phrase.firm:
            return True
        points = self._points[hit.phrase.purpose.language]
        start, end = hit.first - WINDOW, hit.last + WINDOW + 1
        small = frozenset().union(*laid.parts[max(0, start) : end]) & points.keys()
        seen = {
            (number, ids) for ids in set(laid.parts[max(0, start) : end]) for number in ids & small
        }
        sum_ = sum(points[number] for number, _ in seen)
        return weight + max(-MOST, min(MOST, sum_)) >= LIMIT

    def _hits(self, laid: Laid, kinds: frozenset[str] | frozenset[Danger]) -> Iterator[Hit]:
        anchored = self._index.anchored
        for place, ids in enumerate(laid.parts):
            for number in ids & anchored.keys():
                for phrase in anchored[number]:
                    if phrase.purpose.kind in kinds:
                        places = _match(phrase, place, laid)
                        if places:
                            yield Hit(phrase, places)

    def _ends_well(self, hit: Hit, laid: Laid) -> bool:
        """An ending that is denied, such as not fine, is none."""
        before = self._negations[hit.phrase.purpose.language]
        start = max(0, hit.first - 2)
        return not any(before in laid.parts[place] for place in range(start, hit.first))

    def _means_nothing(self, hit: Hit, laid: Laid, around: "_Around") -> bool:
        if not around.idioms.isdisjoint(hit.places):
            return True
        if self._denied(hit, laid, around.no_negations):
            return True
        return not hit.phrase.firm and around.frames(hit)

    def _denied(self, hit: Hit, laid: Laid, no_negations: frozenset[int]) -> bool:
        first, last = hit.first, hit.last
        own = no_negations.union(hit.places)
        before = self._negations[hit.phrase.purpose.language]
        for place in range(max(0, first - DENIES_BEFORE), last):
            if place not in own and before in laid.parts[place]:
                near = min((p for p in hit.places if p > place), default=first)
                if laid.clauses[place] == laid.clauses[near]:
                    return True
        after = self._negations_after[hit.phrase.purpose.language]
        return (
            last + 1 < len(laid.parts)
            and last + 1 not in own
            and after in laid.parts[last + 1]
            and laid.clauses[last] == laid.clauses[last + 1]
        )


class _Around:
    """What in a text takes their meaning from hits."""

    def __init__(self, laid: Laid, hits: Sequence[Hit], trifles: frozenset[int]) -> None:
        self._laid = laid
        self._trifling = frozenset(
            clause
            for ids, clause in zip(laid.parts, laid.clauses, strict=True)
            if not trifles.isdisjoint(ids)
        )
        self.idioms = frozenset(
            place for hit in hits if hit.phrase.purpose.kind == _IDIOM for place in hit.places
        )
        self.no_negations = frozenset(
            place for hit in hits if hit.phrase.purpose.kind == _NO_NEGATION for place in hit.places
        )
        self._frames = [hit for hit in hits if hit.phrase.purpose.kind == _FRAME]
        self._endings = [hit for hit in hits if hit.phrase.purpose.kind == _ENDING]

    def frames(self, hit: Hit) -> bool:
        """Whether a frame stands before the hit, or an ending after it."""
        sentences, clauses = self._laid.sentences, self._laid.clauses
        for frame in self._frames:
            same = sentences[frame.first] == sentences[hit.first]
            if same and -FRAMES_AFTER // 2 <= hit.first - frame.first <= FRAMES_AFTER:
                if frame.first <= hit.first or clauses[frame.first] == clauses[hit.last]:
                    return True
        if any(clauses[place] in self._trifling for place in hit.places):
            return True
        for ending in self._endings:
            near = sentences[ending.first] - sentences[hit.last] in (0, 1)
            after = ending.last > hit.first or clauses[ending.first] == clauses[hit.first]
            if near and after and ending.first - hit.last <= FRAMES_AFTER:
                return True
        return False


Weighed = Iterator[tuple[Hit, int]]


def _by_itself(hits: Sequence[Hit]) -> Weighed:
    return ((hit, W_PHRASE) for hit in hits if hit.phrase.purpose.weight >= ENOUGH)


def _together(hits: Sequence[Hit]) -> Weighed:
    """Signs near which there is a sign of another theme, or a setting."""
    for sign in hits:
        if sign.phrase.purpose.weight == _SIGN:
            for other in hits:
                apart = max(other.first - sign.last, sign.first - other.last)
                if (
                    other.phrase.purpose.theme != sign.phrase.purpose.theme
                    and apart <= NEAR
                    and set(other.places).isdisjoint(sign.places)
                ):
                    yield sign, W_PAIR
                    break


def _alone(hits: Sequence[Hit]) -> Weighed:
    return ((hit, W_SIGN) for hit in hits if hit.phrase.purpose.weight == _SIGN)


def _kinds(one: PhraseList, number: int) -> Iterator[tuple[Purpose, Phrase]]:
    for danger in GRAVEST_FIRST:
        for phrase in one.phrases.get(danger, ()):
            yield Purpose(danger, number, ENOUGH), phrase
        for theme, signs in one.signs.get(danger, {}).items():
            for phrase in signs:
                yield Purpose(danger, number, _SIGN, theme), phrase
        for phrase in one.settings.get(danger, ()):
            yield Purpose(danger, number, _SETTING), phrase
    for kind, phrases in (
        (_IDIOM, one.idioms),
        (_NO_NEGATION, one.no_negations),
        (_FRAME, one.frames),
        (_ENDING, one.endings),
    ):
        yield from ((Purpose(kind, number), phrase) for phrase in phrases)


def _match(phrase: Numbered, place: int, laid: Laid) -> tuple[int, ...] | None:
    """The places of the phrase's words around its anchor, or None."""
    left = _along(phrase.left, place, -1, laid)
    if left is None:
        return None
    right = _along(phrase.right, place, 1, laid)
    if right is None:
        return None
    places = (*left, place, *right)
    for row in phrase.others:
        found = _beside(row, places, laid)
        if found is None:
            return None
        places = (*places, *found)
    return places


def _along(steps: Steps, place: int, way: int, laid: Laid) -> tuple[int, ...] | None:
    """The nearest places of `steps`, one after the other, from `place` on."""
    paths: dict[int, tuple[int, ...]] = {place: ()}
    for number, gap in steps:
        further: dict[int, tuple[int, ...]] = {}
        for at, path in paths.items():
            for ahead in range(1, gap + 2):
                there = at + way * ahead
                if not laid.together(place, there):
                    break
                if number in laid.parts[there] and there not in further:
                    further[there] = (*path, there)
        if not further:
            return None
        paths = further
    return min(paths.items(), key=lambda path: abs(path[0] - place))[1]


def _beside(row: Steps, places: tuple[int, ...], laid: Laid) -> tuple[int, ...] | None:
    """The places of a row within reach of words that were found, or None."""
    (number, _), *steps = row
    for start in range(max(0, min(places) - APART), min(len(laid.parts), max(places) + APART + 1)):
        if (
            number in laid.parts[start]
            and start not in places
            and laid.together(places[0], start)
        ):
            path = _along(steps, start, 1, laid)
            if path is not None and not set(path) & set(places):
                return (start, *path)
    return None
