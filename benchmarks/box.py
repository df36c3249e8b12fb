"""Telegram in a box, with a crowd: in this process, while what is measured runs in others."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.control.bodies import Press
from bot.sandbox.control.pressing import press
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.standings import Standing, Status

PATIENCE = 300.0
"""Seconds after which a measurement that does not get on is given up."""


class Crowd:
    """People who have all written to the bot, and what it sends them."""

    def __init__(self, box: Sandbox, people: int) -> None:
        self.box = box
        self.bot: Bot = box.world.add_bot("bench_bot", None, "Bench", reads_all=False)
        self.people = [self._somebody(number) for number in range(people)]
        self.sent: list[float] = []
        """When each message came."""
        self._last: dict[int, int] = {}
        self._waiting: dict[int, asyncio.Future[float]] = {}
        self._changed = asyncio.Event()

    def _somebody(self, number: int) -> int:
        person = self.box.world.add_person(f"P{number}", language_code="en")
        self.bot.started_by.add(person.id)
        return person.id

    def gather(self, chat_id: int, title: str) -> None:
        """Let a group with this id have the bot in it."""
        group = Chat(id=chat_id, kind=Kind.GROUP, title=title)
        self.box.world.chats[chat_id] = group
        self.box.world.let_in(group, self.bot, Standing(status=Status.MEMBER))

    def hear(self, event: JsonObject) -> None:
        now = time.perf_counter()
        match event:
            case {"type": "message", "chat_id": int(chat), "message": {"message_id": int(number)}}:
                self.sent.append(now)
                self._changed.set()
                self._last[chat] = number
                if waiting := self._waiting.pop(chat, None):
                    waiting.set_result(now)

    async def got(self, messages: int) -> None:
        """Wait until so many messages have come in all."""
        async with asyncio.timeout(PATIENCE):
            while len(self.sent) < messages:
                self._changed.clear()
                await self._changed.wait()

    async def waited_for(self, *, no_more: bool = False) -> None:
        """Until the bot waits for what people write, or no more."""
        async with asyncio.timeout(PATIENCE):
            while self.bot.updates.watched is no_more:
                await asyncio.sleep(0.002)

    async def press(self, person: int, button: str) -> float:
        """Seconds from the press to the next message."""
        asked_next = asyncio.get_running_loop().create_future()
        self._waiting[person] = asked_next
        began = time.perf_counter()
        wish = Press(user=person, message=self._last[person], button=button, timeout=PATIENCE)
        pressed = asyncio.create_task(press(self.box.world, wish))
        async with asyncio.timeout(PATIENCE):
            arrived: float = await asked_next
            await pressed
        return arrived - began

    def refused(self) -> int:
        """How many calls were told to wait."""
        return sum(call.status == 429 for call in self.box.world.calls.since(0))


@asynccontextmanager
async def crowd(people: int, *, per_second: float | None = None) -> AsyncIterator[Crowd]:
    """A box with so many people, and Telegram's limits or none."""
    async with Sandbox() as box:
        gathered = Crowd(box, people)
        if per_second is None:
            box.world.limits.turn_off()
        else:
            box.world.limits.change(messages_per_second=per_second)
        with box.world.events.told_to(gathered.hear):
            yield gathered
