"""Words: the replies in people's own words that may be shown."""

import random
from collections.abc import Iterable, Sequence

from bot.domain.hearing.insights import Quote, Utterance, Words
from bot.insights.people import people


def words(
    question_id: str, said: Sequence[Utterance], floor: int, rng: random.Random
) -> Words | None:
    """The shared replies to one question, or None if none may be shown yet.

    Unnamed ones are shown all at once and in random order, and only if they come from enough
    people. Who chose to be named needs no company.
    """
    unnamed = sorted((one for one in said if one.name is None), key=lambda one: one.id)
    named = sorted((one for one in said if one.name), key=lambda one: (one.name or "", one.id))
    if people(unnamed) < floor:
        unnamed = []
    if not unnamed and not named:
        return None
    rng.shuffle(unnamed)
    return Words(question_id=question_id, unnamed=_quotes(unnamed), named=_quotes(named))


def _quotes(said: Iterable[Utterance]) -> tuple[Quote, ...]:
    return tuple(Quote(said_id=one.id, text=one.text, name=one.name) for one in said)
