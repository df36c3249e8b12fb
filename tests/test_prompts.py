"""The banks in `prompts/` are as good as the rules ask, and their README tells the whole format."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.banks import Banks, check_banks, load_banks
from bot.banks.format import (
    BankEntry,
    ConditionEntry,
    OptionEntry,
    QuestionEntry,
    ReviewEntry,
)
from bot.domain.asking.questions import Kind, Question, Risk
from bot.domain.base.roles import ASKED

FOLDER = Path(__file__).parent.parent / "prompts"
README = (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def banks() -> Banks:
    return load_banks(FOLDER)


def questions(banks: Banks) -> list[Question]:
    return [question for bank in banks.values() for question in bank.questions]


def test_the_shipped_banks_have_no_errors_and_no_warnings() -> None:
    assert [str(problem) for problem in check_banks(FOLDER)] == []


def test_the_five_banks_are_there(banks: Banks) -> None:
    assert list(banks) == [
        "end-of-shift",
        "four-views",
        "manager-mirror",
        "weekly-check",
        "what-works",
    ]


def test_every_bank_speaks_english_and_swedish(banks: Banks) -> None:
    assert {bank.languages for bank in banks.values()} == {("en", "sv")}


def test_every_kind_but_one_choice_is_shown_in_use(banks: Banks) -> None:
    assert {question.kind for question in questions(banks)} == set(Kind) - {Kind.CHOICE}


def test_every_question_in_words_has_an_example(banks: Banks) -> None:
    without = [q.id for q in questions(banks) if q.kind is Kind.TEXT and q.example is None]
    assert without == []


def test_the_title_of_the_weekly_bank_counts_what_it_asks(banks: Banks) -> None:
    weekly = banks["weekly-check"]
    assert weekly.title["en"] == "Three small questions and a tap"
    assert [question.kind.tapped for question in weekly.questions] == [True, False, False, False]


def test_no_wording_of_the_weekly_bank_comes_back_within_four_weeks(banks: Banks) -> None:
    assert min(len(question.wordings) for question in banks["weekly-check"].questions) > 4


def test_no_two_questions_share_their_words(banks: Banks) -> None:
    wordings = [text for q in questions(banks) for w in q.wordings for text in w.values()]
    assert len(wordings) == len(set(wordings))


def test_asking_after_a_heavy_shift_comes_with_support(banks: Banks) -> None:
    follow_up = banks["end-of-shift"].question("leave_behind")
    assert follow_up is not None
    assert follow_up.risk is Risk.MEDIUM
    assert [q.id for q in banks["end-of-shift"].path({"shift": ["heavy"]})] == [
        "shift",
        "surprise",
        "leave_behind",
    ]


def test_nobody_who_says_it_was_calm_is_asked_what_was_heavy(banks: Banks) -> None:
    path = [question.id for question in banks["end-of-shift"].path({"shift": ["calm"]})]
    assert path == ["shift", "surprise"]


def test_a_manager_who_finds_it_easy_meets_four_questions(banks: Banks) -> None:
    assert len(banks["manager-mirror"].path({"unwelcome": ["4"]})) == 4
    assert len(banks["manager-mirror"].path({"unwelcome": ["2"]})) == 5


@pytest.mark.parametrize(
    "model", [BankEntry, ReviewEntry, QuestionEntry, OptionEntry, ConditionEntry]
)
def test_the_readme_explains_every_field(model: type[BaseModel]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in README] == []


def test_the_readme_names_every_kind_and_role_and_bank(banks: Banks) -> None:
    words = [*Kind, *Risk, *ASKED]
    assert [word for word in words if f"`{word}`" not in README] == []
    assert [bank for bank in banks if f"({bank}.yaml)" not in README] == []


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The complete bank of the README, in a folder called `prompts`."""
    text = re.search(r"```yaml\n(format: 1\n.*?)```", README, re.DOTALL)
    assert text is not None
    path = tmp_path / "prompts" / "handover.yaml"
    path.parent.mkdir()
    path.write_text(text.group(1), encoding="utf-8")
    return path


def test_the_example_of_the_readme_loads_without_a_warning(example: Path) -> None:
    assert check_banks(example.parent) == []
    assert list(load_banks(example.parent)) == ["handover"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("    high:", "    hgih:"), ("What would you have liked", "Would you have liked")],
)
def test_the_readme_shows_what_check_really_says(example: Path, right: str, wrong: str) -> None:
    example.write_text(example.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    found = [
        str(problem).removeprefix(f"{example.parent.parent}/")
        for problem in check_banks(example.parent)
    ]
    assert found
    assert all(f"    {line}\n" in README for line in found), found
