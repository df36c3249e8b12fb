"""What a Round, with what had waited before it, may tell the team."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.insights import FLOOR, Figure, Insight, Said, Words
from bot.domain.questions import Kind, Question, QuestionBank
from bot.insights import figures
from bot.insights.people import band
from bot.insights.themes import themes
from bot.insights.words import words


def insight(
    bank: QuestionBank,
    said: Sequence[Said],
    *,
    took_part: int,
    floor: int,
    languages: Sequence[str],
    rng: random.Random,
) -> Insight:
    """What the team hears of `said`: all answers for its eyes that were not released before.

    `took_part` is the number of people who answered anything in this Round; below the floor nothing
    is shown and everything waits. An answer is used whole or not at all, and is then in `released`:
    no later Insight may be given it again, so that no two can be laid over each other. Answers that
    the bank can no longer read are left out.
    """
    floor = max(floor, FLOOR)
    by_question = _readable(bank, said)
    crowd = band(took_part, floor)
    if crowd is None:
        return Insight(took_part=None, waits=bool(by_question))
    shown_figures = _figures(bank, by_question, floor, rng)
    shown_words = _words(bank, by_question, floor, rng)
    released = _released(shown_figures, shown_words, by_question)
    spoken = [one for one in said if one.text and one.id in released]
    return Insight(
        took_part=crowd,
        figures=shown_figures,
        themes=themes(spoken, languages, floor),
        words=shown_words,
        released=released,
        waits=any(one.id not in released for group in by_question.values() for one in group),
    )


def _readable(bank: QuestionBank, said: Sequence[Said]) -> Mapping[str, Sequence[Said]]:
    by_question: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        question = bank.question(one.question_id)
        if question is not None and _fits(question, one):
            by_question[question.id].append(one)
    return by_question


def _fits(question: Question, one: Said) -> bool:
    return figures.readable(question, one) if question.kind.tapped else bool(one.text.strip())


def _figures(
    bank: QuestionBank,
    by_question: Mapping[str, Sequence[Said]],
    floor: int,
    rng: random.Random,
) -> tuple[Figure, ...]:
    found = (
        figures.figure(question, by_question.get(question.id, ()), floor, rng)
        for question in bank.questions
        if question.kind.tapped
    )
    return tuple(figure for figure in found if figure is not None)


def _words(
    bank: QuestionBank,
    by_question: Mapping[str, Sequence[Said]],
    floor: int,
    rng: random.Random,
) -> tuple[Words, ...]:
    found = (
        words(question.id, by_question.get(question.id, ()), floor, rng)
        for question in bank.questions
        if question.kind is Kind.TEXT
    )
    return tuple(group for group in found if group is not None)


def _released(
    shown_figures: Sequence[Figure],
    shown_words: Sequence[Words],
    by_question: Mapping[str, Sequence[Said]],
) -> frozenset[str]:
    """A figure rests on every answer to its question, words on those that are shown."""
    tapped = {one.id for figure in shown_figures for one in by_question[figure.question_id]}
    spoken = {quote.said_id for group in shown_words for quote in (*group.unnamed, *group.named)}
    return frozenset(tapped | spoken)
