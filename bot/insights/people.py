"""How many people stand behind some answers, and how coarsely that may be told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.domain.hearing.insights import THEME_FLOOR, Band, Enough, Utterance

_STEPS = (10, 20, 50)
"""People. Where a new band begins, above the floor."""

_THEME_STEPS = (THEME_FLOOR, 6, 11)

ABSENT = 5
"""People. A band is told only if so many of those who were asked may not be among them: "5 to 9
people" would name all of five."""


def people(said: Iterable[Utterance]) -> int:
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


def in_each(said: Iterable[Utterance], rounds: Iterable[int]) -> int:
    """The fewest people that these answers come from in any of these Rounds."""
    parted: defaultdict[int, list[Utterance]] = defaultdict(list)
    for one in said:
        parted[one.round_id].append(one)
    return min((people(parted[one]) for one in rounds), default=0)


def fewest_asked(said: Iterable[Utterance], asked: Mapping[int, int], least: int) -> int:
    """How many people were asked in the smallest Round that a band of these answers' authors may
    speak of: one with at least `least` people. 0 if that is not known."""
    found = [asked.get(one, 0) for one in {one.round_id for one in said}]
    return 0 if 0 in found else min((one for one in found if one >= least), default=0)


def band(count: int, floor: int, asked: int) -> Band | Enough | None:
    """`count` of `asked` people as a range, from the floor upwards: 5-9, 10-19, 20-49, 50 or more.

    None below the floor.
    """
    return _range(count, [floor, *(step for step in _STEPS if step > floor)], asked)


def asked_band(count: int, floor: int) -> Band | None:
    """How many people are asked, as a range; None below the floor. It tells nothing of any answer,
    so no more of them need be absent."""
    lows = [floor, *(step for step in _STEPS if step > floor)]
    reached = [low for low in lows if low <= count]
    if not reached:
        return None
    beyond = lows[len(reached) :]
    return Band(low=reached[-1], high=beyond[0] - 1 if beyond else None)


def theme_band(count: int, asked: int) -> Band | Enough | None:
    """The people behind a theme as a range: 3-5, 6-10, 11 or more. None below three."""
    return _range(count, _THEME_STEPS, asked)


def _range(count: int, steps: Sequence[int], asked: int) -> Band | Enough | None:
    """Where the count lies between these steps.

    Steps that are too near to the number of those who were asked are left out, wherever the count
    lies: to leave one out only where it would be told, would tell it.
    """
    if count < steps[0]:
        return None
    lows = [step for step in steps if step + ABSENT <= asked]
    for low, following in pairwise(lows):
        if count < following:
            return Band(low=low, high=following - 1)
    return Band(low=lows[-1], high=None) if lows else Enough.ENOUGH
