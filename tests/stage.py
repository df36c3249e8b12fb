"""The whole bot on a stage: Telegram in a box, a real database, people, and a clock that stands.

Nothing runs by itself. People act and the bot answers; what falls due it does when the clock is
set, or with `settle`. So a test is a dialogue, and none ever waits.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Unpack

from bot.app import App, opened
from bot.chat.application import new_bot
from bot.chat.buttons import encode
from bot.config.settings import Config
from bot.domain.asking.schedules import Schedule
from bot.domain.base.roles import Role
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Message, Pressed
from bot.sandbox.world import World
from bot.storage.asking import schedules
from bot.storage.people import members, teams
from tests.factories import add_member, add_schedule, add_team, join
from tests.nearby import NearControl, near

MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""When every play begins: a Monday in winter time, six in the morning in Stockholm."""

BOT = "eftertanke_bot"


class StandingClock:
    """A Clock that shows what it was set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Person:
    """Somebody with a phone."""

    def __init__(self, stage: "Stage", user: dict[str, Any]) -> None:
        self.stage = stage
        self.id: int = user["id"]
        self.name: str = user["first_name"]

    async def says(
        self, text: str, *, reply_to: int | None = None, chat: int | None = None
    ) -> Message:
        """Write to the bot (or in a group) and let it answer."""
        message = await self.stage.control.say(self.id, text, reply_to=reply_to, chat=chat)
        await self.stage.app.answer()
        return message

    async def taps(
        self, button: str, *, message: int | None = None, chat: int | None = None
    ) -> Pressed:
        """Press a button by its label (or data), on the newest message that has it by default."""
        if message is None:
            message = await self._with_button(button, chat)
        pressing = asyncio.ensure_future(
            self.stage.control.press(self.id, message, button, chat=chat)
        )
        while not pressing.done():
            polling = asyncio.ensure_future(self.stage.app.receiver.poll(1))
            await asyncio.wait({pressing, polling}, return_when=asyncio.FIRST_COMPLETED)
            polling.cancel()
            await asyncio.wait({polling})
            await self.stage.app.dispatcher.work()
        await self.stage.app.answer()
        return await pressing

    async def chooses(self, level: str) -> None:
        """Press a level under the last message, marked or not, by way of the others if need be."""
        if "Other choices…" in await self.buttons():
            await self.taps("Other choices…")
        marked = f"✓ {level}"
        await self.taps(marked if marked in await self.buttons() else level)

    async def edits(self, message: int, text: str) -> None:
        await self.stage.control.edit(self.id, message, text)
        await self.stage.app.answer()

    async def chat(self) -> list[Message]:
        """The private chat with the bot, oldest first."""
        return await self.stage.control.messages(self.id)

    async def sees(self) -> str:
        """The text of the last message in the private chat, without invisible characters."""
        return visible((await self.chat())[-1])

    async def has_seen(self) -> str:
        """All the bot's texts in the private chat, one after the other."""
        return "\n---\n".join(visible(m) for m in await self.chat() if m["from"]["is_bot"])

    async def buttons(self) -> list[str]:
        """The labels under the last message."""
        return labels((await self.chat())[-1])

    async def member(self) -> Member:
        """The Member this person is; fails if they are none."""
        async with self.stage.app.unit_of_work.store.look() as tx:
            found = await members.by_telegram_id(tx, self.stage.app.bot.id, self.id)
        assert found is not None, f"{self.name} is no member"
        return found

    async def _with_button(self, button: str, chat: int | None) -> int:
        there = await self.stage.control.messages(self.id, chat=chat)
        for message in reversed(there):
            if button in labels(message):
                return message["message_id"]
        raise AssertionError(f"{self.name} sees no button {button!r}: {labels(there[-1])}")


