"""A sender in its surroundings: a real database, and a Telegram that only remembers."""

import asyncio
from typing import Any, Unpack

from markupsafe import Markup
from sqlalchemy import select
from telegram.error import NetworkError, TelegramError

from bot.chat.lease import Lease
from bot.chat.limits import Limits, Rates
from bot.chat.rendered import Rendered
from bot.chat.rendering import Renderer
from bot.chat.sender import Sender
from bot.chat.wakeup import Wakeup
from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority, Subject
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery
from bot.storage.transport import deliveries
from tests.desk import Office

FAST = Rates(per_second=1000, per_chat_per_second=1e6, per_group_per_minute=1000)


class Telegram:
    """Takes messages; each chat may have trouble laid out for its next calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, str]] = []
        self.trouble: dict[int, list[TelegramError | asyncio.Event]] = {}
        self.called = asyncio.Condition()
        self.away = False
        self.asked = 0
        """How often somebody wanted to know whether it is there."""

    async def call(
        self, method: str, parameters: dict[str, Any], seconds: float = 20
    ) -> dict[str, int]:
        if method == "getMe":
            self.asked += 1
            if self.away:
                raise NetworkError("there is no way to Telegram")
            return {"id": 1}
        chat = parameters["chat_id"]
        self.calls.append((method, chat, parameters["text"]))
        async with self.called:
            self.called.notify_all()
        if self.trouble.get(chat):
            trouble = self.trouble[chat].pop(0)
            if isinstance(trouble, TelegramError):
                raise trouble
            await trouble.wait()
        return {"message_id": parameters.get("message_id", 100 + len(self.calls))}

    async def until_sent(self, text: str) -> None:
        """Wait until somebody is sent this."""
        async with asyncio.timeout(10), self.called:
            await self.called.wait_for(lambda: text in self.texts)

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.calls]


class Plain(Renderer):
    """Shows a message's body as it is."""

    def __init__(self) -> None:
        """Without anybody who draws pictures."""

    async def render(self, delivery: Delivery) -> Rendered:
        if delivery.kind == "Unknown":
            raise KeyError(delivery.kind)
        return Rendered(text=Markup.escape(delivery.body or ""))


class Post:
    """A sender in its surroundings."""

    def __init__(self, office: Office, rates: Rates = FAST) -> None:
        self.office = office
        self.telegram = Telegram()
        self.bell = Wakeup()
        self.limits = Limits(rates)
        self.lease = Lease(office.unit_of_work, self.bell)
        self.sender = Sender(
            self.telegram, office.unit_of_work, Plain(), self.limits, self.bell, self.lease
        )

    async def owe(self, chat_id: int, text: str, /, **fields: Unpack[deliveries.Fields]) -> None:
        made: deliveries.Fields = {
            "bot_id": 1,
            "chat_id": chat_id,
            "thread_id": None,
            "priority": Priority.REPLY,
            "kind": "Said",
            "body": text,
            "language": "en",
            "subject": Subject.KEPT,
            "subject_id": chat_id,
            "round_id": None,
            "edits": None,
            "reply_to": None,
            "state": DeliveryState.OWED,
            "not_before": self.office.clock.moment,
            "expires_at": None,
            "attempts": 0,
        }
        async with self.office.unit_of_work.store.step() as tx:
            await deliveries.add_many(tx, [made | fields])
        self.bell.ring()

    async def work(self) -> None:
        """Send all that can be sent now; it must come to an end by itself."""
        for _ in range(50):
            if not await self.sender.work():
                return
        raise AssertionError("the sender spins")

    async def kept(self) -> list[Delivery]:
        """What is not sent yet, in its turn, and then what is."""
        async with self.office.unit_of_work.store.look() as tx:
            found = await every(tx, select(delivery), Delivery)
        return sorted(found, key=lambda one: (not one.turn[0], one.turn))

    async def states(self) -> list[DeliveryState]:
        return [one.state for one in await self.kept()]
