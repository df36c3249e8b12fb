"""The line to Telegram: once it is in doubt, only a harmless question goes over it."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.chat.circuit_breaker import CircuitBreaker
from bot.chat.http import UnreachedError
from bot.domain.transport.deliveries import DeliveryState
from tests.desk import Office
from tests.post import Post


@pytest.fixture
def post(office: Office) -> Post:
    return Post(office)


@pytest.mark.parametrize("error", [UnreachedError("x"), InvalidToken("x"), NetworkError("x")])
async def test_while_telegram_is_away_nobody_is_tried(post: Post, error: TelegramError) -> None:
    post.telegram.trouble[1] = [error]
    post.telegram.away = True
    await post.owe(1, "to Alice")
    await post.work()
    await post.owe(2, "to Bob")
    for _ in range(5):
        post.office.clock.moment += timedelta(minutes=1)
        await post.work()
    assert post.telegram.texts == ["to Alice"]
    post.telegram.away = False
    await post.work()
    assert sorted(post.telegram.texts) == ["to Alice", "to Alice", "to Bob"]
    assert await post.states() == [DeliveryState.SENT] * 2


@pytest.mark.parametrize("error", [UnreachedError("x"), InvalidToken("x")])
async def test_what_was_surely_not_sent_goes_as_soon_as_telegram_is_back(
    post: Post, error: TelegramError
) -> None:
    post.telegram.trouble[1] = [error] * 20
    await post.owe(1, "to Alice")
    for _ in range(21):
        await post.work()
    (sent,) = await post.kept()
    assert (sent.state, sent.attempts) == (DeliveryState.SENT, 1)


async def test_one_message_that_telegram_chokes_on_stops_nobody_else(post: Post) -> None:
    post.telegram.trouble[1] = [TimedOut()] * 3
    await post.owe(1, "to Alice")
    for chat in range(2, 30):
        await post.owe(chat, f"to {chat}")
    await post.work()
    await post.work()
    assert set(post.telegram.texts) == {"to Alice", *(f"to {chat}" for chat in range(2, 30))}
    assert post.telegram.texts.count("to Alice") == 1


async def test_somebody_keeps_asking_by_itself(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    came_back_after = 5
    patient = asyncio.sleep

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        post.telegram.away = len(pauses) < came_back_after
        await patient(0)

    monkeypatch.setattr("bot.chat.circuit_breaker.asyncio.sleep", sleep)
    mended = asyncio.Event()
    line = CircuitBreaker(post.telegram, mended.set)
    post.telegram.away = True
    line.doubt()
    running = asyncio.create_task(line.watch())
    await mended.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert line.good
    waits = [1, 2, 4, 8, 16]
    assert all(0.5 * w <= p <= 1.5 * w for w, p in zip(waits, pauses, strict=True))
