"""Whether what was found is enough to show somebody a card.

A phrase of a danger is enough by itself, and so are signs of two themes, or a sign and a setting.
Then the small words around are counted: he does, nobody, every night tell that something goes on;
we did, but, today that it is over. They decide what is doubtful, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.reading.danger.laying import Laid
from bot.reading.danger.matching import Hit

PHRASE, SIGN, SETTING = 3, 2, 1
"""What kind of evidence a phrase is."""

ENOUGH: Final = 3
"""Points. What a hit and the small words around it must come to."""
_STRONG: Final = 4
_WEAK: Final = 2
_SUPPORT: Final = 2
NEAR: Final = 24
"""Words. Signs further apart are not about the same thing."""
WINDOW: Final = 16
"""Words on each side in which small words count."""
_MOST: Final = 6
"""Points that small words may give or take, so that a long text does not drown what it says."""

Weighed = Iterator[tuple[Hit, int]]


def by_itself(hits: Sequence[Hit]) -> Weighed:
    """Phrases, with the points they have, more if signs support them."""
    for hit in hits:
        if hit.phrase.purpose.weight == PHRASE:
            yield hit, _STRONG + min(_SUPPORT, len(_themes(hit, hits)))


def _themes(hit: Hit, hits: Sequence[Hit]) -> set[str]:
    """Of signs and settings near a hit."""
    near = (other for other in hits if other.phrase.purpose.weight < PHRASE)
    return {other.phrase.purpose.theme for other in near if _supports(hit, other)}


def together(hits: Sequence[Hit]) -> Weighed:
    """Signs near which there is a sign of another theme, or a setting."""
    for sign in hits:
        if sign.phrase.purpose.weight == SIGN and any(_supports(sign, other) for other in hits):
            yield sign, _STRONG


def alone(hits: Sequence[Hit]) -> Weighed:
    """Signs without company; the small words must speak for them."""
    return ((hit, _WEAK) for hit in hits if hit.phrase.purpose.weight == SIGN)


def _supports(sign: Hit, other: Hit) -> bool:
    apart = max(other.first - sign.last, sign.first - other.last)
    return (
        apart <= NEAR
        and other.phrase.purpose.theme != sign.phrase.purpose.theme
        and set(other.places).isdisjoint(sign.places)
    )


def goes_on(hit: Hit, weight: int, laid: Laid, points: Mapping[int, int]) -> bool:
    """Whether the small words around a hit leave it enough. `points`: theirs, by part."""
    if hit.phrase.firm:
        return True
    around = set(laid.parts[max(0, hit.first - WINDOW) : hit.last + WINDOW + 1])
    counted = sum(points[number] for ids in around for number in ids & points.keys())
    return weight + max(-_MOST, min(_MOST, counted)) >= ENOUGH
