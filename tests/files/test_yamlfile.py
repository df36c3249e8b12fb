"""Alice writes YAML by hand and is told where it is wrong and what to do."""

from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.errors import OperatorError
from bot.files.yamlfile import Document, Position, YamlError, parse, problems, read

FILE = Path("prompts/tea.yaml")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Sort(StrEnum):
    GREEN = "green"
    BLACK = "black"


class Milk(Strict):
    of: str


class Pot(Strict):
    tea: str
    sort: Sort = Sort.BLACK
    cups: int = Field(default=2, ge=1, le=12)
    hot: bool = True
    brewed: date | None = None
    milk: int | Milk | None = None
    notes: list[str] = Field(default_factory=list, min_length=1)


class Table(Strict):
    format: Literal[1]
    pots: list[Pot] = Field(default_factory=list)
    guests: dict[str, Pot] = Field(default_factory=dict)
    key: SecretStr | None = Field(default=None, alias="door-key")


def told(text: str) -> list[str]:
    document = parse(text, FILE)
    with pytest.raises(ValidationError) as raised:
        Table.model_validate(document.data)
    return [str(problem) for problem in problems(document, raised.value, Table)]


def refusal(text: str) -> str:
    with pytest.raises(YamlError) as raised:
        parse(text, FILE)
    return str(raised.value)


def test_values_mean_what_they_look_like() -> None:
    text = "a: Yes\nno: 20:00\nb: 2026-03-31\nc: 007\nd: -12\ne: 1.5\nf:\ng: '5'\nh: true\ni: ~\n"
    assert parse(text, FILE).data == {
        "a": "Yes",
        "no": "20:00",
        "b": "2026-03-31",
        "c": "007",
        "d": -12,
        "e": 1.5,
        "f": None,
        "g": "5",
        "h": True,
        "i": None,
    }


def test_keys_are_text_even_if_they_look_like_numbers() -> None:
    assert parse("1: one\ntrue: yes", FILE).data == {"1": "one", "true": "yes"}


def test_an_empty_file_has_no_keys() -> None:
    document = parse("# nothing yet\n", FILE)
    assert document.data == {}
    assert document.place(("format",)) == Position(FILE, 1, 1)


def test_every_key_and_item_has_its_place() -> None:
    document = parse("format: 1\npots:\n  - tea: a\n    notes: [x, yy]\n", FILE)
    assert document.place(("format",)) == Position(FILE, 1, 1)
    assert document.place(("pots", 0)) == Position(FILE, 3, 5)
    assert document.place(("pots", 0, "notes")) == Position(FILE, 4, 5)
    assert document.place(("pots", 0, "notes", 1)) == Position(FILE, 4, 16)


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    document = parse("pots:\n  - tea: a\n", FILE)
    assert document.place(("pots", 0, "sort")) == document.place(("pots", 0))
    assert document.place(("guests", "Bob")) == Position(FILE, 1, 1)


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("tea: 1\ntea: 2", "prompts/tea.yaml:2:1: tea: stands here twice, first on line 1."),
        ("pots:\n\t- a", "prompts/tea.yaml:2:1: a tab is used to indent. Use spaces."),
        ("tea: a: b", "prompts/tea.yaml:1:7: mapping values are not allowed in this context."),
        ("tea: 'it's'", "prompts/tea.yaml:1:10: did not find expected key."),
        ('tea: "x', "prompts/tea.yaml:1:8: found unexpected end of stream."),
        ("- a", "prompts/tea.yaml:1:1: the file must consist of `key: value` lines."),
        ("a: &x 1\nb: *x", "prompts/tea.yaml:2:1: b: repeats an anchor"),
        ("a: &x [*x]", "prompts/tea.yaml:1:1: a[0]: repeats an anchor"),
        ("a: !!python/object:os.system 1", "prompts/tea.yaml:1:1: a: has the tag"),
        ("a: 1\n---\nb: 2", "prompts/tea.yaml:2:1: found another document."),
        ("? [a]\n: 1", "prompts/tea.yaml:1:3: a key must be one word."),
        ("a: 1\nb: \x01", "prompts/tea.yaml:2:1: holds a control character"),
        ("a: " + "[" * 2000 + "]" * 2000, "prompts/tea.yaml:1:1: is nested too deeply."),
    ],
)
def test_what_is_not_good_yaml_is_refused_with_its_place(text: str, told_so: str) -> None:
    assert refusal(text).startswith(told_so)


