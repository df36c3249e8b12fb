"""Figures: what a tapped question may show, and what nobody may work out from it."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

import pytest

from bot.domain.asking.questions import Kind, Question
from bot.domain.hearing.insights import Band, Cell, Figure, Utterance, shown_from
from bot.insights.figures import figure, readable, told_together

FLOOR = 5

ASKED = dict.fromkeys(range(10), 100)
"""Each Round asks so many that bands tell nothing more."""

Ask = Callable[..., Question]
Say = Callable[..., Utterance]
Option = TypeVar("Option")


def heard_of(question: Question, said: Sequence[Utterance], rng: random.Random) -> Figure | None:
    """What is shown of these answers, of as many Rounds as they come from."""
    return figure(question, told_together(question, said, FLOOR), FLOOR, ASKED, rng)


def told(question: Question, **taps: int) -> Figure | None:
    """What is shown if so many people tapped each option; a scale's steps are s1, s2, …"""
    chosen = [(option.lstrip("s"),) for option, count in taps.items() for _ in range(count)]
    return heard_of(question, unnamed(chosen), random.Random(0))


def unnamed(chosen: Sequence[tuple[str, ...]]) -> list[Utterance]:
    return [
        Utterance(id=str(n), round_id=1, voice=str(n), question_id="q", options=options)
        for n, options in enumerate(chosen)
    ]


@pytest.fixture
def scale(question: Ask) -> Question:
    return question(Kind.SCALE, "12345")


@pytest.fixture
def choice(question: Ask) -> Question:
    return question(Kind.CHOICE, "abcd")


def test_four_people_show_nothing(scale: Question, choice: Question) -> None:
    assert told(scale, s1=2, s5=2) is None
    assert told(choice, a=2, b=2) is None


def test_five_people_on_a_scale_show_the_middle(scale: Question) -> None:
    shown = told(scale, s1=2, s4=1, s5=2)

    assert shown == Figure(question_id="q", people=Band(low=5, high=9), cells=(), middle="4")


def test_the_middle_of_an_even_number_is_the_lower_one(scale: Question) -> None:
    shown = told(scale, s1=3, s5=3)

    assert shown is not None
    assert shown.middle == "1"


def test_neighbouring_steps_are_merged_until_each_part_has_five(scale: Question) -> None:
    shown = told(scale, s1=1, s2=4, s3=5, s4=2, s5=4)

    assert shown is not None
    assert shown.people == Band(low=10, high=19)
    assert shown.middle == "3"
    assert shown.cells == (
        Cell(options=("1", "2"), share=3),
        Cell(options=("3",), share=3),
        Cell(options=("4", "5"), share=4),
    )


def test_of_two_ways_to_merge_the_more_even_one_is_shown(scale: Question) -> None:
    shown = told(scale, s1=6, s2=2, s3=5)

    assert shown is not None
    assert [cell.options[0] for cell in shown.cells] == ["1", "2"]
    assert [cell.share for cell in shown.cells] == [5, 5]


def test_no_step_is_left_out_even_if_nobody_stands_on_it(scale: Question) -> None:
    shown = told(scale, s2=6, s4=7)

    assert shown is not None
    assert [step for cell in shown.cells for step in cell.options] == list("12345")


def test_an_option_with_few_people_is_merged_with_the_others(choice: Question) -> None:
    shown = told(choice, a=10, b=8, c=3, d=4)

    assert shown is not None
    assert shown.middle is None
    assert shown.cells == (
        Cell(options=("a",), share=4),
        Cell(options=("b",), share=3),
        Cell(options=("c", "d"), share=3),
    )


def test_if_the_others_are_few_the_smallest_shown_option_joins_them(choice: Question) -> None:
    shown = told(choice, a=10, b=8, c=2)

    assert shown is not None
    assert shown.cells == (
        Cell(options=("a",), share=5),
        Cell(options=("b", "c", "d"), share=5),
    )


def test_if_each_of_the_others_is_just_too_small_their_sum_would_tell(question: Ask) -> None:
    assert told(question(Kind.CHOICE, "abc"), a=5, b=4, c=4) is None


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.CHOICES, Kind.MOOD])
def test_of_fewer_than_said_beforehand_nothing_is_shown_however_they_tap(
    question: Ask, kind: Kind
) -> None:
    """Under the question stands from how many people on the sum is told."""
    enough = shown_from(kind, FLOOR)
    assert enough == 10
    few = [tuple(s) for people in range(FLOOR, enough) for s in spreads(people, 3)]
    for taps in few:
        assert told(question(kind, "abc"), **dict(zip("abc", taps, strict=True))) is None
    assert told(question(kind, "abc"), a=5, b=5) is not None


def test_options_nobody_chose_are_not_a_part(choice: Question) -> None:
    shown = told(choice, a=5, b=5)

    assert shown is not None
    assert shown.cells == (Cell(options=("a",), share=5), Cell(options=("b",), share=5))


def test_a_single_part_is_no_figure(choice: Question) -> None:
    assert told(choice, a=5, b=3) is None
    assert told(choice, a=30) is None


def test_a_small_group_of_one_mind_waits(scale: Question, choice: Question) -> None:
    assert told(scale, s1=9) is None
    assert told(choice, a=9) is None


def test_a_large_group_of_one_mind_shows_its_middle(scale: Question) -> None:
    shown = told(scale, s4=10)

    assert shown is not None
    assert (shown.middle, shown.cells) == ("4", ())


