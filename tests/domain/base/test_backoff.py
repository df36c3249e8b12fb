"""Whoever does not get through tries again later and later, and not all at once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.backoff import SPREAD, Backoff, jittered


def test_each_wait_is_twice_as_long_until_it_is_long_enough() -> None:
    assert [Backoff(1.0, 30.0).wait(failures) for failures in range(7)] == [1, 2, 4, 8, 16, 30, 30]


@given(st.integers(0, 10**9))
def test_however_often_it_fails_there_is_a_next_try(failures: int) -> None:
    assert 0.1 <= Backoff(0.1, 900.0).wait(failures) <= 900.0


def test_two_who_failed_together_do_not_come_back_together() -> None:
    waits = {jittered(10.0) for _ in range(50)}
    assert len(waits) > 1
    assert all(10.0 * SPREAD[0] <= wait <= 10.0 * SPREAD[1] for wait in waits)
