"""Figures: what a tapped question may show.

A reader who knows these rules, and even the exact number of people, must not be able to work out
that 1 to 4 people tapped something. So every part that is shown, and what is left when it is taken
away, has at least `floor` people; what has fewer is merged until it has enough. Where two ways to
merge are equally good, the lot decides: a fixed order would tell which one was not possible.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from bot.domain.asking.questions import Kind, Question
from bot.domain.hearing.insights import Cell, Figure, Utterance
from bot.insights.people import band, fewest_asked, in_each, people
from bot.insights.unanimity import of_one_mind


def readable(question: Question, one: Utterance) -> bool:
    """Whether this answer still fits the question, whose options may have changed since."""
    if question.kind is Kind.CHOICES:
        return bool(one.options) and known(question).issuperset(one.options)
    return len(one.options) == 1 and one.options[0] in known(question)


def known(question: Question) -> frozenset[str]:
    """The option ids that count. "Can't say" stands on no scale, so only numbers do there."""
    options = (option.id for option in question.options)
    return frozenset(o for o in options if question.kind is not Kind.SCALE or o.isdecimal())


def told_together(question: Question, said: Sequence[Utterance], floor: int) -> Sequence[Utterance]:
    """The readable answers that a figure may rest on: those of whole Rounds.

    Where a Round has parts by itself, only such Rounds are shown: if two Rounds had enough people
    in each part only together, one of them would be all in the one, and one in the other; and if
    smaller Rounds were added, what is shown would tell whether they were of one mind. Where none
    has, those of a scale have a middle together.
    """
    rounds = {
        number: one
        for number, one in _by_round(said).items()
        if not of_one_mind([each.options for each in one], people(one), floor)
    }
    parted = {n: one for n, one in rounds.items() if _has_parts(question, one, floor)}
    if parted:
        together = _all(parted.values())
        return together if _has_parts(question, together, floor) else parted[max(parted)]
    return _all(rounds.values()) if question.kind is Kind.SCALE else ()


def _has_parts(question: Question, said: Sequence[Utterance], floor: int) -> bool:
    """Whether there are any does not hang on the lot."""
    return bool(_CELLS[question.kind](question, said, floor, random.Random(0)))


def _all(rounds: Iterable[Sequence[Utterance]]) -> list[Utterance]:
    return [one for part in rounds for one in part]


def figure(
    question: Question,
    said: Sequence[Utterance],
    floor: int,
    asked: Mapping[int, int],
    rng: random.Random,
) -> Figure | None:
    """What these answers to a tapped question show together, or None: then all of them wait.

    They wait if they come from too few people, or if nothing can be shown of them but their number.
    `asked` tells how many people each Round has asked.
    """
    across = band(people(said), floor, fewest_asked(said, asked, floor))
    if across is None:
        return None
    cells = _CELLS[question.kind](question, said, floor, rng)
    middle = _median(question, said) if question.kind is Kind.SCALE else None
    if not cells and middle is None:
        return None
    return Figure(question_id=question.id, people=across, cells=cells, middle=middle)


def _by_round(said: Iterable[Utterance]) -> dict[int, list[Utterance]]:
    rounds: dict[int, list[Utterance]] = {}
    for one in said:
        rounds.setdefault(one.round_id, []).append(one)
    return rounds


def _median(question: Question, said: Sequence[Utterance]) -> str:
    """The lower of the two middle answers, so that it is always a step of the scale."""
    steps = _steps(question)
    order = sorted(steps.index(one.options[0]) for one in said)
    return steps[order[(len(order) - 1) // 2]]


def _steps(question: Question) -> list[str]:
    return sorted(known(question), key=int)


def _scale_cells(
    question: Question, said: Sequence[Utterance], floor: int, rng: random.Random
) -> tuple[Cell, ...]:
    """As many runs of neighbouring steps as have enough people each, as even as can be.

    No cells if there is no second one.
    """
    steps = _steps(question)
    runs = _runs(steps, said, floor)
    divisions = list(_divisions(len(steps), runs))
    best = min((_rank(cuts, runs) for cuts in divisions), default=None)
    cuts = rng.choice([one for one in divisions if _rank(one, runs) == best] or [()])
    return _cells([steps[start:end] for start, end in pairwise(cuts)], said)


def _runs(steps: list[str], said: Sequence[Utterance], floor: int) -> dict[tuple[int, int], int]:
    """The number of answers in each run of steps (start, end) that has enough people."""
    runs, rounds = {}, {one.round_id for one in said}
    for start, end in combinations(range(len(steps) + 1), 2):
        inside = _who(said, steps[start:end])
        if in_each(inside, rounds) >= floor:
            runs[start, end] = len(inside)
    return runs


def _divisions(
    end: int, runs: Mapping[tuple[int, int], int], start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every way to cut the steps from `start` to `end` into such runs, as places of cuts."""
    if start == end:
        yield (end,)
    for stop in range(start + 1, end + 1):
        if (start, stop) in runs:
            for rest in _divisions(end, runs, stop):
                yield (start, *rest)


