"""An Insight: what the team hears of a Round, and what nobody learns from a row of them."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.hearing.insights import FLOOR, Band, Insight, Utterance
from bot.insights import Crowd, insight

Say = Callable[..., Utterance]
SIX = ["Alice", "Bob", "Dora", "Emil", "Fatima", "Goran"]


def heard(
    bank: QuestionBank,
    said: Sequence[Utterance],
    took_part: int,
    floor: int = FLOOR,
    *,
    asked: int = 100,
    round_id: int | None = None,
) -> Insight:
    """What is heard when the Round with that id ends, or else the latest of these."""
    latest = max((one.round_id for one in said), default=1) if round_id is None else round_id
    numbers = {latest, *(one.round_id for one in said)}
    return insight(
        bank,
        said,
        Crowd(round_id=latest, took_part=took_part, asked=dict.fromkeys(numbers, asked)),
        floor=floor,
        languages=["en", "sv"],
        rng=random.Random(1),
    )


@pytest.fixture
def said(say: Say) -> list[Utterance]:
    """Six people tapped and wrote; two of them wrote under their names."""
    taps = [say(who, tap, question_id="scale") for who, tap in zip(SIX, "334455", strict=True)]
    unnamed = [say(who, text=f"{who} was in a hurry", question_id="what") for who in SIX]
    named = [say(who, text="More breaks", question_id="next", named=True) for who in SIX[:2]]
    return [*taps, *unnamed, *named]


def test_where_too_few_were_asked_who_chose_their_name_is_heard_all_the_same(
    bank: QuestionBank, said: list[Utterance]
) -> None:
    heard_ = heard(bank, said[:3] + said[-2:], took_part=3, asked=4)
    assert (heard_.took_part, heard_.figures) == (None, ())
    assert [(w.question_id, len(w.unnamed), len(w.named)) for w in heard_.words] == [("next", 0, 2)]
    assert heard_.released == {one.id for one in said[-2:]}


def test_where_enough_were_asked_and_too_few_answered_no_name_tells_who_did_not(
    bank: QuestionBank, said: list[Utterance]
) -> None:
    heard_ = heard(bank, said[-2:], took_part=4, asked=5)
    assert (heard_.words, heard_.released, heard_.waits) == ((), frozenset(), True)


def test_six_people_are_heard(bank: QuestionBank, said: list[Utterance]) -> None:
    heard_ = heard(bank, said, took_part=6)

    assert heard_.took_part == Band(low=5, high=9)
    assert [(shown.question_id, shown.middle) for shown in heard_.figures] == [("scale", "4")]
    assert [(w.question_id, len(w.unnamed), len(w.named)) for w in heard_.words] == [
        ("what", 6, 0),
        ("next", 0, 2),
    ]
    assert [theme.concept_id for theme in heard_.themes] == ["time_pressure"]
    assert heard_.released == {one.id for one in said}
    assert not heard_.waits


def test_four_people_wait_for_the_next_round(bank: QuestionBank, said: list[Utterance]) -> None:
    assert heard(bank, said, took_part=4) == Insight(took_part=None, waits=True)
    assert heard(bank, [], took_part=4) == Insight(took_part=None, waits=False)


def test_a_team_may_ask_for_a_higher_floor_but_not_for_a_lower_one(
    bank: QuestionBank, said: list[Utterance]
) -> None:
    assert heard(bank, said, took_part=6, floor=7).took_part is None
    assert heard(bank, said, took_part=4, floor=2).took_part is None
    higher = heard(bank, said, took_part=12, floor=7)
    assert (higher.figures, [len(w.unnamed) for w in higher.words]) == ((), [0])


def test_what_falls_short_waits_and_is_heard_with_the_next_round(
    bank: QuestionBank, said: list[Utterance], say: Say
) -> None:
    early = [say(who, text="Too early", question_id="what", round_id=0) for who in SIX[:2]]
    first = heard(bank, early, took_part=9)

    assert first == Insight(took_part=Band(low=5, high=9), waits=True)
    second = heard(bank, [*early, *said], took_part=6)
    assert second.released >= {one.id for one in early}


def test_answers_the_bank_can_no_longer_read_are_left_out(
    bank: QuestionBank, said: list[Utterance], say: Say
) -> None:
    strange = [
        say("Alice", "unsure", question_id="scale"),
        say("Alice", text="Gone", question_id="gone"),
        say("Alice", text=" ", question_id="what"),
    ]

    assert heard(bank, [*strange, *said], took_part=6) == heard(bank, said, took_part=6)


def test_a_theme_is_only_drawn_from_words_that_are_shown(bank: QuestionBank, say: Say) -> None:
    hidden = [say(who, text="Handover", question_id="what") for who in SIX[:4]]
    shown = [say(who, text="Sunny", question_id="next") for who in SIX]

    assert heard(bank, [*hidden, *shown], took_part=6).themes == ()


# What follows plays teams through several Rounds and looks at everything they are shown, knowing
# what the bot does not know: who said what.


@dataclass
class Team:
    """A team's waiting answers, and who is behind each answer that was ever given."""

    author: dict[str, int] = field(default_factory=dict)
    waiting: list[Utterance] = field(default_factory=list)
    released: set[str] = field(default_factory=set)

    def people(self, said: Iterable[Utterance]) -> int:
        return len({self.author[one.id] for one in said})


