"""What happened is counted by its kind."""

from datetime import timedelta

import pytest

from bot.domain.transport.deliveries import Priority
from bot.domain.transport.tally import BOUNDS, Tally


@pytest.mark.parametrize(
    ("seconds", "place"), [(0, 0), (BOUNDS[0], 0), (0.03, 1), (BOUNDS[-1], -2), (1e6, -1)]
)
def test_a_message_is_counted_among_those_as_late_as_it_was(seconds: float, place: int) -> None:
    tally = Tally()
    tally.sent(Priority.PROMPT, timedelta(seconds=seconds))
    lags = tally.lags[Priority.PROMPT]
    assert lags.within[place] == sum(lags.within) == tally.sends["sent"] == 1
    assert lags.seconds == seconds
    assert sum(tally.lags[Priority.REPLY].within) == 0


def test_a_clock_that_was_set_back_makes_no_message_early() -> None:
    tally = Tally()
    tally.sent(Priority.REPLY, timedelta(hours=-1))
    assert tally.lags[Priority.REPLY].seconds == 0
    assert tally.lags[Priority.REPLY].within[0] == 1


def test_of_an_error_only_the_kind_is_kept() -> None:
    tally = Tally()
    tally.erred("send", ValueError("kvistelbark"))
    assert tally.errors == {("send", "ValueError"): 1}
