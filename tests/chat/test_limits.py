"""Never faster than Telegram allows, and not much slower."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import BURST, LATENESS, Limits, Rates

CHATS = (1, 2, 3, -1, -2)


def send(limits: Limits, wishes: list[tuple[int, float]]) -> list[tuple[float, int]]:
    """Send to these chats as soon as the limits let us; each wish comes so long after the last."""
    now, sent = 1000.0, []
    for chat, later in wishes:
        now += later
        while chat in limits.resting(now) or limits.wait(now) > 0:
            step = max(limits.wait(now), limits.rest(now, most=1e6))
            assert step > 0, "it would spin"
            now += step
        limits.took(chat, now)
        sent.append((now, chat))
    return sent


wishes = st.lists(st.tuples(st.sampled_from(CHATS), st.floats(0, 3)), max_size=40)
rates = st.builds(
    Rates,
    per_second=st.floats(1, 1000),
    per_chat_per_second=st.floats(0.2, 10),
    per_group_per_minute=st.floats(0.5, 60),
)


@given(rates, wishes)
def test_no_second_holds_more_messages_than_it_may(
    rates: Rates, wishes: list[tuple[int, float]]
) -> None:
    sent = [at for at, _ in send(Limits(rates), wishes)]
    for start in sent:
        within = sum(start <= at < start + 1 for at in sent)
        assert within <= rates.per_second * (1 + LATENESS) + 1.001


@given(rates, wishes)
def test_no_chat_gets_more_than_it_may(rates: Rates, wishes: list[tuple[int, float]]) -> None:
    sent = send(Limits(rates), wishes)
    for chat in CHATS:
        mine = [at for at, one in sent if one == chat]
        for start in mine:
            minute = sum(start <= at < start + 60 for at in mine)
            if chat < 0:
                assert minute <= math.ceil(rates.per_group_per_minute)
            else:
                assert minute <= rates.per_chat_per_second * 60 + BURST


def test_a_private_chat_may_get_a_few_messages_at_once() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=20))
    for n in range(BURST):
        assert 1 not in limits.resting(n / 1000)
        limits.took(1, n / 1000)
    assert 1 in limits.resting(0.9)
    assert 1 not in limits.resting(1.1)


def test_whoever_taps_once_a_second_never_waits() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=20))
    for tap in range(60):
        assert 1 not in limits.resting(tap)
        limits.took(1, tap)
    for tap in range(3):
        assert 1 not in limits.resting(60 + tap / 10)
        limits.took(1, 60 + tap / 10)


def test_messages_are_spaced_evenly_and_a_late_timer_costs_nothing() -> None:
    limits = Limits(Rates(per_second=25, per_chat_per_second=1, per_group_per_minute=20))
    now = 100.0
    for chat in range(1, 251):
        now += limits.wait(now) + 0.001
        limits.took(chat, now)
    assert now - 100.0 < 10 * 1.02


def test_a_pause_is_not_followed_by_a_burst() -> None:
    limits = Limits(Rates(per_second=20, per_chat_per_second=1, per_group_per_minute=20))
    limits.took(1, 100.0)
    limits.pause_all(135.0)
    assert limits.wait(100.1) == 135.0 - 100.1
    sent = []
    now = 100.1
    for chat in range(2, 50):
        now += limits.wait(now)
        limits.took(chat, now)
        sent.append(now)
    assert sent[0] >= 135.0
    assert sum(at < 136.0 for at in sent) <= 21


def test_a_paused_chat_rests_as_long_as_telegram_said() -> None:
    limits = Limits(Rates(per_second=20, per_chat_per_second=1, per_group_per_minute=20))
    limits.pause_chat(-5, 140.0)
    assert limits.resting(139.9) == {-5}
    assert limits.wait(139.9) == 0
    assert limits.resting(140.0) == set()


def test_a_group_that_is_told_to_wait_waits_alone_until_another_chat_has_to_as_well() -> None:
    limits = Limits(Rates(per_second=20, per_chat_per_second=1, per_group_per_minute=20))
    assert not limits.means_the_bot(-5, 100.0, 140.0)
    limits.pause_chat(-5, 140.0)
    assert limits.means_the_bot(-6, 100.0, 140.3)
    assert not limits.means_the_bot(-5, 100.0, 140.0)
    assert not limits.means_the_bot(-6, 100.0, 150.0)


def test_a_private_chat_waits_alone_if_it_has_had_several_messages_in_a_row() -> None:
    limits = Limits(Rates(per_second=20, per_chat_per_second=1, per_group_per_minute=20))
    limits.took(1, 100.0)
    assert limits.means_the_bot(1, 100.1, 140.0)
    limits.took(1, 101.0)
    assert not limits.means_the_bot(1, 101.1, 141.0)
    assert limits.means_the_bot(1, 200.0, 241.0)


def test_a_crowd_of_chats_is_forgotten_again() -> None:
    limits = Limits(Rates(per_second=1e6, per_chat_per_second=1, per_group_per_minute=20))
    for chat in range(1, 50_001):
        limits.took(chat, chat / 1000)
    assert len(limits._chats) < 25_000


def test_with_nothing_in_the_way_there_is_nothing_to_wait_for() -> None:
    limits = Limits(Rates(per_second=20, per_chat_per_second=1, per_group_per_minute=20))
    assert limits.rest(100.0, most=1.0) == 1.0
    limits.took(1, 100.0)
    assert 0 < limits.rest(100.0, most=1.0) <= 0.05
    assert limits.within(0.1) == 2
    assert limits.within(0.0) == 1


def test_what_others_have_sent_to_a_group_counts() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=3))
    limits.recall({-1: [50, 20, 5], -2: [20, 5], -3: [70, 65, 50]}, 1000)
    assert limits.resting(1000) == {-1}
    assert limits.rest(1000, most=60) == 10
    limits.took(-2, 1000)
    assert limits.resting(1000) == {-1, -2}


def test_after_others_everybody_gets_one_message_until_it_is_sure_that_they_may_get_more() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=20))
    limits.recall({}, 1000)
    limits.took(1, 1001)
    assert limits.resting(1001) == set(), "a second has gone by"
    limits.took(1, 1001)
    assert limits.resting(1001) == {1}
    assert limits.resting(1000 + BURST) == set()
    for _ in range(BURST):
        assert limits.resting(1000 + BURST) == set()
        limits.took(2, 1000 + BURST)
    assert limits.resting(1000 + BURST) == {2}


def test_what_was_known_before_others_sent_is_known_no_more() -> None:
    limits = Limits(Rates(per_second=1000, per_chat_per_second=1, per_group_per_minute=3))
    for chat in (1, -1):
        limits.took(chat, 1000)
    limits.recall({}, 1100)
    limits.took(1, 1100)
    limits.took(-1, 1100)
    assert limits.resting(1100) == {1}
