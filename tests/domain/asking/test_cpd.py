"""The period of a summary, and the time that went into it."""

from datetime import date

import pytest

from bot.domain.asking.cpd import (
    Estimate,
    Period,
    Span,
    estimate,
    period_of,
    read_minutes,
    read_period,
)
from bot.domain.asking.notes import Note
from bot.domain.asking.questions import Kind, Question, QuestionBank

TODAY = date(2026, 3, 2)


def note(question: str) -> Note:
    return Note(id="0", member_id=1, month=TODAY, question=question, text="words")


def bank(id_: str, minutes: int, *questions: str) -> QuestionBank:
    return QuestionBank(
        id=id_,
        version=1,
        title={"en": id_},
        purpose={"en": id_},
        roles=frozenset(),
        languages=("en",),
        minutes=minutes,
        questions=[
            Question(
                id=text, kind=Kind.TEXT, phase="what", wordings=[{"en": text, "sv": f"{text} sv"}]
            )
            for text in questions
        ],
    )


def test_periods_are_those_people_speak_of() -> None:
    assert period_of(Span.THIS_YEAR, TODAY) == Period(first=date(2026, 1, 1), last=TODAY)
    assert period_of(Span.LAST_YEAR, TODAY) == Period(
        first=date(2025, 1, 1), last=date(2025, 12, 31)
    )
    assert period_of(Span.THREE_MONTHS, TODAY) == Period(first=date(2025, 12, 2), last=TODAY)


def test_a_month_is_in_a_period_that_touches_it() -> None:
    period = Period(first=date(2026, 1, 31), last=date(2026, 3, 1))
    months = [date(2025, 12, 1), *(date(2026, month, 1) for month in (1, 2, 3, 4))]
    assert [period.touches(month) for month in months] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-15 to 2026-06-30",
        "15/1/2026-30/6/2026",
        "15.1.2026 – 30.6.2026",
        "from 30/06/2026 back to 2026-1-15",
    ],
)
def test_two_dates_are_a_period(typed: str) -> None:
    assert read_period(typed) == Period(first=date(2026, 1, 15), last=date(2026, 6, 30))


@pytest.mark.parametrize("typed", ["", "2026", "2026-01-15", "2026-02-30 2026-03-01", "1/2 3/4"])
def test_anything_else_is_none(typed: str) -> None:
    assert read_period(typed) is None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2", 120),
        ("1,5", 90),
        ("1.5 h", 90),
        ("2 tim", 120),
        ("1:30", 90),
        (" 45 min ", 45),
        ("45m", 45),
        ("0", 0),
        ("1:75", None),
        ("two", None),
        ("9999", None),
        ("-1", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


def test_each_question_is_an_equal_part_of_what_its_bank_takes() -> None:
    banks = [bank("four", 8, "a?", "b?", "c?", "d?"), bank("one", 5, "e?")]
    assert estimate([note("a?"), note("b? sv")], banks) == Estimate(minutes=4, unknown=0)
    assert estimate([note("e?")], banks) == Estimate(minutes=5, unknown=0)


def test_where_the_question_is_in_no_bank_or_in_several_nobody_can_tell() -> None:
    banks = [bank("one", 8, "a?", "b?"), bank("two", 5, "a?")]
    found = estimate([note("a?"), note(""), note("gone?"), note("b?")], banks)
    assert found == Estimate(minutes=4, unknown=3)
    assert estimate([note("")], banks) == Estimate(minutes=0, unknown=1)
