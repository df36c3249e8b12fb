from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.limits import Limits
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHAT = 7
GROUP = -7


def sent(limits: Limits, chat: int, now: float, tries: int) -> int:
    return sum(limits.take(1, chat, now) == 0 for _ in range(tries))


def test_thirty_messages_a_second_over_all_chats() -> None:
    limits = Limits()
    assert sum(limits.take(1, chat, 0.0) == 0 for chat in range(1, 100)) == 30
    assert sum(limits.take(1, chat, 0.5) == 0 for chat in range(100, 200)) == 15


def test_a_private_chat_takes_a_burst_and_then_one_a_second() -> None:
    limits = Limits()
    assert sent(limits, CHAT, 0.0, 10) == 5
    assert limits.take(1, CHAT, 0.0) == 1
    assert sent(limits, CHAT, 1.0, 10) == 1


def test_a_group_takes_twenty_a_minute() -> None:
    limits = Limits()
    assert sent(limits, GROUP, 0.0, 25) == 20
    assert limits.take(1, GROUP, 0.0) == 3
    assert sent(limits, GROUP, 3.0, 5) == 1


def test_a_refused_message_costs_nothing() -> None:
    limits = Limits()
    sent(limits, CHAT, 0.0, 100)
    assert sum(limits.take(1, chat, 0.0) == 0 for chat in range(100, 200)) == 25


def test_one_bot_does_not_use_up_the_limit_of_another() -> None:
    limits = Limits()
    sent(limits, CHAT, 0.0, 5)
    assert limits.take(2, CHAT, 0.0) == 0


def test_paid_messages_have_a_limit_of_their_own() -> None:
    limits = Limits()
    assert sum(limits.take(1, chat, 0.0, paid=True) == 0 for chat in range(1, 2000)) == 1000


def test_limits_can_be_changed_and_turned_off() -> None:
    limits = Limits()
    limits.change(per_chat_per_second=100.0, messages_per_second=50.0)
    assert sent(limits, CHAT, 0.0, 200) == 50
    limits.turn_off()
    assert sent(limits, CHAT, 0.0, 200) == 200


@given(st.lists(st.floats(0, 5), max_size=200))
def test_never_more_than_the_burst_and_the_rate_allow(pauses: list[float]) -> None:
    limits, now, allowed = Limits(), 0.0, 0
    for pause in pauses:
        now += pause
        allowed += limits.take(1, CHAT, now) == 0
    assert allowed <= 5 + now + 1e-3


@given(st.lists(st.floats(0, 3), max_size=100))
def test_who_waits_as_told_is_let_through(pauses: list[float]) -> None:
    limits, now = Limits(), 0.0
    for pause in pauses:
        now += pause
        if wait := limits.take(1, GROUP, now):
            now += wait
            assert limits.take(1, GROUP, now) == 0


async def test_a_flood_is_answered_with_429_until_the_clock_moves_on(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.clock(MONDAY)
    for number in range(5):
        await bot.send(alice["id"], f"{number}")
    answer = await bot.ask("sendMessage", chat_id=alice["id"], text="one too many")
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "1"
    assert answer.body["parameters"] == {"retry_after": 1}
    await control.clock(MONDAY + timedelta(seconds=1))
    await bot.send(alice["id"], "after a pause")


async def test_the_control_api_changes_them(bot: BotClient, control: Control, alice: User) -> None:
    await control.clock(MONDAY)
    await control.limits(per_chat_per_second=10)
    for number in range(10):
        await bot.send(alice["id"], f"{number}")
    await bot.refused("sendMessage", chat_id=alice["id"], text="one too many")
    await control.no_limits()
    for number in range(40):
        await bot.send(alice["id"], f"{number}")


@pytest.mark.parametrize("body", [{}, {"off": True, "messages_per_second": 3}, {"off": False}])
async def test_unclear_wishes_are_refused(
    box: Sandbox, http: ClientSession, body: JsonObject
) -> None:
    async with http.post(f"{box.url}/sandbox/limits", json=body) as response:
        assert response.status == 400
        assert "off: " in (await response.json())["error"]
