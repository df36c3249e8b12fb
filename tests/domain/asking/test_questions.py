"""Which questions Alice meets, and what counts as a reply when she types instead of tapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking.questions import (
    Condition,
    Kind,
    Option,
    Question,
    QuestionBank,
    Risk,
    read_reply,
)
from bot.domain.base.roles import Role


def ask(question_id: str, kind: Kind = Kind.TEXT, **more: object) -> Question:
    wordings = ({"en": f"{question_id} one?", "sv": f"{question_id} ett?"}, {"en": "Two?"})
    facts: dict[str, object] = {"phase": "what", "wordings": wordings} | more
    return Question(id=question_id, kind=kind, **facts)  # type: ignore[arg-type] # all of its kind


def after(question_id: str, *options: str) -> Condition:
    return Condition(question=question_id, any_of=frozenset(options))


OPTIONS = (
    Option(id="calm", label={"en": "Calm", "sv": "Lugnt"}, emoji="😌"),
    Option(id="heavy", label={"en": "Heavy going", "sv": "Tungt"}, emoji="🪨"),
    Option(id="hectic", label={"en": "Hectic", "sv": "Full fart"}, emoji="🌦️"),
)
MOOD = ask("mood", Kind.MOOD, options=OPTIONS)
MANY = ask("many", Kind.CHOICES, options=OPTIONS)
SCALE = ask(
    "room",
    Kind.SCALE,
    options=tuple(Option(id=str(n), label={"en": str(n)}) for n in range(1, 11)),
)
BANK = QuestionBank(
    id="shift",
    version=1,
    title={"en": "Shift"},
    purpose={"en": "To look back."},
    roles=frozenset({Role.STAFF}),
    languages=("en",),
    minutes=2,
    questions=(
        MOOD,
        ask("surprise"),
        ask("leave", when=after("mood", "heavy", "hectic")),
        ask("deeper", when=after("many", "calm")),
    ),
)


def ids(*chosen: tuple[str, tuple[str, ...]]) -> list[str]:
    return [question.id for question in BANK.path(dict(chosen))]


def test_a_follow_up_waits_for_the_reply_that_calls_for_it() -> None:
    assert ids() == ["mood", "surprise"]


def test_a_follow_up_is_asked_once_its_reply_is_there() -> None:
    assert ids(("mood", ("heavy",))) == ["mood", "surprise", "leave"]


def test_a_follow_up_is_left_out_after_another_reply_or_a_skip() -> None:
    assert ids(("mood", ("calm",))) == ["mood", "surprise"]
    assert ids(("mood", ())) == ["mood", "surprise"]


def test_one_fitting_choice_of_several_is_enough() -> None:
    assert "deeper" in ids(("many", ("heavy", "calm")))


@given(st.dictionaries(st.sampled_from(["mood", "many"]), st.lists(st.sampled_from("chx"))))
def test_the_path_keeps_the_order_of_the_bank_and_all_unconditional_questions(
    chosen: dict[str, list[str]],
) -> None:
    path = BANK.path(chosen)
    assert path == [question for question in BANK.questions if question in path]
    assert {question.id for question in path} >= {"mood", "surprise"}


def test_a_bank_knows_its_questions_and_no_others() -> None:
    assert BANK.question("mood") is MOOD
    assert BANK.question("gone") is None


def test_wordings_take_turns() -> None:
    asked = [MOOD.wording(number, "en") for number in range(3)]
    assert asked == ["mood one?", "Two?", "mood one?"]


def test_a_wording_comes_in_the_readers_language_or_the_closest() -> None:
    assert MOOD.wording(0, "sv") == "mood ett?"
    assert MOOD.wording(1, "sv") == "Two?"


def test_only_words_are_not_tapped() -> None:
    assert [kind for kind in Kind if not kind.tapped] == [Kind.TEXT]


def test_a_question_is_of_low_risk_unless_it_says_otherwise() -> None:
    assert MOOD.risk is Risk.LOW


@pytest.mark.parametrize(
    "typed", ["heavy", "HEAVY", " heavy going ", "Heavy Going", "hea", "🪨", "Heavy g"]
)
def test_alice_may_type_what_the_button_says(typed: str) -> None:
    assert read_reply(MOOD, "en", typed) == ("heavy",)


def test_alice_may_type_in_her_own_language() -> None:
    assert read_reply(MOOD, "sv", "tungt") == ("heavy",)
    assert read_reply(MOOD, "en", "tungt") is None


@pytest.mark.parametrize("typed", ["", "  ", "he", "H", "sunny", "calm, heavy"])
def test_what_could_mean_two_things_or_nothing_is_not_guessed(typed: str) -> None:
    assert read_reply(MOOD, "en", typed) is None


def test_an_emoji_counts_with_or_without_its_invisible_sign() -> None:
    assert read_reply(MOOD, "en", "\U0001f326") == ("hectic",)
    assert read_reply(MOOD, "en", "\U0001f326\ufe0f") == ("hectic",)


def test_several_choices_are_divided_by_commas_and_count_once() -> None:
    assert read_reply(MANY, "en", "Calm, hec,calm") == ("calm", "hectic")
    assert read_reply(MANY, "en", "calm, sunny") is None


def test_a_step_of_a_scale_is_its_number_and_one_is_not_ten() -> None:
    assert read_reply(SCALE, "en", "1") == ("1",)
    assert read_reply(SCALE, "en", "10") == ("10",)
    assert read_reply(SCALE, "en", "11") is None


@given(st.text(max_size=30), st.sampled_from([MOOD, MANY, SCALE]), st.sampled_from(["en", "sv"]))
def test_a_reply_never_holds_an_option_that_is_not_there(
    typed: str, question: Question, language: str
) -> None:
    known = {option.id for option in question.options}
    assert set(read_reply(question, language, typed) or ()) <= known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("almost none", "1"), ("Plenty", "10"), ("pl", "10"), ("so-so", None), ("nästan", None)],
)
def test_the_ends_of_a_scale_can_be_named_by_their_words(typed: str, meant: str | None) -> None:
    ends = {"low": {"en": "Almost none", "sv": "Nästan inget"}, "high": {"en": "Plenty"}}
    room = ask("room", Kind.SCALE, options=SCALE.options, **ends)
    assert read_reply(room, "en", typed) == (None if meant is None else (meant,))
