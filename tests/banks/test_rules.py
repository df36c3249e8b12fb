"""What makes a bank work, and what makes a question kind. Each rule is told with its place."""

from collections.abc import Callable

import pytest

Check = Callable[..., list[str]]

TYPED = '{en: "What was heavy?", sv: "Vad var tungt?"}'
CALM = '{id: calm, emoji: "😌", label: {en: "Calm", sv: "Lugnt"}}'
WHEN = "when: {question: mood, any_of: [heavy]}"


def test_a_good_bank_has_no_problems(check: Check) -> None:
    assert check() == []


def test_a_text_without_one_of_the_languages_hides_the_bank_there(check: Check) -> None:
    assert check(('{en: "The stairs.", sv: "Trapporna."}', '{en: "The stairs."}')) == [
        "35:5: warning: questions[2].example: Swedish is missing. Add `sv: ...`; until then nobody "
        "gets this bank in Swedish."
    ]


def test_a_language_that_only_one_text_has_is_named_there_only(check: Check) -> None:
    assert check(('{en: "The stairs.", ', '{fi: "Portaat.", en: "The stairs.", ')) == [
        "35:15: warning: questions[2].example.fi: most texts of this bank have no Finnish, so it "
        "is not used. Correct or complete it."
    ]


def test_a_bank_without_any_complete_language_is_refused(check: Check) -> None:
    found = check(('{en: "The stairs.", sv: "Trapporna."}', '{fi: "Portaat."}'))
    assert (
        "4:1: title: no language is complete. "
        "Give every text in at least one and the same language." in found
    )


def test_question_ids_are_unique(check: Check) -> None:
    assert check(("id: room", "id: mood")) == [
        '19:5: questions[1].id: "mood" is used twice. Give each its own.'
    ]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (
            "when: {question: moood, any_of: [heavy]}",
            '30:12: questions[2].when.question: there is no question "moood" above this one. '
            'Did you mean "mood"?',
        ),
        (
            "when: {question: why, any_of: [heavy]}",
            '30:12: questions[2].when.question: there is no question "why" above this one. '
            "Known: mood, room.",
        ),
        (
            "when: {question: mood, any_of: [heavvy]}",
            '30:37: questions[2].when.any_of[0]: "mood" has no option "heavvy". '
            'Did you mean "heavy"?',
        ),
        (
            "when: {question: mood}",
            "30:5: questions[2].when: decides nothing. Add any_of with option ids.",
        ),
        (
            "when: {question: mood, any_of: [heavy], at_most: 2}",
            "30:45: questions[2].when.at_most: is for scales. For options, write any_of.",
        ),
        (
            "when: {question: room, any_of: [heavy]}",
            "30:28: questions[2].when.any_of: is for options. For a scale, write at_least or "
            "at_most.",
        ),
        (
            "when: {question: room}",
            "30:5: questions[2].when: decides nothing. Add at_least or at_most.",
        ),
        (
            "when: {question: room, at_least: 6}",
            "30:5: questions[2].when: can never be true. The scale goes from 1 to 5.",
        ),
        (
            "when: {question: room, at_least: 4, at_most: 3}",
            "30:5: questions[2].when: can never be true. The scale goes from 1 to 5.",
        ),
    ],
)
def test_a_follow_up_points_to_a_reply_that_can_come(check: Check, when: str, told: str) -> None:
    assert check((WHEN, when)) == [told]


def test_the_first_question_cannot_be_a_follow_up(check: Check) -> None:
    found = check(("    kind: mood\n", f"    kind: mood\n    {WHEN}\n"))
    assert found == [
        '12:12: questions[0].when.question: there is no question "mood" above this one. Delete it.'
    ]


def test_words_decide_nothing(check: Check) -> None:
    found = check(
        (
            "    example:",
            "  - id: more\n    phase: what\n    when: {question: why, any_of: [a]}\n"
            '    text: [{en: "What a?", sv: "Vad a?"}, {en: "What b?", sv: "Vad b?"}, '
            '{en: "What c?", sv: "Vad c?"}]\n    example:',
        )
    )
    assert found == [
        "37:12: questions[3].when.question: a question answered in words decides nothing. "
        "Name one with buttons."
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '    low: {en: "None", sv: "Inget"}\n',
            "",
            "19:5: questions[1]: a scale needs `low`: the meaning of its end. Add it.",
        ),
        (
            "    kind: mood\n",
            "    kind: mood\n    steps: 3\n",
            "12:5: questions[0].steps: is for scales. Delete it, or write `kind: scale`.",
        ),
        (
            "    kind: scale\n",
            "    kind: scale\n    options: [{id: a, label: {en: A, sv: A}}]\n",
            "22:5: questions[1].options: need another kind (choice, choices, mood). Change `kind`, "
            "or delete them.",
        ),
        (
            f"      - {CALM}\n",
            "",
            "16:5: questions[0].options: needs two options or more. Add them under `options`.",
        ),
    ],
)
def test_a_kind_has_what_it_needs_and_nothing_else(
    check: Check, old: str, new: str, told: str
) -> None:
    assert check((old, new)) == [told]


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (
            '{id: heavy, emoji: "😌", label: {en: "Calm", sv: "Lugnt"}}',
            '18:10: questions[0].options[1].id: "heavy" is used twice. Give each its own.',
        ),
        (
            '{id: calm, emoji: "🪨", label: {en: "Calm", sv: "Lugnt"}}',
            '18:21: questions[0].options[1].emoji: "🪨" is used twice. Give each its own.',
        ),
        (
            '{id: calm, emoji: "😌", label: {en: "Calm", sv: "TUNGT"}}',
            '18:54: questions[0].options[1].label.sv: "tungt" is used twice. Give each its own.',
        ),
        (
            '{id: calm, label: {en: "Calm", sv: "Lugnt"}}',
            "17:9: questions[0].options[0]: a mood needs an emoji. Add `emoji`.",
        ),
        (
            '{id: calm, emoji: "😌", label: {en: "Calm", sv: "Heavy"}}',
            "17:52: questions[0].options[0].label.sv: is the id of another option. "
            "Rename one of them.",
        ),
    ],
)
def test_buttons_can_be_told_apart(check: Check, option: str, told: str) -> None:
    assert check((CALM, option)) == [told]


