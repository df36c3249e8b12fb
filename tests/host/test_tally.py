"""What happened is counted by its kind."""

from datetime import timedelta

import pytest

from bot.domain.transport.deliveries import Priority
from bot.host.tally import BOUNDS, Tally
from tests.counting import counted


@pytest.mark.parametrize(
    ("seconds", "within"),
    [
        (0, BOUNDS),
        (BOUNDS[0], BOUNDS),
        (0.03, BOUNDS[1:]),
        (BOUNDS[-1], BOUNDS[-1:]),
        (1e6, ()),
    ],
)
def test_a_message_is_counted_among_those_as_late_as_it_was(
    seconds: float, within: tuple[float, ...]
) -> None:
    tally = Tally()
    tally.sent(Priority.PROMPT, timedelta(seconds=seconds))
    bounds = {
        bound
        for bound in BOUNDS
        if counted(tally, "send_lag_seconds_bucket", priority="prompt", le=str(bound))
    }
    assert bounds == {*within}
    assert counted(tally, "send_lag_seconds_sum", priority="prompt") == seconds
    assert counted(tally, "send_lag_seconds_count", priority="prompt") == 1
    assert counted(tally, "send_lag_seconds_count", priority="reply") == 0
    assert counted(tally, "sends_total", outcome="sent") == 1


def test_a_clock_that_was_set_back_makes_no_message_early() -> None:
    tally = Tally()
    tally.sent(Priority.REPLY, timedelta(hours=-1))
    assert counted(tally, "send_lag_seconds_sum") == 0
    assert counted(tally, "send_lag_seconds_bucket", le=str(BOUNDS[0])) == 1


def test_of_an_error_only_the_kind_is_kept() -> None:
    tally = Tally()
    tally.erred("send", ValueError("kvistelbark"))
    assert counted(tally, "errors_total", where="send", kind="ValueError") == 1
    assert "kvistelbark" not in repr([*tally.collect()])


def test_two_bots_count_apart() -> None:
    one, other = Tally(), Tally()
    one.received.inc()
    assert counted(one, "updates_received_total") == 1
    assert counted(other, "updates_received_total") == 0
