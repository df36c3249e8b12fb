"""Reads what a text tells of danger.

A phrase is a hit where its words stand in one sentence. It is none where it is part of a saying,
where its own clause denies it, or where the sentence speaks of a film, a course or old times, or
goes on to tell that all is well. Lists of all languages are looked for at once, as people mix them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.domain.base.dangers import GRAVEST_FIRST, Danger, PhraseList
from bot.domain.base.phrases import Phrase
from bot.reading.danger.around import ENDING, FRAME, NO_NEGATION, SAYING, Surroundings
from bot.reading.danger.index import Index, Numbered, Purpose
from bot.reading.danger.laying import Ids, Laid, lay
from bot.reading.danger.matching import Hit, match
from bot.reading.danger.weighing import (
    PHRASE,
    SETTING,
    SIGN,
    alone,
    by_itself,
    goes_on,
    together,
)

DENIES_BEFORE: Final = 5
"""Words between which and a phrase a negation of the same clause denies it."""
_DENIES_ENDING: Final = 2

WAYS: Final = (
    (by_itself, GRAVEST_FIRST),
    (together, (Danger.IMMEDIATE,)),
    (alone, (Danger.IMMEDIATE,)),
)
"""What is enough for which dangers. Signs are in one of five ordinary messages, and whoever gets a
card for those soon reads none: they count where a life may be at stake, else beside a phrase."""


class DangerReader:
    """Knows the phrases of some lists, and nothing of the texts it has read."""

    def __init__(self, lists: Iterable[PhraseList]) -> None:
        known = list(lists)
        self._index = Index()
        self._index.add(one for number, each in enumerate(known) for one in _purposes(each, number))
        number = self._index.number
        self._negations = [number(one.negations) for one in known]
        self._negations_after = [number(one.negations_after) for one in known]
        self._points = [{number(part): n for n, part in one.going_on.items()} for one in known]
        self._trifles = frozenset(number(one.trifles) for one in known)
        self._clauses = frozenset(number(one.clauses) for one in known)

    def read(self, text: str) -> Danger | None:
        """The gravest danger that `text` tells of, or None."""
        laid = lay(text, self._index.look_up, self._clauses)
        hits = list(_hits(laid, self._index.dangers, laid.spans()))
        if not hits:
            return None
        around = Surroundings(laid, list(self._circumstances(laid, hits)), self._trifles)
        real = [hit for hit in hits if self._means_it(hit, laid, around)]
        for enough, dangers in WAYS:
            for danger in dangers:
                told = [hit for hit in real if hit.phrase.purpose.kind == danger]
                if any(self._goes_on(hit, weight, laid) for hit, weight in enough(told)):
                    return danger
        return None

    def _goes_on(self, hit: Hit, weight: int, laid: Laid) -> bool:
        return goes_on(hit, weight, laid, self._points[hit.phrase.purpose.language])

    def _circumstances(self, laid: Laid, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Those in the sentences of hits and after them; endings that are denied are none."""
        told = {laid.sentences[hit.first] for hit in hits}
        near = (
            span for span in laid.spans() if not told.isdisjoint(laid.these_and_before(span[0]))
        )
        for hit in _hits(laid, self._index.circumstances, near):
            before = self._negations[hit.phrase.purpose.language]
            words = laid.parts[max(0, hit.first - _DENIES_ENDING) : hit.first]
            if hit.phrase.purpose.kind != ENDING or not any(before in ids for ids in words):
                yield hit

    def _means_it(self, hit: Hit, laid: Laid, around: Surroundings) -> bool:
        return not (
            around.is_saying(hit)
            or self._denied(hit, laid, around.no_negations)
            or (not hit.phrase.firm and around.is_elsewhere(hit))
        )

    def _denied(self, hit: Hit, laid: Laid, no_negations: Ids) -> bool:
        """Whether a negation that is not itself a word of the phrase stands near in its clause."""
        own = no_negations.union(hit.places)
        before = self._negations[hit.phrase.purpose.language]
        for place in range(max(0, hit.first - DENIES_BEFORE), hit.last):
            if before in laid.parts[place] and place not in own:
                following = min(word for word in hit.places if word > place)
                if laid.clauses[place] == laid.clauses[following]:
                    return True
        after, place = self._negations_after[hit.phrase.purpose.language], hit.last + 1
        return (
            place < len(laid.parts)
            and after in laid.parts[place]
            and place not in own
            and laid.clauses[hit.last] == laid.clauses[place]
        )


def _hits(
    laid: Laid, anchored: Mapping[int, Sequence[Numbered]], spans: Iterable[tuple[int, int]]
) -> Iterator[Hit]:
    """Phrases and where they stand. A sentence that lacks a word of a phrase is not searched."""
    anchors = frozenset(anchored)
    for start, end in spans:
        there = frozenset[int]().union(*laid.parts[start:end])
        for number in there & anchors:
            for phrase in anchored[number]:
                if phrase.needs <= there:
                    for place in range(start, end):
                        if number in laid.parts[place] and (hit := match(phrase, place, laid)):
                            yield hit


def _purposes(one: PhraseList, number: int) -> Iterator[tuple[Purpose, Phrase]]:
    for danger in GRAVEST_FIRST:
        for phrase in one.phrases.get(danger, ()):
            yield Purpose(danger, number, PHRASE), phrase
        for theme, signs in one.signs.get(danger, {}).items():
            for phrase in signs:
                yield Purpose(danger, number, SIGN, theme), phrase
        for phrase in one.settings.get(danger, ()):
            yield Purpose(danger, number, SETTING), phrase
    for kind, phrases in (
        (SAYING, one.sayings),
        (NO_NEGATION, one.no_negations),
        (FRAME, one.frames),
        (ENDING, one.endings),
    ):
        yield from ((Purpose(kind, number), phrase) for phrase in phrases)
