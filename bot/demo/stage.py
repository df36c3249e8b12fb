"""The stage of the play: a bot, Telegram in a box, a clock moved by hand, and whoever acts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.app import App
from bot.demo.actors import Actor
from bot.demo.cast import Part
from bot.demo.clock import StageClock
from bot.demo.telling import Teller
from bot.sandbox.client import Control
from bot.sandbox.phones import Phone, visible
from bot.sandbox.shapes import Message


@dataclass(slots=True, kw_only=True)
class Stage:
    app: App
    control: Control
    clock: StageClock
    teller: Teller
    actors: list[Actor] = field(default_factory=list)
    channel: int = 0
    heard: dict[tuple[int, int], str] = field(default_factory=dict)
    """What has been told of each chat's messages already, by chat and message id."""

    async def enter(self, part: Part) -> Actor:
        """Somebody new with a phone."""
        user = await self.control.user(part.name, language_code=part.language)
        phone = Phone(self.control, user, self.app.settle)
        self.actors.append(Actor(part, phone, len(self.actors)))
        return self.actors[-1]

    def actor(self, name: str) -> Actor:
        return next(actor for actor in self.actors if actor.part.name == name)

    async def at(self, moment: datetime) -> None:
        """Set the clock, and let the bot do what is due."""
        await self.clock.set(moment)
        await self.app.settle()

    async def tell_chat(self, where: str, reader: Actor, chat: int | None = None) -> int:
        """Tell what is new or has changed in a chat since it was last told. How much that was."""
        told = 0
        for message in await self.new_in(reader, chat):
            if "photo" in message:
                self.teller.picture(await self._photo(message))
            else:
                self.teller.post(where, visible(message))
            told += 1
        return told

    async def new_in(self, reader: Actor, chat: int | None = None) -> Sequence[Message]:
        """The bot's messages that are new or have changed since this was last asked."""
        fresh = []
        for message in await reader.phone.chat(chat):
            key = (chat or reader.phone.id, message["message_id"])
            text = visible(message)
            sender = message.get("from")
            if sender is not None and sender["is_bot"] and self.heard.get(key) != text:
                fresh.append(message)
            self.heard[key] = text
        return fresh

    async def _photo(self, message: Message) -> bytes:
        """The largest size of a photo, as the phone would load it."""
        file = await self.app.bot.get_file(message["photo"][-1]["file_id"])
        return bytes(await file.download_as_bytearray())