def test_a_comma_would_divide_one_choice_into_two(check: Check) -> None:
    found = check(("kind: mood", "kind: choices"), ('en: "Calm"', 'en: "Calm, mostly"'))
    assert found == [
        "17:40: questions[0].options[0].label.en: has a comma, which divides typed choices. "
        "Reword it."
    ]


def test_fewer_than_three_wordings_tire_people(check: Check) -> None:
    assert check(('      - {en: "How much space?", sv: "Hur mycket rum?"}\n', "")) == [
        "24:5: warning: questions[1].text: the same words each time tire people. "
        "Give 3 wordings or more."
    ]


def test_two_wordings_are_not_the_same_words(check: Check) -> None:
    assert check(('en: "How did it go?"', 'en: "how was it?"')) == [
        '14:10: questions[0].text[1].en: "how was it?" is used twice. Give each its own.'
    ]


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "What was heavy? And what was light?",
            "32:10: questions[2].text[0].en: asks 2 things. Ask one: keep a single question mark.",
        ),
        (
            "Tell us.",
            "32:10: warning: questions[2].text[0].en: asks nothing. End it with a question mark.",
        ),
        (
            "What was it that" + " really" * 27 + "?",
            "32:10: warning: questions[2].text[0].en: is long: 206 characters. "
            "Try to stay under 200.",
        ),
        (
            "What was it that" + " really" * 40 + "?",
            "32:10: questions[2].text[0].en: is too long. Use at most 280 characters.",
        ),
        (
            "Do you like it?",
            '32:10: warning: questions[2].text[0].en: can be answered with "yes" or "no". '
            "Begin with what or how instead.",
        ),
        (
            "Why didn’t you ask?",
            "32:10: warning: questions[2].text[0].en: can sound like blame. "
            "Ask what led to it instead.",
        ),
        (
            "What is their address?",
            "32:10: warning: questions[2].text[0].en: seems to ask for a name, an address or a "
            "diagnosis. Leave that out.",
        ),
    ],
)
def test_a_question_asks_one_open_kind_thing(check: Check, english: str, told: str) -> None:
    assert check((TYPED, f'{{en: "{english}", sv: "Vad var tungt?"}}')) == [told]


CLOSED = [
    ("en", "Think of today. Did it go well?"),
    ("en", "Looking back: would you do it again?"),
    ("en", "Isn't it good?"),
    ("sv", "Har du lärt dig något?"),
    ("sv", "Tänk på i dag. Var det bra?"),
    ("sv", "Kan du berätta?"),
]
OPEN = [
    ("sv", "Var tog det stopp?"),
    ("sv", "Minns en bra dag. Vad hände?"),
    ("sv", "Vad har du lärt dig?"),
    ("en", "How are things?"),
    ("en", "Dolphins or bees, what do you prefer?"),
]


def swedish_or_english(code: str, wording: str) -> tuple[str, str]:
    other = 'sv: "Vad var tungt?"' if code == "en" else 'en: "What was heavy?"'
    return TYPED, f'{{{code}: "{wording}", {other}}}'


@pytest.mark.parametrize(("code", "wording"), CLOSED)
def test_closed_beginnings_are_noticed_after_an_introduction_too(
    check: Check, code: str, wording: str
) -> None:
    assert 'can be answered with "yes" or "no"' in check(swedish_or_english(code, wording))[0]


@pytest.mark.parametrize(("code", "wording"), OPEN)
def test_open_questions_are_left_alone(check: Check, code: str, wording: str) -> None:
    assert check(swedish_or_english(code, wording)) == []


def test_a_question_with_buttons_may_be_closed(check: Check) -> None:
    assert check(('en: "How was it?"', 'en: "Was it a good day?"')) == []


@pytest.mark.parametrize(
    "wording", ["Varför gjorde du så?", "Varför sa du inte ifrån?", "Hur kunde du göra så?"]
)
def test_blame_is_noticed_in_swedish(check: Check, wording: str) -> None:
    assert "can sound like blame" in check(swedish_or_english("sv", wording))[0]


@pytest.mark.parametrize("wording", ["Vilken diagnos gällde det?", "Vad heter personen?"])
def test_asking_for_personal_matters_is_noticed_in_swedish(check: Check, wording: str) -> None:
    assert "seems to ask for a name" in check(swedish_or_english("sv", wording))[0]


def test_greek_asks_with_a_semicolon(check: Check) -> None:
    found = check((TYPED, '{en: "What was heavy?", sv: "Vad?", el: "Τι έγινε;"}'))
    assert [line for line in found if "asks" in line] == []
