"""Telegram that is polled, and the receiver that polls it."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.chat.application import BotApi
from bot.chat.passing import Passing
from bot.chat.receiver import Receiver
from bot.chat.wakeup import Wakeup
from bot.domain.transport.inbox import Incoming
from bot.flows.transport import inbox
from tests.desk import Office

Turn = Sequence[dict[str, Any]] | Exception


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "P"}


def written(text: str) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": person(7), "text": text}


def update(update_id: int, **content: Any) -> dict[str, Any]:
    return {"update_id": update_id, **(content or {"message": written("hello")})}


class Telegram:
    """Answers to getUpdates by plan; an empty plan means silence."""

    def __init__(self, *plan: Turn) -> None:
        self.plan = list(plan)
        self.offsets: list[int | None] = []
        self.wishes: list[dict[str, Any]] = []
        self.silent = asyncio.Event()

    async def call(
        self, method: str, parameters: dict[str, Any], seconds: float = 20
    ) -> Sequence[dict[str, Any]] | bool:
        if method == "deleteWebhook":
            return True
        assert method == "getUpdates"
        assert seconds > parameters["timeout"]
        self.wishes.append(parameters)
        self.offsets.append(parameters.get("offset"))
        if not self.plan:
            self.silent.set()
            await asyncio.Event().wait()
        turn = self.plan.pop(0)
        if isinstance(turn, Exception):
            raise turn
        return turn


class NothingPasses(Passing):
    """No update in these tests has to do with anything sealed."""

    def __init__(self) -> None:
        """Without handlers."""

    async def handle(self, updates: Sequence[Incoming], until: float) -> None:
        assert not updates


def receiver(office: Office, telegram: BotApi) -> Receiver:
    return Receiver(telegram, office.unit_of_work, NothingPasses(), Wakeup(), poll_seconds=1)


async def stored(office: Office) -> list[int]:
    async with office.unit_of_work.look() as step:
        return [one.update_id for one in await inbox.pending(step, 100, ())]