def _rank(cuts: Sequence[int], runs: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    """Most cells first, then the most even."""
    return -len(cuts), sum(runs[run] ** 2 for run in pairwise(cuts))


def _choice_cells(
    question: Question, said: Sequence[Utterance], floor: int, rng: random.Random
) -> tuple[Cell, ...]:
    """Options with enough people, and one cell for all the others.

    If the others are too few to be shown, they would be what is missing from the whole; and if
    each of them is only just too small, their sum would tell that. Then the smallest shown option
    goes with them. No cells if there is no second one.
    """
    options, rounds = [option.id for option in question.options], {one.round_id for one in said}
    sizes = {option: in_each(_who(said, [option]), rounds) for option in options}
    shown = [option for option in options if sizes[option] >= floor]
    others = [option for option in options if sizes[option] < floor]
    if shown and _gives_away(said, others, sizes, floor):
        least = min(sizes[option] for option in shown)
        shown.remove(rng.choice([option for option in shown if sizes[option] == least]))
    rest = [option for option in options if option not in shown]
    parts = [[option] for option in shown]
    return _cells([*parts, rest] if _who(said, rest) else parts, said)


def _gives_away(
    said: Sequence[Utterance], others: Sequence[str], sizes: Mapping[str, int], floor: int
) -> bool:
    inside = _who(said, others)
    together = in_each(inside, {one.round_id for one in said})
    return bool(inside) and (
        together < floor or all(sizes[option] == floor - 1 for option in others)
    )


def _choices_cells(
    question: Question, said: Sequence[Utterance], floor: int, _: random.Random
) -> tuple[Cell, ...]:
    """Options that enough people chose and enough people did not choose, each by itself.

    There are no others: people stand in several options, so what is missing is nobody's. An option
    that everybody or nobody chose is not shown, as it would tell something of each of them.
    Only how many chose more than one may still be reckoned, by a reader who knows exactly how many
    answered; not who, nor what.
    """
    rounds = {one.round_id for one in said}
    return tuple(
        _cell([option.id], said)
        for option in question.options
        if in_each(_who(said, [option.id]), rounds) >= floor
        and in_each([one for one in said if option.id not in one.options], rounds) >= floor
    )


def _who(said: Iterable[Utterance], options: Iterable[str]) -> list[Utterance]:
    wanted = frozenset(options)
    return [one for one in said if not wanted.isdisjoint(one.options)]


def _cells(parts: Sequence[Sequence[str]], said: Sequence[Utterance]) -> tuple[Cell, ...]:
    """A cell for each part of the whole; none if there is but one."""
    return tuple(_cell(part, said) for part in parts) if len(parts) > 1 else ()


def _cell(options: Sequence[str], said: Sequence[Utterance]) -> Cell:
    return Cell(options=tuple(options), share=_tenths(len(_who(said, options)), len(said)))


def _tenths(part: int, whole: int) -> int:
    """Rounded, a half upwards."""
    return (20 * part + whole) // (2 * whole)


_Cells = Callable[[Question, Sequence[Utterance], int, random.Random], tuple[Cell, ...]]

_CELLS: Mapping[Kind, _Cells] = {
    Kind.SCALE: _scale_cells,
    Kind.CHOICE: _choice_cells,
    Kind.CHOICES: _choices_cells,
    Kind.MOOD: _choice_cells,
}
