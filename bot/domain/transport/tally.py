"""What one bot has done since the program began, counted. Numbers and kinds: no person, no team, no
chat, no word."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.transport.deliveries import Priority

BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)
"""Seconds. Replies should stay within the first of these, a large Round within the last."""


@dataclass(slots=True)
class Lags:
    """How long messages took from the moment they were due until Telegram had them."""

    within: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """For each bound, how many took longer than the one before it and no longer than itself; at
    the end those beyond the last."""
    seconds: float = 0.0

    def add(self, lag: timedelta) -> None:
        # Clocks are set back now and then.
        seconds = max(0.0, lag.total_seconds())
        self.within[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass(slots=True)
class Tally:
    """Counted where things happen; read by whoever shows figures."""

    received: int = 0
    """Updates that were new."""
    unfit: Counter[str] = field(default_factory=Counter)
    """What came and could be no update, by why."""
    updates: Counter[str] = field(default_factory=Counter)
    """Tries to handle one, by what became of it: `handled`, or its Fate."""
    sends: Counter[str] = field(default_factory=Counter)
    """Tries to send a message, by what became of it: `sent`, or the kind of failure."""
    errors: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Where something went wrong, and the kind of error."""
    lags: dict[Priority, Lags] = field(default_factory=lambda: {one: Lags() for one in Priority})

    def sent(self, priority: Priority, lag: timedelta) -> None:
        self.sends["sent"] += 1
        self.lags[priority].add(lag)

    def erred(self, where: str, error: BaseException) -> None:
        """Of an error only its kind is counted; what it says could be anything."""
        self.errors[where, type(error).__name__] += 1
