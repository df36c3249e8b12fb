"""What tells of danger is found, what only sounds like it is not, and reading any text comes to an
end."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.base.dangers import GRAVEST_FIRST, Danger, PhraseList
from bot.domain.base.phrases import Forms, Phrase, Wording
from bot.reading.danger import DangerReader

A, B, C, D = Danger


def phrases(*lines: str) -> list[Phrase]:
    wording = Wording()
    return [phrase for line in lines for phrase in wording.phrases(line)]


def words(text: str) -> Forms:
    return Wording().words(text)


def reading(
    lines: Mapping[Danger, str],
    *,
    signs: Mapping[str, str] | None = None,
    settings: str = "",
    sayings: str = "",
    frames: str = "",
    endings: str = "",
    no_negations: str = "",
    going_on: Mapping[int, Forms] | None = None,
    of_signs: Danger = A,
) -> DangerReader:
    """A reader of one small list in English."""
    return DangerReader(
        [
            PhraseList(
                language="en",
                phrases={danger: phrases(text) for danger, text in lines.items()},
                signs={of_signs: {theme: phrases(text) for theme, text in (signs or {}).items()}},
                settings={of_signs: phrases(settings)} if settings else {},
                sayings=phrases(sayings) if sayings else (),
                negations=words("not never nobody no"),
                negations_after=words("not"),
                no_negations=phrases(no_negations) if no_negations else (),
                clauses=words("but that"),
                trifles=words("printer"),
                going_on=going_on or {},
                frames=phrases(frames) if frames else (),
                endings=phrases(endings) if endings else (),
            )
        ]
    )


def test_words_of_a_phrase_stand_in_their_order_and_near_each_other() -> None:
    reader = reading({B: "he .. hits"})
    assert reader.read("he often hits") is B
    assert reader.read("hits he") is None
    assert reader.read("he came and went and came again and hits") is None


def test_sides_of_a_plus_stand_in_any_order() -> None:
    reader = reading({B: "hit + client"})
    assert reader.read("the client was hit") is B
    assert reader.read("she hit the client") is B


def test_what_belongs_together_stands_in_one_sentence() -> None:
    assert reading({B: "hit + client"}).read("I hit the road. The client slept.") is None


def test_a_negation_in_the_same_clause_denies() -> None:
    reader = reading({B: "was hit"})
    assert reader.read("nobody was hit") is None
    assert reader.read("she was hit not him") is None
    assert reader.read("nobody came, she was hit") is B
    assert reader.read("nobody cares that she was hit") is B


def test_a_negation_that_belongs_to_the_phrase_denies_nothing() -> None:
    assert reading({C: "not want to live"}).read("I do not want to live") is C


def test_some_negations_deny_nothing() -> None:
    reader = reading({B: "hits"}, no_negations="not .. stop")
    assert reader.read("he does not stop hits") is B


def test_a_saying_takes_the_meaning_of_what_shares_a_word_with_it() -> None:
    reader = reading({A: "killed"}, sayings="shift .. killed")
    assert reader.read("this shift nearly killed me") is None
    assert reader.read("he was killed") is A


def test_a_film_is_not_here_unless_the_phrase_is_firm() -> None:
    assert reading({A: "killed"}, frames="film").read("in the film he was killed") is None
    assert reading({A: "killed!"}, frames="film").read("in the film he was killed") is A


def test_a_good_end_ends_what_came_before_it() -> None:
    reader = reading({A: "fire"}, endings="all fine")
    assert reader.read("a fire, all fine now") is None
    assert reader.read("all fine at first, then a fire") is A
    assert reader.read("a fire, not all fine now") is A


def test_small_things_are_no_danger() -> None:
    reader = reading({C: "cannot cope"})
    assert reader.read("I cannot cope with this printer") is None
    assert reader.read("the printer works, I cannot cope") is C


def test_signs_of_two_themes_or_a_sign_and_a_setting_are_enough() -> None:
    reader = reading({}, signs={"body": "sores", "long": "weeks"}, settings="carer")
    assert reader.read("sores") is None
    assert reader.read("sores for weeks") is A
    assert reader.read("the carer saw sores") is A
    assert reader.read("sores sores") is None


def test_signs_alone_are_enough_only_where_a_life_may_be_at_stake() -> None:
    reader = reading({B: "hits"}, signs={"body": "sores", "long": "weeks"}, of_signs=B)
    assert reader.read("sores for weeks") is None
    assert reader.read("hits") is B


def test_small_words_decide_what_is_doubtful() -> None:
    points = {2: words("never"), -1: words("was"), -2: words("we")}
    reader = reading({B: "hits"}, signs={"body": "sores"}, going_on=points)
    assert reader.read("hits") is B
    assert reader.read("we was, hits") is None
    assert reader.read("sores, never") is A


def test_the_gravest_danger_is_told() -> None:
    reader = reading({A: "fire", B: "hit", C: "die", D: "forged"})
    assert reader.read("forged hit die fire") is A
    assert reader.read("forged hit die") is C
    assert reader.read("forged hit") is B
    assert reader.read("forged") is D
    assert GRAVEST_FIRST == (A, C, B, D)


def test_a_name_is_a_word_with_a_capital_inside_a_sentence() -> None:
    reader = reading({B: "hit NAME"})
    assert reader.read("she hit Kerstin") is B
    assert reader.read("she hit kerstin") is None
    assert reader.read("hit. Kerstin slept") is None


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("han andas inte", A),
        ("HAN ANDAS INTEEEE", A),
        ("jag vill inte leva", C),
        ("jag vill do", C),
        ("kolegan slog honom", B),
        ("ingen blev slagen", None),
        ("she isn’t breathing", A),
        ("she isnt breathing", A),
        ("I don't want to live", C),
        ("this shift nearly killed me", None),
        ("vi hade det fint och åt våfflor", None),
        ("Jag tog en kaka :) och dog av skratt 😂", None),
        ("bra pass, but the nurse slapped her", B),
    ],
)
def test_the_shipped_lists_read(reader: DangerReader, text: str, danger: Danger | None) -> None:
    assert reader.read(text) is danger


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=2000))
def test_any_text_is_read(reader: DangerReader, text: str) -> None:
    assert reader.read(text) in {None, *Danger}


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.sampled_from(["han", "slog", "inte", "hon", "kniv", "she", "not", "hit", "a", ",", "."]),
        min_size=1,
        max_size=12,
    )
)
@pytest.mark.timeout(120)  # a rule that goes back and forth would take hours
def test_every_text_comes_to_an_end(reader: DangerReader, row: list[str]) -> None:
    """Four thousand characters of what the lists are full of, in any order."""
    text = (" ".join(row) + " ") * 4000
    assert reader.read(text[:4000]) in {None, *Danger}


def test_what_was_read_is_not_remembered(reader: DangerReader) -> None:
    reader.read("Grynkorv slog Snorvinda")
    assert not any("snorvinda" in str(value) for value in vars(vars(reader)["_index"]).values())