class Stage:
    """Made by `set_stage`."""

    def __init__(
        self, world: World, control: Control, clock: StandingClock, config: Config
    ) -> None:
        self.world = world
        self.control = control
        self.clock = clock
        self.config = config
        self.app: App

    async def settle(self) -> None:
        """Let the bot do all it can at this moment."""
        await self.app.settle()

    async def at(self, moment: datetime) -> None:
        """Set the clock, for the bot and for Telegram, and let the bot do what is due."""
        self.clock.moment = moment
        await self.control.clock(moment)
        await self.settle()

    async def later(self, **span: float) -> None:
        """Move the clock on by hours=…, days=…"""
        await self.at(self.clock.moment + timedelta(**span))

    async def person(self, name: str, *, language: str = "en") -> Person:
        """Somebody with a phone who has never met the bot."""
        return Person(self, dict(await self.control.user(name, language_code=language)))

    async def team(
        self, name: str = "North", *, languages: Iterable[str] = ("en", "sv"), floor: int = 5
    ) -> Team:
        async with self.app.unit_of_work.store.step() as tx:
            return await add_team(
                tx, self.app.bot.id, name, languages=tuple(languages), floor=floor
            )

    async def member(
        self, name: str, team: Team, /, *roles: Role, **fields: Unpack[members.Fields]
    ) -> Person:
        """Somebody who has joined the Team. `fields` override what a Member is made of."""
        person = await self.person(name, language=fields.get("language", "en"))
        async with self.app.unit_of_work.store.step() as tx:
            member = await add_member(tx, self.app.bot.id, person.id, name, **fields)
            await join(tx, member, team, *roles)
        self.has_started(person)
        return person

    def has_started(self, person: Person) -> None:
        """Telegram lets a bot write only to people who have written to it; they did so long ago."""
        account = self.world.bot_with_id(self.app.bot.id)
        assert account is not None
        account.started_by.add(person.id)

    async def channel(self, team: Team, *people: Person, title: str = "North together") -> int:
        """A group that is the Team's channel; its chat id."""
        chat = await self.control.chat(
            "supergroup",
            title,
            members=[person.id for person in people],
            admins=[person.id for person in people[:1]],
            bots=[BOT],
        )
        async with self.app.unit_of_work.store.step() as tx:
            await teams.change(
                tx, team.id, chat_id=chat["id"], chat_title=title, chat_people=len(people)
            )
        await self.settle()
        return chat["id"]

    async def schedule(
        self,
        team: Team,
        bank: str = "weekly-check",
        *,
        on: date | None = None,
        **fields: Unpack[schedules.Fields],
    ) -> Schedule:
        """A weekly Schedule from today (or `on`) on."""
        day = on or self.clock.moment.date()
        async with self.app.unit_of_work.store.step() as tx:
            return await add_schedule(tx, team, bank, on=day, **fields)

    async def call(self, method: str, **parameters: Any) -> Any:
        """What only a bot can do in Telegram, done behind the back of the one on the stage."""
        async with new_bot(self.config.require_token(), self.config.telegram.base_url) as bot:
            return await bot.call(method, parameters)

    async def forged(self, person: Person, press: object, *, chat: int | None = None) -> str:
        """What flashes up when somebody presses a button that the bot has never shown them."""
        await self.control.say(person.id, "/start")
        await self.settle()
        keyboard = [[{"text": "Forged", "callback_data": encode(press)}]]
        message = await self.call(
            "sendMessage",
            chat_id=chat or person.id,
            text="A forged button",
            reply_markup={"inline_keyboard": keyboard},
        )
        pressed = await person.taps("Forged", message=message["message_id"], chat=chat)
        return pressed.answer or ""

    async def said_in(self, chat: int, reader: Person) -> list[str]:
        """The texts in a group, oldest first, as somebody in it sees them."""
        return [visible(m) for m in await self.control.messages(reader.id, chat=chat)]


def visible(message: Message) -> str:
    """What can be read of a message: its text or caption without invisible characters."""
    text = message.get("text") or message.get("caption") or ""
    return "".join(c for c in text if c not in "\u2060\u2068\u2069")


def labels(message: Message) -> list[str]:
    """The labels of the buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@asynccontextmanager
async def set_stage(
    database: str, *, by_http: bool = False, **settings: Any
) -> AsyncIterator[Stage]:
    """A bot that nobody has written to yet, on the database at this URL. `by_http`: bot and box are
    to speak as they do when they are far from each other; see tests/nearby.py."""
    clock = StandingClock(MONDAY)
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(Sandbox())
        control = await stack.enter_async_context(Control(box.url) if by_http else NearControl(box))
        if not by_http:
            stack.enter_context(near(box))
        await control.no_limits()
        await control.clock(clock.moment)
        account = await control.bot(BOT)
        config = Config.model_validate(
            {
                "telegram": {
                    "token": account.token,
                    "base_url": box.url,
                    "messages_per_second": 1000,
                    "per_chat_per_second": 1000,
                    "per_group_per_minute": 1000,
                },
                "database": {"url": database, "synchronous": "normal"},
                **settings,
            }
        )
        stage = Stage(box.world, control, clock, config)
        async with opened(config, clock, random.Random(7)) as stage.app:
            yield stage
        assert await control.lint() == [], "Telegram would silently ignore something we sent"
