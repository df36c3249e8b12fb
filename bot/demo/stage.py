"""The stage of the play: a bot, Telegram in a box, a clock moved by hand, and whoever acts."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.app import App
from bot.demo.actors import Player
from bot.demo.cast import CastMember
from bot.demo.clock import StageClock
from bot.demo.director import Director
from bot.demo.lines import Script
from bot.demo.telling import Teller
from bot.demo.tour import TOUR
from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.page.shelf import Shelf
from bot.sandbox.phones import Phone, Settle, visible
from bot.sandbox.shapes import Message

SHORT_BREATH = 0.3
LONG_BREATH = 2.5
"""Real seconds in which somebody at the page can see what happened, or read why."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """With a director the play waits for whoever looks on; without, it goes through at once."""

    app: App
    control: Control
    clock: StageClock
    shelf: Shelf
    teller: Teller
    settle: Settle
    director: Director | None = None
    ready: Callable[[], None] = lambda: None
    """Tells the director that the play can begin."""
    actors: list[Player] = field(default_factory=list)
    script: Script = field(default_factory=Script)
    channel: int = 0
    heard: dict[tuple[int, int], str] = field(default_factory=dict)
    """What has been told of each chat's messages already, by chat and message id."""

    async def enter(self, part: CastMember) -> Player:
        """Somebody new with a phone."""
        user = await self.control.user(part.name, language_code=part.language)
        phone = Phone(self.control, user, self.settle)
        self.actors.append(Player(part, phone, len(self.actors), self.script))
        return self.actors[-1]

    def actor(self, name: str) -> Player:
        return next(actor for actor in self.actors if actor.part.name == name)

    async def at(self, moment: datetime) -> None:
        """Set the clock, and let the bot do what is due."""
        if self.director is None:
            self.clock.set(moment)
            await self.settle()
        else:
            await self.director.until(moment, SHORT_BREATH)
            await self.director.arrive(moment)

    async def breathe(self, seconds: float = SHORT_BREATH) -> None:
        """Let whoever looks on see what has just happened."""
        if self.director is not None:
            await self.director.until(self.clock.now(), seconds)

    async def stop_at(
        self, name: str, *, look: str = "", chat: int | None = None, picture: bool = False
    ) -> None:
        """A stop of the tour; `look` is whose phone shows it, `chat` which group on it, `picture`
        that its last photo is what one sees."""
        if self.director is None:
            return
        if look:
            self.show(self.actor(look), chat, picture=picture)
        self.director.tell(TOUR[name])
        await self.breathe(LONG_BREATH)

    def show(self, actor: Player, chat: int | None = None, *, picture: bool = False) -> None:
        """Bring this phone into view, where somebody looks on."""
        if self.director is None:
            return
        world = self.shelf.world
        person = world.people[actor.phone.id]
        bot = world.private_chat(next(iter(world.bots.values())), person)
        there = world.chats[chat] if chat else bot
        self.shelf.turn(self.shelf.screen(person), there)
        photos = [one.id for one in there.messages.values() if picture and "photo" in one.content]
        world.events.publish("screen", user=person.id)
        world.events.publish("look", user=person.id, message=max(photos, default=0))

    @asynccontextmanager
    async def scene(self) -> AsyncIterator[None]:
        """Part of the play that is left out where somebody at the page has taken it in hand."""
        try:
            yield
        except (LookupError, ControlRefusedError):
            if self.director is None:
                raise
            self.teller.aside("(Somebody else has picked up the phone; this is left out.)")

    async def tell_chat(self, where: str, reader: Player, chat: int | None = None) -> int:
        """Tell what is new or has changed in a chat since it was last told. How much that was."""
        told = 0
        for message in await self.new_in(reader, chat):
            if "photo" in message:
                self.teller.picture(await self._photo(message))
            self.teller.post(where, visible(message))
            told += 1
        return told

    async def new_in(self, reader: Player, chat: int | None = None) -> Sequence[Message]:
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
