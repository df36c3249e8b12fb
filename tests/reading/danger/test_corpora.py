"""How much of what people might write is found, and how often somebody is shown a card in vain.

The texts were written by somebody who had not seen the lists. Whoever works on the lists looks at
odd lines only; the even ones are held out, and tell how it will be with texts that nobody here has
seen. `pytest -s` shows the table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.base.dangers import Danger
from bot.reading.danger import DangerReader
from tests.reading.guard.corpora import lines as lines_of

FOLDER = Path(__file__).parents[2] / "readings" / "danger"
LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Reached:
    """Of some lines: how many tell of danger, are found, and rightly named; and false alarms."""

    hits: int
    found: int
    right: int
    misses: int
    alarms: int

    def __add__(self, other: "Reached") -> "Reached":
        return Reached(
            self.hits + other.hits,
            self.found + other.found,
            self.right + other.right,
            self.misses + other.misses,
            self.alarms + other.alarms,
        )

    @property
    def recall(self) -> float:
        return self.found / self.hits

    @property
    def false_alarms(self) -> float:
        return self.alarms / self.misses

    def __str__(self) -> str:
        right = self.right / self.found
        return f"{self.recall:7.0%} {right:8.0%} {self.false_alarms:8.0%}"


Table = Mapping[tuple[str, Danger, bool], Reached]


def lines(language: str, danger: Danger, *, held_out: bool) -> Iterator[tuple[bool, str]]:
    text = (FOLDER / f"{language}-{danger}.txt").read_text(encoding="utf-8")
    for line in text.splitlines()[held_out::2]:
        yield line.startswith("+"), line[2:]


def reached(reader: DangerReader, language: str, danger: Danger, *, held_out: bool) -> Reached:
    read = [(hit, reader.read(text)) for hit, text in lines(language, danger, held_out=held_out)]
    told = [found for hit, found in read if hit]
    near = [found for hit, found in read if not hit]
    return Reached(
        hits=len(told),
        found=sum(found is not None for found in told),
        right=told.count(danger),
        misses=len(near),
        alarms=sum(found is not None for found in near),
    )


@pytest.fixture(scope="module")
def table(reader: DangerReader) -> Table:
    return {
        (language, danger, held_out): reached(reader, language, danger, held_out=held_out)
        for language in LANGUAGES
        for danger in Danger
        for held_out in (False, True)
    }


def together(parts: Sequence[Reached]) -> Reached:
    first, *rest = parts
    return sum(rest, start=first)


def test_the_table(table: Table) -> None:
    print("\n               all: recall, right class, false alarms | held out: the same")  # noqa: T201
    for language in LANGUAGES:
        rows = {
            str(danger): (table[language, danger, False], table[language, danger, True])
            for danger in Danger
        }
        rows["all"] = (
            together([seen for seen, _ in rows.values()]),
            together([held for _, held in rows.values()]),
        )
        for name, (seen, held) in rows.items():
            print(f"{language} {name:4} {seen + held}   | {held}")  # noqa: T201


@pytest.mark.parametrize(
    ("language", "recall", "false_alarms"), [("sv", 0.64, 0.09), ("en", 0.62, 0.14)]
)
def test_lines_that_nobody_looked_at_are_read_as_well_as_is_told(
    table: Table, language: str, recall: float, false_alarms: float
) -> None:
    whole = together([table[language, danger, True] for danger in Danger])
    assert whole.recall >= recall
    assert whole.false_alarms <= false_alarms


def test_both_languages_together_find_three_of_five(table: Table) -> None:
    whole = together([table[language, danger, True] for language in LANGUAGES for danger in Danger])
    assert whole.recall >= 0.63
    assert whole.false_alarms <= 0.11


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_ordinary_messages_bring_up_a_card(reader: DangerReader, language: str) -> None:
    """Those on which the guard is tried: people at work, some of them in distress."""
    texts = [line.text for line in lines_of(language)]
    cards = sum(reader.read(text) is not None for text in texts)
    assert cards / len(texts) <= 0.07
