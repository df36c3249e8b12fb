"""A reader who knows the rules, who was asked, and what they tapped themselves, tries every way in
which the others may have tapped, or kept to themselves: whatever was shown must leave room for more
than one.

All ways are tried, not some: each possible pair of Rounds is told as the bot would tell it, and
pairs that look the same in the channel are laid together.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from bot.domain.asking.questions import Kind, Option, Question, QuestionBank
from bot.domain.base.roles import Role
from bot.domain.hearing.insights import Band, Insight, Utterance
from bot.domain.messages.hearing.insights import insights_in
from bot.insights.insights import Crowd, insight
from tests.attack.conftest import FEW, HISTORIES
from tests.attack.story import listed
from tests.databases import on_sqlite
from tests.desk import NINE, Office

FLOOR = 5
LOTS = 1 if HISTORIES <= FEW else 3
"""Where the lot decides what is shown, it is drawn so often."""

Tapped = tuple[str, ...]
"""One person's answer: an option, or several."""

World = tuple[tuple[Tapped, ...], ...]
"""What was tapped in each Round, in no order."""

WAYS: dict[Kind, Sequence[Tapped]] = {
    Kind.SCALE: (("1",), ("2",), ("3",)),
    Kind.MOOD: (("a",), ("b",), ("c",)),
    Kind.CHOICES: (("a",), ("b",), ("a", "b")),
}

SIZES = [(5, 5), (6, 5)]
if HISTORIES > FEW:
    SIZES += [(5, 6), (6, 6), (7, 6), (8, 8), (9, 5)]


def bank_of(kind: Kind) -> QuestionBank:
    options = sorted({option for way in WAYS[kind] for option in way})
    question = Question(
        id="q",
        kind=kind,
        phase="what",
        wordings=[{"en": "What?"}],
        options=[Option(id=one, label={"en": one}) for one in options],
    )
    return QuestionBank(
        id="weekly",
        version=1,
        title={"en": "Weekly"},
        purpose={"en": "Rhythm"},
        roles=frozenset({Role.STAFF}),
        languages=("en",),
        minutes=3,
        questions=[question],
    )


def insight_of(
    bank: QuestionBank, said: Sequence[Utterance], ended: int, asked: Mapping[int, int], lot: int
) -> Insight:
    """What is told when this Round ends, in which everybody who was asked took part."""
    crowd = Crowd(round_id=ended, took_part=asked[ended], asked=asked)
    return insight(bank, said, crowd, floor=FLOOR, languages=("en",), rng=random.Random(lot))


def shown(bank: QuestionBank, world: World, sizes: Sequence[int], lot: int) -> tuple[str, ...]:
    """What a reader of the channel sees, Round after Round."""
    waiting: list[Utterance] = []
    told = []
    for number, tapped in enumerate(world, 1):
        waiting += [
            Utterance(
                id=f"{number}-{place}",
                round_id=number,
                voice=f"{number}-{place}",
                question_id="q",
                options=options,
            )
            for place, options in enumerate(tapped)
        ]
        asked = dict(enumerate(sizes[:number], 1))
        found = insight_of(bank, waiting, number, asked, lot)
        told.append(repr((found.took_part, found.figures, found.waits)))
        waiting = [one for one in waiting if one.id not in found.released]
    return tuple(told)


def taps(kind: Kind, asked: int, *, all_share: bool) -> list[tuple[Tapped, ...]]:
    """All that may have been tapped for the Team where so many were asked."""
    counts = [asked] if all_share else range(asked + 1)
    return [one for n in counts for one in combinations_with_replacement(WAYS[kind], n)]


OF_ONE_MIND = re.compile(r"who tapped (\S+) in .* all others who shared tapped (\S+), from")


def laid_bare(kind: Kind, sizes: Sequence[int], *, all_share: bool) -> Iterator[str]:
    """What a reader may come to know for certain of everybody else in a Round of fewer than ten.
    `all_share`: they know that all who were asked tapped, and for the Team."""
    bank = bank_of(kind)
    alike: defaultdict[tuple[str, ...], set[World]] = defaultdict(set)
    for world in product(*(taps(kind, size, all_share=all_share) for size in sizes)):
        for lot in range(LOTS):
            alike[shown(bank, world, sizes, lot)].add(world)
    for told, possible in alike.items():
        for number in range(len(sizes)):
            yield from _certain(possible, number, told)