def reply(rng: random.Random, question: Question) -> dict[str, Any]:
    if question.kind is Kind.TEXT:
        texts = ["Nothing much.", "The handover was rushed.", "Tack för hjälpen!", "No break."]
        return {"text": rng.choice(texts)}
    options = [option.id for option in question.options]
    most = len(options) if question.kind is Kind.CHOICES else 1
    return {"options": tuple(rng.sample(options, rng.randint(1, most)))}


def week(
    bank: QuestionBank, team: Team, round_id: int, rng: random.Random, people: int
) -> Iterator[Utterance]:
    """What so many people let the team see in a Round; some of them answer twice."""
    openness = rng.choice([0.2, 0.6, 1.0])
    common = {question.id: reply(rng, question) for question in bank.questions}
    likeness = rng.choice([0, 0, 0.7, 1])
    for person in range(people):
        for _ in range(rng.choice([1, 1, 1, 2])):
            for question in bank.questions:
                if rng.random() > openness:
                    continue
                named = rng.random() < 0.3
                what = common[question.id] if rng.random() < likeness else reply(rng, question)
                one = Utterance(
                    id=f"{round_id}-{len(team.author)}",
                    round_id=round_id,
                    voice=f"{round_id} {person} {named}",
                    question_id=question.id,
                    name=f"Person {person}" if named else None,
                    **what,
                )
                team.author[one.id] = person
                yield one


def check_figures(bank: QuestionBank, team: Team, shown: Insight, floor: int) -> None:
    by_question = defaultdict(list)
    for one in team.waiting:
        if one.id in shown.released:
            by_question[one.question_id].append(one)
    for figure in shown.figures:
        said = by_question[figure.question_id]
        question = bank.question(figure.question_id)
        assert question is not None
        assert not isinstance(figure.people, Band) or team.people(said) >= figure.people.low
        assert len(figure.cells) != 1 or question.kind is Kind.CHOICES
        assert team.people(said) >= floor
        rounds = {one.round_id: [o for o in said if o.round_id == one.round_id] for one in said}
        for part in rounds.values():
            assert len({frozenset(o.options) for o in part}) > 1 or team.people(part) >= 2 * floor
        for cell in figure.cells:
            inside = [one for one in said if set(one.options) & set(cell.options)]
            outside = [one for one in said if one not in inside]
            for part in rounds.values():
                assert team.people(one for one in part if one in inside) >= floor
                assert team.people(one for one in part if one in outside) >= floor
            assert abs(cell.share - 10 * len(inside) / len(said)) <= 0.5


def check_words(team: Team, shown: Insight, floor: int) -> None:
    by_id = {one.id: one for one in team.waiting}
    for words in shown.words:
        unnamed = [by_id[quote.said_id] for quote in words.unnamed]
        assert team.people(unnamed) >= floor or not unnamed
        assert all(one.name is None for one in unnamed)
        assert all(quote.name == by_id[quote.said_id].name for quote in words.named)
        assert all(quote.name for quote in words.named)
        waiting = [one for one in team.waiting if one.id not in shown.released]
        assert not unnamed or not any(
            one.question_id == words.question_id and one.name is None for one in waiting
        )


def check_themes(team: Team, shown: Insight, floor: int) -> None:
    by_id = {one.id: one for one in team.waiting}
    quoted = [by_id[quote.said_id] for w in shown.words for quote in (*w.unnamed, *w.named)]
    assert not shown.themes or team.people(quoted) >= floor
    assert len(shown.themes) <= 7
    lows = [theme.people.low for theme in shown.themes if isinstance(theme.people, Band)]
    assert lows == sorted(lows, reverse=True)
    for theme in shown.themes:
        assert isinstance(theme.people, Band)
        assert 3 <= theme.people.low <= team.people(quoted)


@settings(max_examples=200, deadline=None)
@given(
    rounds=st.lists(st.integers(0, 30), min_size=1, max_size=5),
    floor=st.sampled_from([5, 5, 5, 7]),
    rng=st.randoms(use_true_random=True),
)
def test_no_row_of_insights_shows_one_to_four_people(
    bank: QuestionBank, rounds: list[int], floor: int, rng: random.Random
) -> None:
    team = Team()
    for round_id, took_part in enumerate(rounds):
        team.waiting += week(bank, team, round_id, rng, took_part)
        shown = heard(bank, team.waiting, took_part, floor, round_id=round_id)

        if shown.took_part is None:
            assert took_part < floor
            assert shown.released == frozenset()
        else:
            assert isinstance(shown.took_part, Band)
            assert floor <= shown.took_part.low <= took_part
        assert shown.released <= {one.id for one in team.waiting}
        assert team.released.isdisjoint(shown.released)
        check_figures(bank, team, shown, floor)
        check_words(team, shown, floor)
        check_themes(team, shown, floor)
        team.released |= shown.released
        team.waiting = [one for one in team.waiting if one.id not in shown.released]
