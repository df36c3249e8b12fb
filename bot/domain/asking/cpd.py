"""A summary for one's own professional file: its period, and the time that went into it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot.domain.asking.notes import Note
from bot.domain.asking.questions import QuestionBank

MOST_MINUTES = 1000 * 60

_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?!\d)")
_HOURS = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hours?|tim|timmar?|timme)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min|minutes?|minuter|minut)", re.IGNORECASE)


class Span(StrEnum):
    """A period in the words people use."""

    THIS_YEAR = "this"
    LAST_YEAR = "last"
    THREE_MONTHS = "three"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    first: date
    last: date

    def touches(self, month: date) -> bool:
        """Whether some of the month is in it: a note does not know its day."""
        return month <= self.last and month + relativedelta(months=1) > self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The minutes that the questions behind some notes take; behind `unknown` of them is none that
    can be told."""

    minutes: int
    unknown: int


def period_of(span: Span, today: date) -> Period:
    new_year = today.replace(month=1, day=1)
    match span:
        case Span.THIS_YEAR:
            return Period(first=new_year, last=today)
        case Span.LAST_YEAR:
            return Period(
                first=new_year - relativedelta(years=1), last=new_year - timedelta(days=1)
            )
        case Span.THREE_MONTHS:
            return Period(first=today - relativedelta(months=3), last=today)


def read_period(typed: str) -> Period | None:
    """Two dates, such as "2026-01-15 to 2026-06-30" or "15/1/2026-30/6/2026"."""
    days = [_date(*found) for found in _DAY.findall(typed)]
    match days:
        case [date() as one, date() as other]:
            return Period(first=min(one, other), last=max(one, other))
    return None


def read_minutes(typed: str) -> int | None:
    """Hours, such as "2", "1,5 h" or "1:30"; or "45 min"."""
    words = typed.strip()
    if clock := _CLOCK.fullmatch(words):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif spelt := _MINUTES.fullmatch(words):
        minutes = int(spelt[1])
    elif hours := _HOURS.fullmatch(words):
        minutes = round(float(hours[1].replace(",", ".")) * 60)
    else:
        return None
    return minutes if minutes <= MOST_MINUTES else None


def estimate(notes: Sequence[Note], banks: Collection[QuestionBank]) -> Estimate:
    """What the notes took, by what their banks say: each question an equal part of it. A note only
    holds the words of its question; where those are in no bank, or in several, nobody can tell.

    Never by Rounds: nothing tells who has taken part in one.
    """
    shares = [_share(note, banks) for note in notes]
    known = [share for share in shares if share is not None]
    minutes = max(1, round(sum(known))) if known else 0
    return Estimate(minutes=minutes, unknown=len(shares) - len(known))


def _share(note: Note, banks: Collection[QuestionBank]) -> float | None:
    found = [bank for bank in banks if note.question and _asks(bank, note.question)]
    if len(found) != 1:
        return None
    return found[0].minutes / len(found[0].questions)


def _asks(bank: QuestionBank, words: str) -> bool:
    """A note carries the first wording, in what was then its author's language."""
    return any(words in question.wordings[0].values() for question in bank.questions)


def _date(*found: str) -> date | None:
    year, month, day, other_day, other_month, other_year = found
    try:
        return date(int(year or other_year), int(month or other_month), int(day or other_day))
    except ValueError:
        return None
