"""A folder of files becomes banks, or one list of everything that is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.banks import BankErrors, check_banks, load_banks
from bot.domain.asking.questions import Condition, Kind, Risk
from bot.domain.base.roles import Role
from bot.errors import OperatorError

Check = Callable[..., list[str]]


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def copy(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    path = folder / name
    path.write_bytes((folder / "shift.yaml").read_bytes())
    change(path, *changes)
    return path


def test_a_bank_becomes_plain_values(folder: Path) -> None:
    bank = load_banks(folder)["shift"]
    assert (bank.version, bank.minutes, bank.self_start) == (1, 2, False)
    assert bank.title == {"en": "Shift", "sv": "Passet"}
    assert bank.roles == {Role.STAFF}
    assert bank.languages == ("en", "sv")
    assert [question.id for question in bank.questions] == ["mood", "room", "why"]


def test_a_mood_has_its_options(folder: Path) -> None:
    mood = load_banks(folder)["shift"].questions[0]
    assert mood.kind is Kind.MOOD
    assert [(o.id, o.emoji, o.label["sv"]) for o in mood.options] == [
        ("calm", "😌", "Lugnt"),
        ("heavy", "🪨", "Tungt"),
    ]


def test_a_scale_has_a_button_for_each_step(folder: Path) -> None:
    room = load_banks(folder)["shift"].questions[1]
    assert [option.id for option in room.options] == ["1", "2", "3", "4", "5"]
    assert room.options[4].label == {"en": "5", "sv": "5"}
    assert room.low == {"en": "None", "sv": "Inget"}


def test_a_follow_up_after_an_option(folder: Path) -> None:
    why = load_banks(folder)["shift"].questions[2]
    assert why.when == Condition(question="mood", any_of=frozenset({"heavy"}))
    assert why.example == {"en": "The stairs.", "sv": "Trapporna."}
    assert why.risk is Risk.LOW


@pytest.mark.parametrize(
    ("written", "steps"),
    [("at_most: 2", "12"), ("at_least: 4", "45"), ("at_least: 2, at_most: 3", "23")],
)
def test_a_follow_up_on_a_scale_becomes_steps(folder: Path, written: str, steps: str) -> None:
    change(
        folder / "shift.yaml",
        ("{question: mood, any_of: [heavy]}", f"{{question: room, {written}}}"),
    )
    why = load_banks(folder)["shift"].questions[2]
    assert why.when == Condition(question="room", any_of=frozenset(steps))


def test_one_wording_needs_no_list(folder: Path) -> None:
    text = '    text: {en: "What was heavy?", sv: "Vad var tungt?"}\n    example:'
    path = folder / "shift.yaml"
    lines = path.read_text(encoding="utf-8")
    path.write_text(
        lines[: lines.rindex("    text:")] + text + lines[lines.rindex("    example:") + 12 :],
        encoding="utf-8",
    )
    assert len(load_banks(folder)["shift"].questions[2].wordings) == 1
    assert ["warning" in str(problem) for problem in check_banks(folder)] == [True]


def test_a_half_translated_bank_is_not_offered_in_that_language(folder: Path) -> None:
    change(folder / "shift.yaml", (', sv: "Trapporna."', ""))
    bank = load_banks(folder)["shift"]
    assert bank.languages == ("en",)
    assert bank.title == {"en": "Shift"}
    assert bank.questions[0].wording(0, "sv") == "How was it?"
    assert bank.questions[0].options[0].label == {"en": "Calm"}


def test_white_space_around_and_between_words_does_not_matter(folder: Path) -> None:
    change(folder / "shift.yaml", ('{en: "Shift"', '{en: "  A \\n Shift "'))
    assert load_banks(folder)["shift"].title["en"] == "A Shift"


def test_banks_are_ordered_by_the_names_of_their_files(folder: Path) -> None:
    copy(folder, "b.yml", ("id: shift", "id: b"))
    copy(folder, "a.yaml", ("id: shift", "id: a"))
    banks = load_banks(folder)
    assert list(banks) == ["a", "b", "shift"]
    assert len(banks) == 3
    assert "c" not in banks


def test_all_problems_of_all_files_come_together(folder: Path) -> None:
    copy(folder, "a.yaml", ("id: shift", "id: a"), ("minutes: 2", "minuts: 2"))
    copy(folder, "b.yaml", ("id: shift", "id: b"), ("kind: scale", "kind: scail"))
    (folder / "c.yaml").write_text("id: c\n\tx", encoding="utf-8")
    with pytest.raises(BankErrors) as raised:
        load_banks(folder)
    assert isinstance(raised.value, OperatorError)
    assert str(raised.value).splitlines() == [
        f"{folder}/a.yaml:1:1: minutes: is missing. Add it.",
        f'{folder}/a.yaml:7:1: minuts: is not known here. Did you mean "minutes"?',
        f'{folder}/b.yaml:21:5: questions[1].kind: "scail" is not known here. '
        'Did you mean "scale"?',
        f"{folder}/c.yaml:2:1: a tab is used to indent. Use spaces.",
    ]
    assert [problem.field for problem in raised.value.problems] == [
        "minutes",
        "minuts",
        "questions[1].kind",
        "",
    ]


def test_warnings_do_not_stop_the_start(folder: Path) -> None:
    change(folder / "shift.yaml", ('"What was heavy?"', '"Was it heavy?"'))
    assert [problem.warning for problem in check_banks(folder)] == [True]
    assert list(load_banks(folder)) == ["shift"]


def test_an_error_does_not_carry_the_warnings_with_it(folder: Path) -> None:
    change(folder / "shift.yaml", ('"What was heavy?"', '"Was it heavy?"'))
    copy(folder, "a.yaml", ("id: shift", "id: a"), ("minutes: 2", "minutes: none"))
    with pytest.raises(BankErrors) as raised:
        load_banks(folder)
    assert [problem.field for problem in raised.value.problems] == ["minutes"]


def test_two_files_cannot_share_an_id(folder: Path) -> None:
    copy(folder, "a.yaml")
    assert [str(problem) for problem in check_banks(folder)] == [
        f"{folder}/a.yaml:2:1: warning: id: differs from the file's name. "
        "Call the file shift.yaml.",
        f'{folder}/shift.yaml:2:1: id: another file has the id "shift". Change one.',
    ]


def test_a_folder_without_banks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BankErrors, match="holds no question banks"):
        load_banks(tmp_path)
    with pytest.raises(BankErrors, match="holds no question banks"):
        load_banks(tmp_path / "nowhere")


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "README.md").write_text("# About", encoding="utf-8")
    assert list(load_banks(folder)) == ["shift"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("format: 1", "format: 2", '1:1: format: "2" is not known here. Known: 1.'),
        (
            "id: shift",
            "id: End of shift",
            "2:1: id: must be 1 to 32 small letters a-z, digits or hyphens.",
        ),
        (
            "id: mood\n",
            "id: my-mood\n",
            "9:5: questions[0].id: must be 1 to 24 small letters a-z, digits or underscores.",
        ),
        (
            "id: calm",
            "id: calm_and_collected",
            "17:10: questions[0].options[0].id: must be 1 to 16 small letters a-z, digits or "
            "underscores.",
        ),
        (
            'label: {en: "Calm"',
            'label: {en: "Calm, with a good many words after it, too"',
            "17:40: questions[0].options[0].label.en: is too long. Use at most 40 characters.",
        ),
        (
            'emoji: "😌"',
            "emoji: calm",
            "17:20: questions[0].options[0].emoji: must be one emoji. Words belong into the label.",
        ),
        (
            '{en: "Shift"',
            '{qq: "?", en: "Shift"',
            '4:9: title.qq: "qq" is no language. Write two letters, such as en or sv.',
        ),
        (
            '{en: "Shift"',
            '{english: "?", en: "Shift"',
            "4:9: title.english: must be a language code of two small letters.",
        ),
        (
            '{en: "Shift"',
            '{en: "  "',
            "4:9: title.en: is empty. Write something between the quotes.",
        ),
        (
            "roles: [staff]",
            "roles: [stff]",
            '6:9: roles[0]: "stff" is not known here. Did you mean "staff"?',
        ),
        ("roles: [staff]", "roles: [owner]", "6:9: roles[0]: nobody is asked as owner."),
        ("    phase: so_what\n", "", "28:5: questions[2].phase: is missing. Add it."),
        (
            "    phase: so_what\n",
            "    phase: so_what\n    skip: true\n",
            "30:5: questions[2].skip: is not known here. Known: id, phase, kind,",
        ),
    ],
)
def test_the_shape_of_a_file_is_checked_where_it_is_wrong(
    check: Check, old: str, new: str, told: str
) -> None:
    assert [line[: len(told)] for line in check((old, new))] == [told]


SHIPPED = Path(__file__).parent.parent.parent / "prompts" / "end-of-shift.yaml"
LINES = SHIPPED.read_text(encoding="utf-8").splitlines()
PIECES = [
    "",
    "kind: scale",
    "    kind: choices",
    "    steps: 3",
    "    when: { question: surprise, at_least: 1 }",
    "      - en: 5",
    "  - id: shift",
    "    options: []",
    "    text: {}",
    "      - { id: calm }",
    "roles: staff",
]


@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(PIECES)), min_size=1, max_size=4
    )
)
def test_however_a_bank_is_broken_the_answer_is_a_list_of_problems(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("prompts")
    lines = list(LINES)
    for number, piece in changes:
        lines[number] = piece
    (folder / "end-of-shift.yaml").write_text("\n".join(lines), encoding="utf-8")
    errors = [problem for problem in check_banks(folder) if not problem.warning]
    if errors:
        with pytest.raises(BankErrors):
            load_banks(folder)
    else:
        assert [bank.path({}) for bank in load_banks(folder).values()]
