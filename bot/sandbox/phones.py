"""A person with a phone, from Python: what they write, press and see.

Whoever plays with a bot that does not run by itself hands in `settle`, which lets it react.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.sandbox.client import Control
from bot.sandbox.shapes import Message, Pressed, User

Settle = Callable[[], Awaitable[None]]

INVISIBLE = frozenset("\u2060\u2068\u2069")
"""Word joiner and isolates: they steer how a text is shown, and cannot be read."""


class Phone:
    """One person's Telegram. `settle` is awaited after everything they do."""

    def __init__(self, control: Control, user: User, settle: Settle) -> None:
        self.id: int = user["id"]
        self.name: str = user["first_name"]
        self._control = control
        self._settle = settle

    async def says(
        self, text: str, *, reply_to: int | None = None, chat: int | None = None
    ) -> Message:
        """Write to the bot, or in a group."""
        message = await self._control.say(self.id, text, reply_to=reply_to, chat=chat)
        await self._settle()
        return message

    async def taps(
        self, button: str, *, message: int | None = None, chat: int | None = None
    ) -> Pressed:
        """Press a button by its label (or data), by default on the newest message that has it."""
        if message is None:
            message = await self._with_button(button, chat)
        pressing = asyncio.create_task(self._control.press(self.id, message, button, chat=chat))
        while not pressing.done():
            await self._settle()
        await self._settle()
        return await pressing

    async def edits(self, message: int, text: str) -> None:
        """Change what they wrote."""
        await self._control.edit(self.id, message, text)
        await self._settle()

    async def chat(self, chat: int | None = None) -> list[Message]:
        """What they see in a chat (by default with the bot), oldest first."""
        return await self._control.messages(self.id, chat=chat)

    async def sees(self) -> str:
        """The text of the last message in the chat with the bot."""
        return visible((await self.chat())[-1])

    async def has_seen(self) -> str:
        """All the bot's texts in that chat."""
        return "\n---\n".join(visible(m) for m in await self.chat() if _from_bot(m))

    async def buttons(self) -> list[str]:
        """The labels under the last message."""
        return labels((await self.chat())[-1])

    async def _with_button(self, button: str, chat: int | None) -> int:
        seen = await self.chat(chat)
        for message in reversed(seen):
            if button in labels(message):
                return message["message_id"]
        offered = labels(seen[-1]) if seen else []
        raise LookupError(f"{self.name} sees no button {button!r}, last were {offered}")


def visible(message: Message) -> str:
    """What can be read of a message: its text or caption without invisible characters."""
    text = message.get("text") or message.get("caption") or ""
    return "".join(letter for letter in text if letter not in INVISIBLE)


def labels(message: Message) -> list[str]:
    """The labels of the buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _from_bot(message: Message) -> bool:
    sender = message.get("from")
    return sender is not None and sender["is_bot"]
