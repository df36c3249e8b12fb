"""What people do with the phones and panels beyond what the control API does."""

from typing import Annotated
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import Field

from bot.sandbox.accounts import Person
from bot.sandbox.chats import Chat
from bot.sandbox.control import bodies, finding, talk
from bot.sandbox.control.serving import post
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.links import leads
from bot.sandbox.page.message import chat_key
from bot.sandbox.page.shelf import AT_A_TIME, Screen, Shelf
from bot.sandbox.page.zones import KNOWN
from bot.sandbox.world import World


class Open(bodies.Body):
    """Without a chat, the list of chats."""

    user: int
    chat: str | None = None
    thread: int | None = None


class Follow(bodies.Body):
    user: int
    link: str
    handed: bool = False
    """Whether somebody else's phone had the link."""


class Zone(bodies.Body):
    user: int
    zone: str


class About(bodies.Body):
    """Which message the next words answer, or change; without one, none."""

    user: int
    reply_to: int | None = None
    editing: int | None = None


class OneUser(bodies.Body):
    user: int


class Forward(bodies.Body):
    seconds: Annotated[int, Field(gt=0, le=366 * 86_400)]


class Choose(bodies.Body):
    name: str


class Deeds:
    """Changes what phones show. All who look on see it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def open(self, world: World, body: Open) -> JsonObject:
        screen = self._screen(body.user)
        chat = None if body.chat is None else self._chat(screen.person, body.chat)
        if body.thread is not None and (chat is None or body.thread not in chat.topics):
            raise ControlError(f"thread: there is no topic {body.thread} in the chat", 404)
        self._shelf.turn(screen, chat, body.thread)
        return self._changed(screen)

    async def follow(self, world: World, body: Follow) -> JsonObject:
        """Open the bot's chat; a payload waits there for Start."""
        screen = self._screen(body.user)
        way = leads(world)(body.link)
        bot = world.bot_named(way.username) if way else None
        if way is None or bot is None:
            raise ControlError("link: it leads to no bot in the box", 404)
        self._shelf.turn(screen, world.private_chat(bot, screen.person))
        screen.start = way.start
        if body.handed:
            world.events.publish("look", user=screen.person.id)
        return self._changed(screen)

    async def zone(self, world: World, body: Zone) -> JsonObject:
        screen = self._screen(body.user)
        if body.zone and body.zone not in KNOWN:
            raise ControlError(f"zone: there is no time zone {body.zone!r}", 404)
        screen.zone = ZoneInfo(body.zone).key if body.zone else ""
        return self._changed(screen)

    async def about(self, world: World, body: About) -> JsonObject:
        screen = self._screen(body.user)
        for field in ("reply_to", "editing"):
            wanted = getattr(body, field)
            if wanted is not None and (screen.chat is None or wanted not in screen.chat.messages):
                raise ControlError(f"{field}: there is no message {wanted} in the chat", 404)
        screen.reply_to, screen.editing = body.reply_to, body.editing
        return self._changed(screen)

    async def earlier(self, world: World, body: OneUser) -> JsonObject:
        screen = self._screen(body.user)
        screen.depth += AT_A_TIME
        return self._changed(screen)

    async def dismiss(self, world: World, body: OneUser) -> JsonObject:
        screen = self._screen(body.user)
        screen.alert = None
        return self._changed(screen)

    async def say(self, world: World, body: bodies.Say) -> JsonObject:
        said = await talk.say(world, body)
        return said | self._done(body.user)

    async def edit(self, world: World, body: bodies.Edit) -> JsonObject:
        edited = await talk.edit(world, body)
        return edited | self._done(body.user)

    async def forward(self, world: World, body: Forward) -> JsonObject:
        """Set the clock on; it goes on as fast as before."""
        clock = world.clock
        clock.run(clock.speed, clock.now() + body.seconds)
        return {}

    async def step(self, world: World, _: bodies.Nothing) -> JsonObject:
        """Stop the clock at the next moment at which something is due."""
        guide = self._shelf.guide
        moments = (world.clock.next_due, await guide.next_due() if guide else None)
        due = min((moment for moment in moments if moment is not None), default=None)
        if due is None:
            raise ControlError("step: nothing that the box knows of is due", 409)
        world.clock.drive(max(due, world.clock.now()))
        return {}

    async def choose(self, world: World, body: Choose) -> JsonObject:
        """Press a button of the tour."""
        guide = self._shelf.guide
        offered = guide.panel().choices if guide else ()
        if guide is None or body.name not in {one.name for one in offered if one.possible}:
            raise ControlError(f"name: {body.name!r} cannot be chosen now", 409)
        await guide.choose(body.name)
        return {}

    def _screen(self, user: int) -> Screen:
        return self._shelf.screen(finding.person(self._shelf.world, user))

    def _chat(self, person: Person, key: str) -> Chat:
        for chat in self._shelf.chats(person):
            if chat_key(chat) == key:
                return chat
        raise ControlError(f"chat: {person.first_name} has no chat {key!r}", 404)

    def _done(self, user: int) -> JsonObject:
        """Something was said or changed, so nothing waits to be."""
        screen = self._screen(user)
        if (screen.reply_to, screen.editing, screen.start) == (None, None, None):
            return {}
        screen.rest()
        return self._changed(screen)

    def _changed(self, screen: Screen) -> JsonObject:
        self._shelf.world.events.publish("screen", user=screen.person.id)
        return {}


def deeds(shelf: Shelf) -> list[web.RouteDef]:
    """What the page posts."""
    world, do = shelf.world, Deeds(shelf)
    return [
        post(world, "/page/open", Open, do.open),
        post(world, "/page/follow", Follow, do.follow),
        post(world, "/page/zone", Zone, do.zone),
        post(world, "/page/about", About, do.about),
        post(world, "/page/earlier", OneUser, do.earlier),
        post(world, "/page/dismiss", OneUser, do.dismiss),
        post(world, "/page/say", bodies.Say, do.say),
        post(world, "/page/edit", bodies.Edit, do.edit),
        post(world, "/page/forward", Forward, do.forward),
        post(world, "/page/step", bodies.Nothing, do.step),
        post(world, "/page/choose", Choose, do.choose),
    ]
