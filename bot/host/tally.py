"""What one bot has done since the program began, counted. Numbers and kinds: no person, no team, no
chat, no word."""

from collections.abc import Iterable
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import Metric

from bot.domain.transport.deliveries import Priority

BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)
"""Seconds. Replies should stay within the first of these, a large Round within the last."""


class Tally:
    """Counted where things happen; whoever shows it adds which bot it is."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self.received = self._counter(
            "updates_received", "Updates that came from Telegram, repeats left out."
        )
        self.unfit = self._counter(
            "updates_unfit", "What came and could be no update, by why.", "why"
        )
        self.updates = self._counter(
            "updates_handled", "Tries to handle an update, by what became of it.", "outcome"
        )
        self.sends = self._counter(
            "sends", "Tries to send a message, by what became of it.", "outcome"
        )
        self.errors = self._counter(
            "errors", "Things that went wrong, by where and by the kind of error.", "where", "kind"
        )
        self.lags = Histogram(
            "eftertanke_send_lag_seconds",
            "From the moment a message was due until Telegram had it.",
            ["priority"],
            buckets=BOUNDS,
            registry=self._all,
        )
        for one in Priority:
            self.lags.labels(one.name.lower())

    def sent(self, priority: Priority, lag: timedelta) -> None:
        self.sends.labels("sent").inc()
        # Clocks are set back now and then.
        self.lags.labels(priority.name.lower()).observe(max(0.0, lag.total_seconds()))

    def erred(self, where: str, error: BaseException) -> None:
        """Of an error only its kind is counted; what it says could be anything."""
        self.errors.labels(where, type(error).__name__).inc()

    def collect(self) -> Iterable[Metric]:
        return self._all.collect()

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"eftertanke_{name}", says, labels, registry=self._all)
