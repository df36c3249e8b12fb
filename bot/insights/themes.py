"""Themes: concepts of the codebook that several people touched on."""

from collections import defaultdict
from collections.abc import Sequence

from bot.domain.insights import Said, Theme
from bot.insights.codebook import Codebook
from bot.insights.people import people, theme_band

MOST = 7
"""Themes told at once; more than that is a list and no longer a picture."""


def themes(said: Sequence[Said], languages: Sequence[str], floor: int) -> tuple[Theme, ...]:
    """What comes up in words that are shown at the same time, most people first.

    Empty if the words come from fewer people than the floor. Within a band, themes stand in the
    order of their ids, so that the order tells no more than the band does.
    """
    if people(said) < floor:
        return ()
    carried = [
        (people(group), concept_id, band)
        for concept_id, group in _by_concept(said, languages).items()
        if (band := theme_band(people(group)))
    ]
    carried.sort(key=lambda found: (-found[0], found[1]))
    kept = [Theme(concept_id=concept_id, people=band) for _, concept_id, band in carried[:MOST]]
    return tuple(sorted(kept, key=lambda theme: (-theme.people.low, theme.concept_id)))


def _by_concept(said: Sequence[Said], languages: Sequence[str]) -> dict[str, list[Said]]:
    codebook = Codebook(languages)
    groups: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        for concept_id in codebook.touched(one.text):
            groups[concept_id].append(one)
    return groups
