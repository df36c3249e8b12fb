"""What is said past the outbox: at once, at most once, and never faster than Telegram allows."""

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.chat.limits import Limits, Rates
from bot.chat.replies import WAITING, Replies
from bot.domain.base.places import Place
from bot.domain.messages.asking.answers import EditUnknown, Withdrawn
from bot.flows.base.told import At, sealed

PRESSED = Place(bot_id=1, chat_id=7, message=5, is_pressed=True)
WRITTEN = Place(bot_id=1, chat_id=7, message=5)
GONE = sealed("en", Withdrawn(shown=False), At.PRESSED)
UNKNOWN = sealed("sv", EditUnknown(), At.POINTING)


class Bot:
    """Remembers what is called, and answers by plan."""

    def __init__(self, *plan: TelegramError) -> None:
        self.plan = list(plan)
        self.calls: list[tuple[str, dict[str, Any]]] = []

    async def call(self, method: str, wish: dict[str, Any], _: float = 20) -> dict[str, int]:
        self.calls.append((method, wish))
        if self.plan:
            raise self.plan.pop(0)
        return {"message_id": 9}


def voice(bot: Bot, per_second: float = 1000) -> Replies:
    rates = Rates(per_second=1000, per_chat_per_second=per_second, per_group_per_minute=20)
    return Replies(bot, Limits(rates), per_second)


async def test_it_takes_the_place_of_what_was_pressed() -> None:
    bot = Bot()
    say = voice(bot)
    say.say(PRESSED, GONE)
    await say.said()
    ((method, wish),) = bot.calls
    assert (method, wish["chat_id"], wish["message_id"]) == ("editMessageText", 7, 5)


async def test_or_points_at_what_was_written() -> None:
    bot = Bot()
    say = voice(bot)
    say.say(WRITTEN, UNKNOWN)
    await say.said()
    ((method, wish),) = bot.calls
    assert (method, wish["reply_parameters"]["message_id"]) == ("sendMessage", 5)
    assert "sparas" in wish["text"]


async def test_where_the_pressed_message_is_gone_it_is_said_anew() -> None:
    bot = Bot(BadRequest("Message to edit not found"))
    say = voice(bot)
    say.say(PRESSED, GONE)
    await say.said()
    assert [method for method, _ in bot.calls] == ["editMessageText", "sendMessage"]


@pytest.mark.parametrize("trouble", [RetryAfter(3), BadRequest("Chat not found")])
async def test_what_telegram_refuses_is_not_said_again(trouble: TelegramError) -> None:
    bot = Bot(trouble)
    say = voice(bot)
    say.say(PRESSED, GONE)
    await say.said()
    say.say(PRESSED, GONE)
    await say.said()
    assert len(bot.calls) == 2


async def test_whoever_presses_faster_gets_fewer_answers_one_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        pauses.append(round(seconds))
        await sleep(0)

    monkeypatch.setattr("bot.chat.replies.asyncio.sleep", note)
    bot = Bot()
    say = voice(bot, per_second=1)
    for _ in range(50):
        say.say(PRESSED, GONE)
    await say.said()
    assert pauses == [0, 1, 2, 3, 4]
    assert len(bot.calls) == WAITING
