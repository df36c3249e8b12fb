"""What a Round, with what had waited before it, may tell the team."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.hearing.insights import FLOOR, Figure, Insight, Utterance, Words
from bot.insights import figures
from bot.insights.people import band
from bot.insights.themes import themes
from bot.insights.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The Round that has closed, how many people answered anything in it, and how many were asked
    in it and in those whose answers have waited."""

    round_id: int
    took_part: int
    asked: Mapping[int, int]


def insight(
    bank: QuestionBank,
    said: Sequence[Utterance],
    crowd: Crowd,
    *,
    floor: int,
    languages: Sequence[str],
    rng: random.Random,
) -> Insight:
    """What the team hears of `said`: all answers for its eyes that were not released before.

    Below the floor nothing is shown and everything waits; but for words with a name where fewer
    were asked at all: it is said anyhow that they were few, and so nobody's silence is told with
    them (decision 16). An answer is used whole or not at all, and is then in `released`: no later
    Insight may be given it again, so that no two can be laid over each other. Answers that the bank
    can no longer read are left out.
    """
    floor = max(floor, FLOOR)
    by_question = _readable(bank, said)
    asked = crowd.asked.get(crowd.round_id, 0)
    across = band(crowd.took_part, floor, asked)
    if across is None:
        few = _named_of(by_question, crowd.round_id) if asked < floor else {}
        return _of_few(by_question, _words(bank, few, floor, rng))
    shown_figures, counted = _figures(bank, by_question, crowd, floor, rng)
    shown_words = _words(bank, by_question, floor, rng)
    released = frozenset(counted | _quoted(shown_words))
    spoken = [one for one in said if one.text and one.id in released]
    return Insight(
        took_part=across,
        figures=shown_figures,
        themes=themes(spoken, languages, floor, crowd.asked),
        words=shown_words,
        released=released,
        waits=any(
            one.round_id == crowd.round_id and one.id not in released
            for group in by_question.values()
            for one in group
        ),
    )


def _of_few(by_question: Mapping[str, Sequence[Utterance]], named: tuple[Words, ...]) -> Insight:
    """Where nothing is shown but these words with a name."""
    shown = _quoted(named)
    waits = any(one.id not in shown for group in by_question.values() for one in group)
    return Insight(took_part=None, words=named, released=frozenset(shown), waits=waits)


def _readable(bank: QuestionBank, said: Sequence[Utterance]) -> Mapping[str, Sequence[Utterance]]:
    by_question: defaultdict[str, list[Utterance]] = defaultdict(list)
    for one in said:
        question = bank.question(one.question_id)
        if question is not None and _fits(question, one):
            by_question[question.id].append(one)
    return by_question


def _fits(question: Question, one: Utterance) -> bool:
    return figures.readable(question, one) if question.kind.tapped else bool(one.text.strip())


def _figures(
    bank: QuestionBank,
    by_question: Mapping[str, Sequence[Utterance]],
    crowd: Crowd,
    floor: int,
    rng: random.Random,
) -> tuple[tuple[Figure, ...], set[str]]:
    """What tapped questions show, and the ids of all answers on which that rests."""
    found: list[Figure] = []
    counted: set[str] = set()
    for question in (one for one in bank.questions if one.kind.tapped):
        said = figures.told_together(question, by_question.get(question.id, ()), floor)
        figure = figures.figure(question, said, floor, crowd.asked, rng)
        if figure is not None:
            found.append(figure)
            counted |= {one.id for one in said}
    return tuple(found), counted


def _words(
    bank: QuestionBank,
    by_question: Mapping[str, Sequence[Utterance]],
    floor: int,
    rng: random.Random,
) -> tuple[Words, ...]:
    found = (
        words(question.id, by_question.get(question.id, ()), floor, rng)
        for question in bank.questions
        if question.kind is Kind.TEXT
    )
    return tuple(group for group in found if group is not None)


def _named_of(
    by_question: Mapping[str, Sequence[Utterance]], round_id: int
) -> Mapping[str, Sequence[Utterance]]:
    """What was shared with a name in this Round."""
    return {
        question_id: [one for one in group if one.name and one.round_id == round_id]
        for question_id, group in by_question.items()
    }


def _quoted(shown_words: Sequence[Words]) -> set[str]:
    return {quote.said_id for group in shown_words for quote in (*group.unnamed, *group.named)}
