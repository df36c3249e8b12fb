"""The Seal as a rule: what goes in comes out, but for who said it and when."""

import random
from collections import Counter
from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled, Sealable, seal

SHARED = [level for level in Visibility if level is not Visibility.PRIVATE]
WEEK = date(2026, 3, 2)


@st.composite
def sealables(draw: st.DrawFn) -> list[Sealable]:
    """What up to eight people shared, each at most once to a question."""
    asked = st.tuples(st.integers(1, 8), st.sampled_from("abcd"))
    given_by = draw(st.lists(asked, unique=True, max_size=20))
    return [
        Sealable(
            member_id=member_id,
            question_id=question_id,
            visibility=draw(st.sampled_from(SHARED)),
            options=draw(st.sampled_from([(), ("1",), ("1", "2")])),
            text=draw(st.text(max_size=8)),
            receipt_hash=f"{number:064}",
        )
        for number, (member_id, question_id) in enumerate(given_by)
    ]


def sealed(answers: list[Sealable], seed: int = 1) -> list[Pooled]:
    rng = random.Random(seed)
    return [*seal(answers, team_id=1, bank_id="b", round_id=2, week=WEEK, rng=rng)]


@given(sealables())
def test_every_answer_comes_out_once_as_it_went_in(answers: list[Sealable]) -> None:
    other = {"member_id", "receipt_before"}
    names = [field.name for field in fields(Sealable) if field.name not in other]

    def content(one: Sealable | Pooled) -> tuple[object, ...]:
        return tuple(getattr(one, name) for name in names)

    assert Counter(map(content, sealed(answers))) == Counter(map(content, answers))


@given(sealables())
def test_nobody_can_tell_whose_answer_was_confirmed_twice(answers: list[Sealable]) -> None:
    keys = [key for one in sealed(answers) for key in (one.receipt_hash, one.receipt_before)]
    assert len({*keys}) == len(keys)
    assert {len(one) for one in keys} <= {64}


@given(sealables())
def test_only_who_chose_their_name_is_named(answers: list[Sealable]) -> None:
    authors = {one.receipt_hash: one.member_id for one in answers}
    for one in sealed(answers):
        named = one.visibility is Visibility.TEAM_NAMED
        assert one.member_id == (authors[one.receipt_hash] if named else None)


@given(sealables())
def test_a_voice_is_one_persons_at_one_level(answers: list[Sealable]) -> None:
    authors = {one.receipt_hash: (one.member_id, one.visibility) for one in answers}
    pairs = {(one.voice, authors[one.receipt_hash]) for one in sealed(answers)}
    assert len(pairs) == len({voice for voice, _ in pairs}) == len({who for _, who in pairs})


@given(sealables())
def test_two_seals_of_the_same_answers_have_no_id_in_common(answers: list[Sealable]) -> None:
    first, second = sealed(answers), sealed(answers)
    ids = [one.id for one in (*first, *second)]
    assert len(set(ids)) == len(ids)
    assert {one.voice for one in first}.isdisjoint(one.voice for one in second)


@given(sealables())
def test_every_answer_of_a_seal_is_dated_alike(answers: list[Sealable]) -> None:
    dates = {(one.week, one.team_id, one.bank_id, one.round_id) for one in sealed(answers)}
    assert dates <= {(WEEK, 1, "b", 2)}


def test_the_place_of_an_answer_tells_nothing_of_when_it_was_given() -> None:
    """Over 6,000 Seals of six answers, each is about as often in every place as in any other."""
    answers = [
        Sealable(
            member_id=number,
            question_id="q",
            visibility=Visibility.TEAM_UNNAMED,
            options=(),
            text=str(number),
            receipt_hash=f"{number:064}",
        )
        for number in range(6)
    ]
    rng = random.Random(2026)
    places: Counter[tuple[str, int]] = Counter()
    for _ in range(6000):
        pooled = seal(answers, team_id=1, bank_id="b", round_id=2, week=WEEK, rng=rng)
        places.update((one.text, place) for place, one in enumerate(pooled))
    assert len(places) == 36
    # 1,000 are expected; six standard deviations are about 170.
    assert all(830 < count < 1170 for count in places.values())


def test_the_rows_of_a_round_lie_together_and_say_nothing_more_of_it() -> None:
    answers = [
        Sealable(
            member_id=number,
            question_id="a",
            visibility=SHARED[number % len(SHARED)],
            options=(),
            text="",
            receipt_hash=f"{number:064}",
        )
        for number in range(200)
    ]
    ids = [one.id for one in sealed(answers)]
    shelves = {one[:4] for one in ids}
    assert len(shelves) == 1
    assert len({one[4:] for one in ids}) == len(ids)
    again = {sealed(answers)[0].id[:4] for _ in range(8)}
    assert len(again | shelves) > 1, "each time another"
    in_order = [one.receipt_hash for one in sorted(sealed(answers), key=lambda one: one.id)]
    assert in_order != sorted(in_order), "whoever came first does not lie first"
