"""People at their phones: they do things, and wait for what they should get to see.

Nobody waits for a fixed time. Somebody who waits in vain says for what, and what they see instead.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from bot.chat.buttons import BUTTONS, decode
from bot.sandbox.accounts import Bot
from bot.sandbox.accounts import Person as Account
from bot.sandbox.client import Control
from bot.sandbox.phones import labels, visible
from bot.sandbox.shapes import Message
from bot.sandbox.world import World
from tests.faults.process import PATIENCE

Found = TypeVar("Found")
Press = TypeVar("Press")

TRIES = 6
"""How often somebody presses the same button."""


class Person:
    """Somebody with a phone."""

    def __init__(self, world: World, control: Control, bot: Bot, account: Account) -> None:
        self.id = account.id
        self.name = account.first_name
        self._world = world
        self._control = control
        self._chat = world.private_chat(bot, account)
        self._read = 0

    def chat(self) -> list[Message]:
        """The private chat with the bot, oldest first, from where the person looks."""
        told = (_shown(message.as_json(phone=True)) for message in self._chat.messages.values())
        return [message for message in told if message["message_id"] > self._read]

    def looks_on(self) -> None:
        """From now on, look only at what is new in the chat."""
        self._read = max(self._chat.messages, default=0)

    async def says(self, text: str, *, reply_to: int | None = None) -> int:
        """Write to the bot; the message's id."""
        return (await self._control.say(self.id, text, reply_to=reply_to))["message_id"]

    async def edits(self, message: int, text: str) -> None:
        await self._control.edit(self.id, message, text)

    async def taps(self, kind: type[Press], under: str = "", **wanted: Any) -> Press:
        """Press the newest such button, as soon as there is one. The spinner may turn for ever."""
        message, data, pressed = await self.finds(kind, under, **wanted)
        await self._control.press(self.id, message, data, timeout=0)
        return pressed

    async def insists(
        self, kind: type[Press], under: str, then: type[Any], *below: str, **wanted: Any
    ) -> None:
        """Press until such a button is there: what has to do with a Receipt is let go where the bot
        can't handle it within two seconds, and the person is told to press again."""
        for _ in range(TRIES - 1):
            await self.taps(kind, under)
            with suppress(AssertionError):
                await self.finds(then, *below, patience=PATIENCE / TRIES, **wanted)
                return
        await self.taps(kind, under)
        await self.finds(then, *below, **wanted)

    async def presses(self, kind: type[Press], **wanted: Any) -> None:
        """Press the newest such button, which is there already."""
        hit = self.button(kind, **wanted)
        assert hit is not None, f"{self.name} sees no such button"
        await self._control.press(self.id, hit[0], hit[1], timeout=0)

    async def finds(
        self, kind: type[Press], under: str = "", *, patience: float = PATIENCE, **wanted: Any
    ) -> tuple[int, str, Press]:
        """Wait for a button of this kind whose fields are as wanted: its message, data, record.

        With `under`, it stands under a message in which these words are a line.
        """
        told = ", ".join(f"{name}={value}" for name, value in wanted.items())
        what = f"a button {kind.__name__}({told})" + (f" under {under!r}" if under else "")
        return await self.sees(what, lambda: self.button(kind, under, **wanted), patience)

    def button(
        self, kind: type[Press], under: str = "", **wanted: Any
    ) -> tuple[int, str, Press] | None:
        """The newest such button there is now."""
        for message in reversed(self.chat()):
            if not under or under in visible(message).splitlines():
                for data in buttons(message):
                    pressed = read(kind, data)
                    if pressed is not None and _fits(pressed, wanted):
                        return message["message_id"], data, pressed
        return None

    async def reads(self, words: str) -> Message:
        """Wait for a message of the bot's with these words."""
        return await self.sees(repr(words), lambda: self.text(words))

    def text(self, words: str) -> Message | None:
        """The newest message of the bot's with these words."""
        told = (m for m in reversed(self.chat()) if m["from"]["is_bot"])
        return next((message for message in told if words in visible(message)), None)

    async def sees(
        self, what: str, found: Callable[[], Found | None], patience: float = PATIENCE
    ) -> Found:
        """Wait until something can be found in the chat."""
        with self._world.events.listen() as events:
            try:
                async with asyncio.timeout(patience):
                    while (hit := found()) is None:
                        while (await events.get()).get("chat_id") != self.id:
                            pass
                    return hit
            except TimeoutError:
                raise AssertionError(self._in_vain(what)) from None

    def _in_vain(self, what: str) -> str:
        last = [f"{visible(m)!r} {labels(m)}" for m in self.chat()[-3:]]
        return f"{self.name} waits in vain for {what}; the last of the chat is {last}"


def buttons(message: Message) -> Iterator[str]:
    """The data of the buttons under a message."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from (button["callback_data"] for button in row if "callback_data" in button)


def read(kind: type[Press], data: str) -> Press | None:
    """What a button of this kind carries; None for one of another kind."""
    return decode(kind, data) if BUTTONS.get(data.partition(":")[0]) is kind else None


def _fits(pressed: object, wanted: dict[str, Any]) -> bool:
    return all(getattr(pressed, name) == value for name, value in wanted.items())


def _shown(message: Any) -> Message:
    shown: Message = message
    return shown