@given(st.text(max_size=80) | st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t", max_size=40))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    with suppress(YamlError):
        assert isinstance(parse(text, FILE), Document)


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbftea: gr\xc3\xb6nt\n")
    assert read(path).data == {"tea": "grönt"}


def test_a_file_that_is_not_there_is_an_error_of_the_operator(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"a\.yaml:1:1: cannot be read: No such file"):
        read(tmp_path / "a.yaml")


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\ntea: gr\xf6nt\n")
    with pytest.raises(YamlError, match=r"a\.yaml:2:1: is not UTF-8 text\. Save"):
        read(path)


def test_a_misspelt_key_gets_a_suggestion_for_the_place_where_it_stands() -> None:
    assert told("format: 1\npots:\n  - tea: a\n    srot: green\n") == [
        'prompts/tea.yaml:4:5: pots[0].srot: is not known here. Did you mean "sort"?'
    ]


def test_a_key_like_no_other_is_answered_with_what_is_known() -> None:
    assert told("format: 1\nxyz: 2\n") == [
        "prompts/tea.yaml:2:1: xyz: is not known here. Known: format, pots, guests, door-key."
    ]


def test_suggestions_reach_into_free_tables() -> None:
    assert told("format: 1\nguests:\n  bob:\n    te: a\n    tea: b\n") == [
        'prompts/tea.yaml:4:5: guests.bob.te: is not known here. Did you mean "tea"?'
    ]


def test_a_misspelt_word_gets_a_suggestion() -> None:
    assert told("format: 1\npots: [{tea: a, sort: gren}]") == [
        'prompts/tea.yaml:2:17: pots[0].sort: "gren" is not known here. Did you mean "green"?'
    ]


def test_what_is_missing_is_named_where_it_should_stand() -> None:
    assert told("pots:\n  - sort: green\n") == [
        "prompts/tea.yaml:1:1: format: is missing. Add it.",
        "prompts/tea.yaml:2:5: pots[0].tea: is missing. Add it.",
    ]


@pytest.mark.parametrize(
    ("line", "told_so"),
    [
        ("tea:", "tea: is empty. Write something after the colon, or delete the line."),
        ("tea: 5", "tea: must be text. Put it in double quotes."),
        ("cups: many", "cups: must be a whole number."),
        ("cups: 1.5", "cups: must be a whole number."),
        ("cups: 0", "cups: is too small. It must be at least 1."),
        ("cups: 13", "cups: is too large. It must be at most 12."),
        ("hot: maybe", "hot: must be true or false."),
        ("brewed: soon", "brewed: must be a date such as 2026-03-31."),
        ("notes: x", "notes: must be a list: one item a line, each after a dash."),
        ("notes: []", "notes: is too short. Give at least 1."),
    ],
)
def test_a_wrong_value_is_explained_in_plain_words(line: str, told_so: str) -> None:
    text = f"format: 1\nguests:\n  bob:\n    {line}\n" + ("" if "tea" in line else "    tea: a\n")
    assert told(text) == [f"prompts/tea.yaml:4:5: guests.bob.{told_so}"]


def test_a_value_that_fits_no_alternative_is_told_once_at_its_deepest_place() -> None:
    assert told("format: 1\npots:\n  - tea: a\n    milk: {of: [1]}\n") == [
        "prompts/tea.yaml:4:12: pots[0].milk.of: must be text. Put it in double quotes."
    ]


def test_problems_come_in_the_order_of_the_file() -> None:
    text = "pots: [{tea: 1}]\nguests: {bob: {tea: 2}}\nformat: 3\n"
    lines = [line.split(":")[1] for line in told(text)]
    assert lines == ["1", "2", "3"]


def test_a_secret_is_never_repeated() -> None:
    assert "12345" not in "".join(told("format: 1\ndoor-key: [12345]\n"))


def test_a_warning_says_so() -> None:
    document = parse("format: 1\n", FILE)
    problem = document.problem(("format",), "is old.", warning=True)
    assert str(problem) == "prompts/tea.yaml:1:1: warning: format: is old."
