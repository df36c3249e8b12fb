"""Themes: concepts of the codebook that several people touched on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.hearing.insights import THEME_FLOOR, Band, Enough, Theme, Utterance
from bot.insights.codebook import Codebook
from bot.insights.people import fewest_asked, people, theme_band

MOST = 7
"""Themes told at once; more than that is a list and no longer a picture."""

_Carried = tuple[int, str, Band | Enough]
"""How many people, on which concept, and how that is told."""


def themes(
    said: Sequence[Utterance], languages: Sequence[str], floor: int, asked: Mapping[int, int]
) -> tuple[Theme, ...]:
    """What comes up in words that are shown at the same time, most people first.

    Empty if the words come from fewer people than the floor. Within a band, themes stand in the
    order of their ids, so that the order tells no more than the band does. All are told in the same
    bands.
    """
    if people(said) < floor:
        return ()
    of_all = fewest_asked(said, asked, THEME_FLOOR)
    carried = [
        (people(group), concept_id, band)
        for concept_id, group in _by_concept(said, languages).items()
        if (band := theme_band(people(group), of_all))
    ]
    carried.sort(key=lambda found: (-_low(found[2]), found[1]))
    return tuple(Theme(concept_id=concept, people=band) for _, concept, band in _most(carried))


def _most(carried: Sequence[_Carried]) -> Sequence[_Carried]:
    """Those with the most people, in the order in which they stand."""
    most = sorted(carried, key=lambda found: (-found[0], found[1]))[:MOST]
    return [one for one in carried if one in most]


def _low(band: Band | Enough) -> int:
    return band.low if isinstance(band, Band) else 0


def _by_concept(said: Sequence[Utterance], languages: Sequence[str]) -> dict[str, list[Utterance]]:
    codebook = Codebook(languages)
    groups: defaultdict[str, list[Utterance]] = defaultdict(list)
    for one in said:
        for concept_id in codebook.touched(one.text):
            groups[concept_id].append(one)
    return groups
