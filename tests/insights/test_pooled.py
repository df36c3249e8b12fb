"""What several Rounds show together: nobody may work out from it what a Round of few has said.

The reader knows the rules, and how many answered in each Round, and tries all that is possible.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product

import pytest

from bot.domain.asking.questions import Kind, Question
from bot.domain.hearing.insights import Band, Cell, Figure, Utterance
from bot.insights import figures
from bot.insights.people import people as counted
from tests.insights.test_figures import ASKED, FLOOR, Lot, all_groups, heard_of, spreads

Ask = Callable[..., Question]
Say = Callable[..., Utterance]
Answer = tuple[str, ...]
World = tuple[tuple[int, ...], ...]
"""For each Round, how many people have tapped each answer."""


def pooled(rounds: Sequence[Sequence[Answer]]) -> list[Utterance]:
    """What each of these people has tapped, Round by Round."""
    return [
        Utterance(
            id=f"{number}-{who}",
            round_id=number,
            voice=f"{number}-{who}",
            question_id="q",
            options=options,
        )
        for number, chosen in enumerate(rounds)
        for who, options in enumerate(chosen)
    ]


def shown(question: Question, *rounds: Sequence[Answer]) -> Figure | None:
    return heard_of(question, pooled(rounds), random.Random(0))


def taps(**counts: int) -> list[Answer]:
    return [(option.lstrip("s"),) for option, count in counts.items() for _ in range(count)]


def worlds_behind(
    question: Question,
    answers: Sequence[Answer],
    sizes: Sequence[int],
    shows: Callable[[Question, list[Utterance], random.Random], Figure | None],
) -> Iterable[tuple[Figure | None, list[World]]]:
    """Everything that may be shown, with all that may have been tapped then."""
    behind: defaultdict[Figure | None, list[World]] = defaultdict(list)
    for world in product(*(list(spreads(size, len(answers))) for size in sizes)):
        said = pooled(
            [
                [answer for answer, n in zip(answers, spread, strict=True) for _ in range(n)]
                for spread in world
            ]
        )
        first = Lot(0)
        seen = {shows(question, said, first)}
        seen |= {shows(question, said, Lot(place)) for place in range(1, first.most)}
        for figure in seen:
            behind[figure].append(world)
    return behind.items()


def given_away(worlds: Sequence[World], number: int, answers: int) -> bool:
    """Whether from one to four people of a Round are known to have tapped one of some answers."""
    counts = ({sum(w[number][n] for n in group) for w in worlds} for group in all_groups(answers))
    return any(len(one) == 1 and 1 <= min(one) < FLOOR for one in counts)


def laid_bare(worlds: Sequence[World], number: int, answers: int) -> bool:
    """Whether somebody who has tapped in one of the Rounds, or nobody, knows of all (others) in a
    small Round what they have not tapped."""
    size = sum(worlds[0][number])
    insiders = [(r, n) for r in range(len(worlds[0])) for n in range(answers)]
    for inside in [None, *insiders]:
        left = [w for w in worlds if inside is None or w[inside[0]][inside[1]]]
        known = inside is not None and inside[0] == number
        others = size - int(known)
        for group in all_groups(answers):
            mine = int(known and inside is not None and inside[1] in group)
            counts = {sum(w[number][n] for n in group) - mine for w in left}
            if counts == {others} and others and size < 2 * FLOOR:
                return True
    return False


def learned(
    question: Question,
    answers: Sequence[Answer],
    sizes: Sequence[int],
    shows: Callable[[Question, list[Utterance], random.Random], Figure | None] = heard_of,
) -> list[tuple[Figure, int]]:
    """The figures that tell too much, and of which Round."""
    return [
        (figure, number)
        for figure, worlds in worlds_behind(question, answers, sizes, shows)
        for number in range(len(sizes))
        if figure is not None
        and (given_away(worlds, number, len(answers)) or laid_bare(worlds, number, len(answers)))
    ]


def test_two_rounds_of_one_mind_are_not_laid_together(question: Ask) -> None:
    """ "1–2: 5 of 10, 3–5: 5 of 10" would tell what all of them tapped."""
    assert shown(question(Kind.SCALE, "12345"), taps(s1=5), taps(s4=5)) is None
    assert shown(question(Kind.CHOICE, "ab"), taps(a=5), taps(b=5)) is None


def test_of_a_round_of_one_mind_nothing_is_shown_with_another(question: Ask) -> None:
    with_it = shown(question(Kind.SCALE, "12345"), taps(s5=9), taps(s1=3, s3=4))
    assert with_it == Figure(question_id="q", people=Band(low=5, high=9), cells=(), middle="3")


def test_one_short_of_one_mind_shows_no_parts_either(question: Ask) -> None:
    """Together they have five people on either side, but each Round is nearly all on one."""
    scale = shown(question(Kind.SCALE, "12345"), taps(s1=4, s2=1), taps(s3=1, s4=4))
    assert scale is not None
    assert scale.cells == ()
    assert shown(question(Kind.CHOICE, "abc"), taps(a=5, b=1), taps(b=3, c=2)) is None


def test_an_option_that_all_of_one_round_chose_and_nobody_of_another(question: Ask) -> None:
    everybody = [("a", "b")] * 3 + [("a", "c")] * 3
    nobody = [("b",)] * 3 + [("b", "c")] * 3
    found = shown(question(Kind.CHOICES, "abc"), everybody, nobody)
    assert found is None


def test_people_who_tap_with_and_without_their_names_are_no_larger_group(
    question: Ask, say: Say
) -> None:
    """Five people of one mind have ten Voices."""
    people = ["Alice", "Bob", "Dora", "Emil", "Fay"]
    said = [say(who, "3", named=named) for who in people for named in (True, False)]
    assert heard_of(question(Kind.SCALE, "12345"), said, random.Random(0)) is None


def test_large_rounds_show_the_parts_that_each_of_them_has(question: Ask) -> None:
    found = shown(question(Kind.CHOICE, "abc"), taps(a=5, b=5), taps(a=6, c=6))
    assert found is not None
    assert found.cells == (Cell(options=("a",), share=5), Cell(options=("b", "c"), share=5))


def test_if_large_rounds_have_no_parts_in_common_the_last_one_is_shown(question: Ask) -> None:
    found = shown(question(Kind.CHOICE, "abcd"), taps(a=5, b=5), taps(c=6, d=6))
    assert found is not None
    assert [cell.options for cell in found.cells] == [("c",), ("d",)]


def test_a_few_who_waited_do_not_hide_what_many_have_said(question: Ask) -> None:
    found = shown(question(Kind.CHOICE, "ab"), taps(a=2, b=1), taps(a=6, b=6))
    assert found is not None
    assert [cell.share for cell in found.cells] == [5, 5]


SIZES = [(5, 5), (3, 5), (6, 5), (9, 9), (3, 12), (12, 3), (10, 10), (10, 11), (4, 5, 5)]


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.CHOICE])
@pytest.mark.parametrize("sizes", SIZES)
def test_of_two_answers_nobody_can_work_out_who_gave_which(
    question: Ask, kind: Kind, sizes: tuple[int, ...]
) -> None:
    assert learned(question(kind, "12"), [("1",), ("2",)], sizes) == []


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.CHOICE])
@pytest.mark.parametrize("sizes", [(5, 5), (3, 6), (6, 5), (7, 4), (1, 5), (2, 10), (10, 10)])
def test_nor_of_three(question: Ask, kind: Kind, sizes: tuple[int, ...]) -> None:
    assert learned(question(kind, "123"), [("1",), ("2",), ("3",)], sizes) == []


@pytest.mark.parametrize("sizes", [(5, 5), (3, 6), (4, 10)])
def test_nor_of_several_choices(question: Ask, sizes: tuple[int, ...]) -> None:
    answers = [("a",), ("b",), ("a", "b")]
    assert learned(question(Kind.CHOICES, "ab"), answers, sizes) == []


def test_the_reader_would_find_what_people_counted_over_rounds_give_away(
    question: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a part needed enough people of any Round, not of each."""
    monkeypatch.setattr(figures, "in_each", lambda said, _: counted(said))

    def together(asked: Question, said: list[Utterance], rng: random.Random) -> Figure | None:
        return figures.figure(asked, said, FLOOR, ASKED, rng)

    assert learned(question(Kind.CHOICE, "12"), [("1",), ("2",)], (5, 5), together)
    assert learned(question(Kind.SCALE, "12"), [("1",), ("2",)], (6, 5), together)
