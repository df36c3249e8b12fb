"""How many people stand behind some answers, and how coarsely that may be told."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from bot.domain.insights import THEME_FLOOR, Band, Said

_STEPS = (10, 20, 50)
"""People. Where a new band begins, above the floor."""

_THEME_BANDS = (
    Band(low=THEME_FLOOR, high=5),
    Band(low=6, high=10),
    Band(low=11, high=None),
)


def people(said: Iterable[Said]) -> int:
    """The number of distinct people that these answers come from for certain.

    A person has another Voice in each Round, so two Rounds cannot be added up: the largest Round
    counts. Within a Round somebody may have named some answers and left others unnamed, so those
    two are not added up either. There may be more people, never fewer.
    """
    voices: defaultdict[int, set[str]] = defaultdict(set)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for one in said:
        if one.name is None:
            voices[one.round_id].add(one.voice)
        else:
            names[one.round_id].add(one.name)
    return max(map(len, (*voices.values(), *names.values())), default=0)


def band(count: int, floor: int) -> Band | None:
    """`count` people as a range, from the floor upwards: 5-9, 10-19, 20-49, 50 or more.

    None below the floor.
    """
    if count < floor:
        return None
    lows = [floor, *(step for step in _STEPS if step > floor)]
    for low, following in pairwise(lows):
        if count < following:
            return Band(low=low, high=following - 1)
    return Band(low=lows[-1], high=None)


def theme_band(count: int) -> Band | None:
    """The people behind a theme as a range: 3-5, 6-10, 11 or more. None below three."""
    return next((b for b in reversed(_THEME_BANDS) if count >= b.low), None)
