"""Releases: Insights that were told to a Team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """`told` holds the messages as the channel got them, for those who get them word for word.

    `first_date` is that of the oldest Round of which it tells something: who shared in it was told
    which managers there were then.
    """

    id: int
    team_id: int
    bank_id: str
    on_date: date
    released_at: datetime
    told: Sequence[Mapping[str, str]]
    first_date: date
