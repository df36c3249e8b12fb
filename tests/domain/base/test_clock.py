"""A clock that is set makes nothing seem older than it is."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.domain.base.clock import WatchedClock

AN_HOUR = timedelta(hours=1)


class Hands:
    """A wall clock and a steady one; the former can be set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.steady = 1000.0
        steady = SimpleNamespace(monotonic=lambda: self.steady)
        monkeypatch.setattr("bot.domain.base.clock.time", steady)
        self.watched = WatchedClock(self)

    def now(self) -> datetime:
        return self.moment

    def passes(self, seconds: float) -> None:
        """Time goes on, second by second, and somebody looks."""
        self.steady += seconds
        self.moment += timedelta(seconds=seconds)
        self.watched.now()

    def is_set(self, by: timedelta) -> None:
        self.moment += by
        self.watched.now()

    def waited_since(self, moment: datetime) -> float:
        return self.watched.waited(self.watched.now() - moment).total_seconds()


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


def test_while_it_goes_right_an_age_is_what_it_seems(hands: Hands) -> None:
    came = hands.moment
    hands.passes(400)
    assert hands.waited_since(came) == 400


def test_what_came_before_it_was_set_forward_has_not_waited_since_then(hands: Hands) -> None:
    came = hands.moment
    hands.passes(100)
    hands.is_set(AN_HOUR)
    assert hands.waited_since(came) == 100
    hands.passes(50)
    assert hands.waited_since(came) == 150


def test_what_came_after_it_was_set_forward_is_as_old_as_it_seems(hands: Hands) -> None:
    hands.passes(100)
    hands.is_set(AN_HOUR)
    hands.passes(10)
    came = hands.moment
    hands.passes(50)
    assert hands.waited_since(came) == 50


def test_forward_and_back_again_is_as_if_it_had_never_been_set(hands: Hands) -> None:
    came = hands.moment
    hands.passes(100)
    hands.is_set(AN_HOUR)
    hands.passes(100)
    hands.is_set(-AN_HOUR)
    hands.passes(100)
    assert hands.waited_since(came) == 300


def test_a_clock_that_is_put_right_gently_is_not_set(hands: Hands) -> None:
    came = hands.moment
    for _ in range(100):
        hands.passes(10)
        hands.is_set(timedelta(seconds=1))
    assert hands.waited_since(came) == 1100
