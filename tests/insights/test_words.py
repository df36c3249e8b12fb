"""Words: who is quoted, with whom, and in which order."""

import random
from collections.abc import Callable

from bot.domain.hearing.insights import Utterance
from bot.insights.words import words

FLOOR = 5
FIVE = ["Alice", "Bob", "Dora", "Emil", "Fatima"]

Say = Callable[..., Utterance]


def test_four_unnamed_people_are_not_quoted(say: Say) -> None:
    said = [say(who, text=f"{n}") for who in FIVE[:4] for n in range(3)]

    assert words("q", said, FLOOR, random.Random(1)) is None


def test_five_unnamed_people_are_quoted_all_at_once(say: Say) -> None:
    said = [say(who, text=f"by {who}") for who in FIVE]

    shown = words("q", said, FLOOR, random.Random(1))

    assert shown is not None
    assert {quote.text for quote in shown.unnamed} == {f"by {who}" for who in FIVE}
    assert {quote.name for quote in shown.unnamed} == {None}


def test_the_order_of_unnamed_words_tells_nothing(say: Say) -> None:
    said = [say(who, text=f"by {who}") for who in FIVE]

    def order(said: list[Utterance], seed: int) -> list[str]:
        shown = words("q", said, FLOOR, random.Random(seed))
        assert shown is not None
        return [quote.text for quote in shown.unnamed]

    assert order(said, 1) == order(said[::-1], 1)
    assert len({order(said, seed)[0] for seed in range(50)}) == len(FIVE)


def test_alice_who_gave_her_name_is_quoted_alone(say: Say) -> None:
    said = [say("Alice", text="Mine", named=True), say("Bob", text="Secret")]

    shown = words("q", said, FLOOR, random.Random(1))

    assert shown is not None
    assert [(quote.name, quote.text) for quote in shown.named] == [("Alice", "Mine")]
    assert shown.unnamed == ()


def test_names_do_not_help_the_unnamed_over_the_floor(say: Say) -> None:
    named = [say(who, text="Mine", named=True) for who in FIVE]
    shown = words("q", [*named, say("Charlie", text="Secret")], FLOOR, random.Random(1))

    assert shown is not None
    assert len(shown.named) == 5
    assert shown.unnamed == ()
