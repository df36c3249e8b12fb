"""Lists of phrases become plain values, or one list of everything that is wrong, with its place."""

from pathlib import Path

import pytest

from bot.banks.safety import (
    SafetyErrors,
    check_safety,
    load_safety,
    safety_folder,
)
from bot.domain.base.dangers import Danger
from bot.files import resources

LIST = """\
format: 1
language: sv
words:
  HON: hon han
dangers:
  immediate:
    phrases:
      - HON .. andas inte!
    signs:
      body: slapp, helt blå
    settings: ring 112
  abuse: {phrases: [kollegan slog]}
  distress: {phrases: [vill inte leva]}
  wrongdoing: {phrases: [chefen fuskar]}
sayings: [slog på stort]
negations: inte ingen
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sv.yaml"
    path.write_text(LIST, encoding="utf-8")
    return path


def told(file: Path, old: str, new: str) -> list[str]:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem).removeprefix(f"{file}:") for problem in check_safety(file.parent)]


def test_a_list_becomes_plain_values(file: Path) -> None:
    (made,) = load_safety(file.parent)
    assert made.language == "sv"
    assert [len(made.phrases[danger]) for danger in Danger] == [1, 1, 1, 1]
    assert len(made.signs[Danger.IMMEDIATE]["body"]) == 2
    assert len(made.settings[Danger.IMMEDIATE]) == 1
    assert made.negations.words == {"inte", "ingen"}
    assert made.cards == {}


def test_a_key_that_is_not_known_is_told_with_its_line(file: Path) -> None:
    assert told(file, "sayings", "sayins") == [
        '15:1: sayins: is not known here. Did you mean "sayings"?'
    ]


def test_a_phrase_that_cannot_be_meant_is_told_with_its_line(file: Path) -> None:
    assert told(file, "HON .. andas", "HONN .. andas") == [
        '8:9: dangers.immediate.phrases[0]: "HONN" is no group. Did you mean "HON"?'
    ]


def test_a_sign_that_cannot_be_meant_is_told(file: Path) -> None:
    (problem,) = told(file, "slapp,", "sl?pp,")
    assert problem.startswith('10:7: dangers.immediate.signs.body: "sl?pp" is no word.')


def test_a_group_has_a_name_in_capitals_that_is_not_taken(file: Path) -> None:
    assert "must be two CAPITAL letters" in told(file, "  HON:", "  NAME:")[0]


def test_words_of_a_group_are_words(file: Path) -> None:
    assert told(file, "hon han", "h?n")[0].startswith('4:3: words.HON: "h?n" is no word.')


def test_a_phrase_that_stands_twice_is_a_warning(file: Path) -> None:
    problems = told(file, "[slog på stort]", "[slog på stort, slog på stort]")
    assert problems == ["15:26: warning: sayings[1]: stands here twice. Keep one."]
    assert load_safety(file.parent)


def test_a_file_is_called_by_its_language(file: Path) -> None:
    assert told(file, "language: sv", "language: fi") == [
        "2:1: language: differs from the file's name. Call the file fi.yaml."
    ]


def test_a_card_has_only_placeholders_that_settings_fill(file: Path) -> None:
    card = "card: {immediate: 'Ring {emergncy}', abuse: a, distress: b, wrongdoing: c}\nnegations"
    (problem,) = told(file, "negations", card)
    assert "has a brace that is no placeholder. Known: {emergency}" in problem


def test_what_is_no_yaml_is_told(file: Path) -> None:
    assert len(told(file, "format: 1", "format: [")) == 1


def test_a_folder_without_lists_is_told(tmp_path: Path) -> None:
    (problem,) = check_safety(tmp_path)
    assert "holds no lists of phrases" in problem.message


def test_lists_with_errors_are_not_used(file: Path) -> None:
    told(file, "HON .. andas", "HONN .. andas")
    with pytest.raises(SafetyErrors, match="HONN"):
        load_safety(file.parent)


def test_lists_beside_own_banks_are_used_instead_of_the_shipped(tmp_path: Path) -> None:
    assert safety_folder(tmp_path) == resources.prompts() / "safety"
    (tmp_path / "safety").mkdir()
    assert safety_folder(tmp_path) == tmp_path / "safety"


def test_the_shipped_lists_have_no_errors_and_no_warnings() -> None:
    assert [str(one) for one in check_safety(resources.prompts() / "safety")] == []