def _certain(possible: set[World], number: int, told: tuple[str, ...]) -> Iterator[str]:
    """For each answer that the reader themselves may have given in the Round."""
    for own in {tapped for world in possible for tapped in world[number]}:
        others = {_without(world[number], own) for world in possible if own in world[number]}
        tapped = {one for group in others for one in group}
        if len(tapped) == 1 and all(others):
            yield (
                f"who tapped {'+'.join(own)} in Round {number + 1} knows that all others who shared"
                f" tapped {'+'.join(tapped.pop())}, from {told[-1]}"
            )


def _without(tapped: Sequence[Tapped], own: Tapped) -> tuple[Tapped, ...]:
    rest = [*tapped]
    rest.remove(own)
    return tuple(rest)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("kind", list(WAYS))
def test_nothing_that_is_shown_lays_everybody_bare(kind: Kind, sizes: Sequence[int]) -> None:
    if found := sorted(set(laid_bare(kind, sizes, all_share=False))):
        pytest.fail(listed(found), pytrace=False)


@pytest.mark.parametrize("kind", list(WAYS))
def test_whoever_knows_that_all_have_shared_learns_no_more_than_that_all_agreed_with_them(
    kind: Kind,
) -> None:
    """Also what is *not* shown tells something, if only one thing can be the reason: the middle of
    a small group is shown but where all are of one mind. docs/privacy.md says so."""
    for size in (5, 7, 9):
        for told in laid_bare(kind, [size], all_share=True):
            own, others = OF_ONE_MIND.findall(told)[0]
            assert (kind, own) == (Kind.SCALE, others), told


@on_sqlite
async def test_two_rounds_of_one_mind_are_not_told_together(office: Office) -> None:
    north = await office.team(chat_id=-100, chat_title="North together")
    people = await office.people(north, "Alva", "Bertil", "Cilla", "Doris", "Ellen")
    await office.schedule(north)
    for week, step in enumerate(("1", "5")):
        await office.at(NINE + timedelta(weeks=week))
        for phone in people:
            await phone.taps(step)
        await office.later(days=3)
    shares = [
        f"{share.label}: {share.share} of 10"
        for one in insights_in(office.channel(-100))
        for figure in one.figures
        for share in figure.shares
    ]
    assert shares == [], f"all five tapped 1, then all five tapped 5, and everybody reads {shares}"


def test_no_band_names_everybody() -> None:
    """All who were asked took part. What is told leaves room for five who did not."""
    bank, ways = bank_of(Kind.SCALE), WAYS[Kind.SCALE]
    naming = []
    for asked in range(FLOOR, 61):
        said = [
            Utterance(id=str(n), round_id=1, voice=str(n), question_id="q", options=ways[n % 3])
            for n in range(asked)
        ]
        found = insight_of(bank, said, 1, {1: asked}, 0)
        naming += [
            f"{asked} were asked, and “{one.low}-{one.high or ''}” is told"
            for one in (found.took_part, *(figure.people for figure in found.figures))
            if isinstance(one, Band) and asked < one.low + FLOOR
        ]
    if naming:
        pytest.fail(listed(dict.fromkeys(naming)), pytrace=False)


@pytest.mark.parametrize("asked", [5, 6, 7, 11])
def test_no_theme_names_everybody(asked: int) -> None:
    """All who were asked wrote of the same thing."""
    question = Question(id="q", kind=Kind.TEXT, phase="what", wordings=[{"en": "What?"}])
    bank = bank_of(Kind.SCALE)
    bank = type(bank)(**{**_fields(bank), "questions": [question]})
    said = [
        Utterance(id=str(n), round_id=1, voice=str(n), question_id="q", text=f"stress, number {n}")
        for n in range(asked)
    ]
    found = insight_of(bank, said, 1, {1: asked}, 0)
    assert found.themes, "so that there is something to name"
    bands = [one.people for one in found.themes if isinstance(one.people, Band)]
    told = [band for band in bands if band.low >= asked]
    assert told == [], f"{asked} were asked, and {told[0].low} or more wrote of it"


def _fields(bank: QuestionBank) -> dict[str, Any]:
    return {name: getattr(bank, name) for name in bank.__dataclass_fields__}