def test_several_choices_are_shown_each_by_itself(question: Ask) -> None:
    chosen = [("a", "b")] * 5 + [("b",)] * 4 + [("a", "c")] * 3
    shown = heard_of(question(Kind.CHOICES, "abc"), unnamed(chosen), random.Random(0))

    assert shown is None
    chosen += [("c",)] * 2 + [("a",)] * 2
    shown = heard_of(question(Kind.CHOICES, "abc"), unnamed(chosen), random.Random(0))
    assert shown is not None
    assert shown.cells == (
        Cell(options=("a",), share=6),
        Cell(options=("b",), share=6),
        Cell(options=("c",), share=3),
    )


def test_an_option_that_all_but_four_chose_is_not_shown(question: Ask) -> None:
    chosen = [("a",)] * 6 + [("a", "b")] * 6 + [("c",)] * 4
    shown = heard_of(question(Kind.CHOICES, "abc"), unnamed(chosen), random.Random(0))

    assert shown is not None
    assert shown.cells == (Cell(options=("b",), share=4),)


def test_people_who_tapped_twice_in_a_week_count_once(choice: Question, say: Say) -> None:
    four = ["Alice", "Bob", "Dora", "Emil"]
    said = [say(who, option) for who in four for option in "ab" for _ in range(3)]

    assert heard_of(choice, said, random.Random(0)) is None


@pytest.mark.parametrize(
    ("kind", "options", "fits"),
    [
        (Kind.SCALE, ("3",), True),
        (Kind.SCALE, ("unsure",), False),
        (Kind.SCALE, ("7",), False),
        (Kind.SCALE, (), False),
        (Kind.CHOICE, ("unsure",), True),
        (Kind.CHOICE, ("1", "2"), False),
        (Kind.CHOICES, ("1", "2"), True),
        (Kind.CHOICES, ("1", "gone"), False),
        (Kind.CHOICES, (), False),
    ],
)
def test_an_answer_may_no_longer_fit_its_question(
    question: Ask, say: Say, kind: Kind, options: tuple[str, ...], fits: bool
) -> None:
    assert readable(question(kind, ["1", "2", "3", "unsure"]), say("Alice", *options)) is fits


class Lot(random.Random):
    """Draws the `place`-th of what there is, and remembers how many there were."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place
        self.most = 1

    def choice(self, seq: Sequence[Option]) -> Option:  # type: ignore[override] # of Options
        self.most = max(self.most, len(seq))
        return seq[self.place % len(seq)]


def outcomes(question: Question, said: list[Utterance], *, fixed: bool) -> set[Figure | None]:
    """Everything that may be shown of these answers, whatever the lot is."""
    first = Lot(0)
    seen = {heard_of(question, said, first)}
    if not fixed:
        seen |= {heard_of(question, said, Lot(place)) for place in range(1, first.most)}
    return seen


def spreads(people: int, answers: int) -> Iterator[tuple[int, ...]]:
    """Every way `people` can be spread over so many different answers."""
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in spreads(people - first, answers - 1):
            yield (first, *rest)


def given_away(
    question: Question,
    answers: Sequence[tuple[str, ...]],
    groups: Sequence[tuple[int, ...]],
    people: int,
    *,
    fixed: bool = False,
) -> list[tuple[Figure | None, tuple[int, ...]]]:
    """What a reader learns who knows the rules and how many answered, and works it out by trying.

    For each figure, all spreads of the people over the answers that lead to it are taken together.
    If in all of them a group of answers has the same number of people, and that is below the
    floor, the figure has given those people away.
    """
    behind: defaultdict[Figure | None, list[tuple[int, ...]]] = defaultdict(list)
    for spread in spreads(people, len(answers)):
        chosen = [answer for answer, n in zip(answers, spread, strict=True) for _ in range(n)]
        for shown in outcomes(question, unnamed(chosen), fixed=fixed):
            behind[shown].append(spread)
    return [
        (shown, group)
        for shown, possible in behind.items()
        for group in groups
        if len(counts := {sum(spread[n] for n in group) for spread in possible}) == 1
        and 1 <= min(counts) < FLOOR
    ]


def all_groups(answers: int) -> list[tuple[int, ...]]:
    return [group for size in range(1, answers) for group in combinations(range(answers), size)]


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.CHOICE])
@pytest.mark.parametrize(
    ("options", "most"), [("12", 24), ("123", 22), ("1234", 17), ("12345", 12)]
)
def test_nobody_can_work_out_a_group_of_one_to_four(
    question: Ask, kind: Kind, options: str, most: int
) -> None:
    asked = question(kind, options)
    answers = [(option,) for option in options]

    for people in range(FLOOR, most + 1):
        assert given_away(asked, answers, all_groups(len(options)), people) == []


def test_the_solver_would_find_what_a_fixed_order_gives_away(question: Ask) -> None:
    answers = [(option,) for option in "1234"]

    assert given_away(question(Kind.SCALE, "1234"), answers, all_groups(4), 17, fixed=True)


def test_nobody_can_work_out_what_one_to_four_chose_among_several(question: Ask) -> None:
    answers = [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")]
    has = {one: {n for n, answer in enumerate(answers) if one in answer} for one in "abc"}
    groups = [(n,) for n in range(len(answers))] + [
        tuple(sorted(group))
        for one, other in [("a", "b"), ("a", "c"), ("b", "c")]
        for group in (has[one], has[one] & has[other], has[one] | has[other], has[one] - has[other])
    ]

    for people in range(FLOOR, 11):
        assert given_away(question(Kind.CHOICES, "abc"), answers, groups, people) == []
