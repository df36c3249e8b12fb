"""The flows without Telegram: a real database, a clock that stands, and phones that only remember.

What is owed is handed out by `deliver`, as the sender would; each phone then shows semantic
messages, the latest version of each at its place. For everything that the edge adds nothing to.
"""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, Unpack

from sqlalchemy import select
from telegram import Chat, Message

from bot.chat.fitting import fit
from bot.chat.handlers.people.words import changed, written
from bot.config.settings import Config
from bot.domain.asking.answers import Answer
from bot.domain.asking.prompts import Prompt
from bot.domain.asking.rounds import Round
from bot.domain.asking.schedules import Schedule
from bot.domain.base.actors import Actor
from bot.domain.base.clock import WatchedClock
from bot.domain.base.places import Place
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AskWhich, ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery
from bot.flows.asking import answers, levels
from bot.flows.base.envelope import decode
from bot.flows.base.safety import safety_beside
from bot.flows.base.step import Installation, Step
from bot.flows.base.told import At, Telling, Told
from bot.flows.base.unit_of_work import UnitOfWork
from bot.flows.transport import deliveries
from bot.scheduler.tasks import TASKS
from bot.storage.asking import answers as stored_answers
from bot.storage.asking import schedules
from bot.storage.base.engine import Store
from bot.storage.base.rows import every
from bot.storage.base.schema import answer, prompt, round_
from bot.storage.people import members, teams
from tests.factories import ALWAYS, add_member, add_schedule, add_team, join
from tests.once import banks
from tests.stage import BOT, MONDAY, StandingClock

Kind = TypeVar("Kind")

Flow = Callable[..., Awaitable[Telling]]
Work = Callable[[Step], Awaitable[Telling]]
Handle = Callable[[Step, Actor, Message], Awaitable[Telling]]

NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Nine in the morning in Stockholm, on the Monday of every play."""

BOT_ID = 1

NOWHERE = -900
"""The chat of a Team of which no test reads what is told there."""

PEOPLE = 1000
"""The first person's Telegram id."""


class Phone:
    """One Member's private chat: message id to what stands there now."""

    def __init__(self, office: "Office", member: Member) -> None:
        self.office = office
        self.member = member
        self.shown: dict[int, object] = {}
        self.written: dict[int, str] = {}
        self.points: dict[int, int] = {}
        """A message of the bot's that points at one of the person's: which at which."""

    @property
    def id(self) -> int:
        return self.member.telegram_id

    def last(self, kind: type[Kind]) -> Kind:
        """The newest message of this kind."""
        return self.with_id(kind)[1]

    def with_id(self, kind: type[Kind]) -> tuple[int, Kind]:
        found = [(n, one) for n, one in sorted(self.shown.items()) if isinstance(one, kind)]
        assert found, f"{self.member.name} sees no {kind.__name__}: {self.kinds()}"
        return found[-1]

    def kinds(self) -> list[str]:
        """The kinds of message in the chat, from top to bottom."""
        return [type(one).__name__ for _, one in sorted(self.shown.items())]

    @property
    def actor(self) -> Actor:
        """As who they press and write."""
        return Actor(telegram_id=self.id, name=self.member.name, language_code=self.member.language)

    def presses(self, message_id: int | None) -> Place:
        """Where somebody acts who presses this message; None: who writes a command."""
        message = message_id or self.office.next_message()
        return Place(
            bot_id=BOT_ID, chat_id=self.id, message=message, is_pressed=message_id is not None
        )

    async def acts(self, work: Work, at: int | None = None) -> None:
        """Press message `at` (or write a command). What is owed has not arrived."""
        await self.office.act(self.presses(at), work)

    async def does(self, flow: Flow, *arguments: Any, at: int | None = None) -> int:
        """Press message `at` (or write a command), and let what is owed arrive. The id of what was
        pressed or written."""
        place = self.presses(at)
        await self._does(place, lambda step: flow(step, self.actor, *arguments))
        return place.message or 0

    async def _does(self, place: Place, work: Work) -> None:
        for one in await self.office.act(place, work):
            if isinstance(one, Told) and one.sealed:
                instead = one.at is At.PRESSED and place.message
                self.shown[instead or self.office.next_message()] = one.message
        await self.office.deliver()

    async def writes(self, text: str, *, at: int | None = None, reply_to: int | None = None) -> int:
        """Write a message; `at` is its id where it crossed with others. Its id."""
        number = at or self.office.next_message()
        self.written[number] = text
        await self._in_message(number, text, reply_to, written)
        return number

    async def replies(self, answer_id: int, text: str) -> None:
        """Write words that are known to answer this question."""
        await self.does(answers.words, answer_id, text, self.office.next_message())

    async def edits(self, message: int, text: str) -> None:
        self.written[message] = text
        await self._in_message(message, text, None, changed)

    async def _in_message(
        self, number: int, text: str, reply_to: int | None, handle: Handle
    ) -> None:
        place = Place(bot_id=BOT_ID, chat_id=self.id, message=number)
        content = self.message(number, text, reply_to)
        await self._does(place, lambda step: handle(step, self.actor, content))

    def message(self, number: int, text: str, reply_to: int | None = None) -> Message:
        """What somebody writes at this moment."""
        chat, now = Chat(self.id, "private"), self.office.clock.moment
        pointed = Message(reply_to, now, chat) if reply_to else None
        return Message(number, now, chat, text=text, reply_to_message=pointed)

    async def taps(self, option: str) -> None:
        """Press an option of the newest question."""
        at, asked = self.with_id(AskQuestion)
        await self.does(answers.tap, asked.answer_id, option, asked.visibility, at=at)

    async def picks(self, level: Visibility) -> None:
        """Choose who may see the newest answer."""
        at, asked = self.with_id(ChooseReaders)
        await self.chooses(level, at, asked)

    async def chooses(self, level: Visibility, at: int, asked: ChooseReaders) -> None:
        """Press a level under message `at`, which shows, or showed, what is asked."""
        shown = (asked.wording, asked.offer)
        await self.does(levels.choose, asked.answer_id, level, *shown, at=at)

    async def says_which(self, answer_id: int) -> None:
        """Say of the words that the newest question about it points at to what they belong."""
        at, asked = self.with_id(AskWhich)
        assert answer_id in [one.answer_id for one in asked.answers]
        words = self.points[at]
        await self.does(answers.belong, answer_id, self.written[words], words, at=at)

    async def answers(self) -> list[Answer]:
        """Everything the person was asked in open Rounds, in order."""
        own = {p.id for p in await self.office.prompts() if p.member_id == self.member.id}
        return [one for one in await self.office.answers() if one.prompt_id in own]

    async def words(self, answer: Answer) -> str:
        """The parts of an answer: "one|two"."""
        async with self.office.unit_of_work.store.look() as tx:
            return "|".join(part.text for part in await stored_answers.parts(tx, answer.id))

    async def answers_all(self, *words: str, level: Visibility, tap: str = "4") -> None:
        """Answer the weekly check: a tap, then words."""
        await self.taps(tap)
        for text in words:
            await self.writes(text)
            await self.picks(level)


class Office:
    """Made by `open_office`."""

    def __init__(self, unit_of_work: UnitOfWork, clock: StandingClock) -> None:
        self.unit_of_work = unit_of_work
        self.clock = clock
        self.phones: dict[int, Phone] = {}
        self.posted: dict[int, list[object]] = {}
        self.arrivals: list[tuple[int, object]] = []
        """Whatever has come to any chat, with the chat's id, in order."""
        self._standing: dict[int, dict[int, object]] = {}
        self._messages = 0

    @property
    def today(self) -> date:
        """Since when somebody is what they become now; whoever is there when the play begins has
        always been."""
        return ALWAYS if self.clock.moment == MONDAY else self.clock.moment.date()

    def next_message(self) -> int:
        self._messages += 1
        return self._messages

    async def do(self, work: Callable[[Step], Awaitable[Kind]]) -> Kind:
        """One step."""
        async with self.unit_of_work.step() as step:
            return await work(step)

    async def act(self, place: Place, work: Work) -> Telling:
        """One step in which somebody acts there; what they are told is owed to the place."""

        async def acting(step: Step) -> Telling:
            telling = await work(step)
            await step.outbox.put(place, telling)
            return telling

        return await self.do(acting)

    async def at(self, moment: datetime) -> None:
        """Set the clock, do what is due, and deliver it."""
        self.clock.moment = moment
        await self.do_what_is_due()
        await self.deliver()

    async def do_what_is_due(self) -> None:
        """Do it, and deliver nothing."""
        for task in TASKS:
            while await self.do(task):
                pass

    async def later(self, **span: float) -> None:
        await self.at(self.clock.moment + timedelta(**span))

    async def owed(self) -> list[Delivery]:
        """What the sender would send now, one for each chat."""
        async with self.unit_of_work.look() as step:
            return await deliveries.heads(step, 1000, ())

    async def deliver(self) -> None:
        """Let everything that is owed arrive, in order."""
        while waiting := await self.owed():
            await self.do(lambda step: deliveries.sent(step, [self.arrive(d) for d in waiting]))

    async def deliver_one(self, one: Delivery) -> None:
        await self.do(lambda step: deliveries.sent(step, [self.arrive(one)]))

    async def fail(self, one: Delivery, failure: deliveries.Failure) -> None:
        """It does not get through."""
        await self.do(lambda step: deliveries.failed(step, one, failure))

    def arrive(self, delivery: Delivery) -> tuple[Delivery, int]:
        """Show it where it goes. Nobody has noted yet that it was sent."""
        message = decode(delivery.kind, delivery.body or "")
        number = delivery.edits or self.next_message()
        self.arrivals.append((delivery.chat_id, message))
        if delivery.chat_id in self.phones:
            phone = self.phones[delivery.chat_id]
            phone.shown[number] = message
            if delivery.reply_to is not None:
                phone.points[number] = delivery.reply_to
        else:
            self.posted.setdefault(delivery.chat_id, []).append(message)
            self._standing.setdefault(delivery.chat_id, {})[number] = message
        return delivery, number

    def channel(self, chat_id: int) -> list[object]:
        """What stands in a chat that is nobody's phone, from top to bottom."""
        return [message for _, message in sorted(self._standing.get(chat_id, {}).items())]

    async def team(self, name: str = "North", /, **fields: Unpack[teams.Fields]) -> Team:
        """It has a channel, which is nowhere; see NOWHERE."""
        channel: teams.Fields = {
            "chat_id": NOWHERE,
            "chat_title": f"{name} together",
            "chat_people": 9,
            "chat_public": False,
        }
        async with self.unit_of_work.store.step() as tx:
            return await add_team(tx, BOT_ID, name, **(channel | fields))

    async def member(
        self, name: str, team: Team, /, *roles: Role, **fields: Unpack[members.Fields]
    ) -> Phone:
        async with self.unit_of_work.store.step() as tx:
            member = await add_member(tx, BOT_ID, PEOPLE + len(self.phones), name, **fields)
            await join(tx, member, team, *roles, since=self.today)
        phone = self.phones[member.telegram_id] = Phone(self, member)
        return phone

    async def people(self, team: Team, *names: str) -> list[Phone]:
        return [await self.member(name, team) for name in names]

    async def schedule(
        self,
        team: Team,
        bank: str = "weekly-check",
        *,
        on: date | None = None,
        **fields: Unpack[schedules.Fields],
    ) -> Schedule:
        day = on or self.clock.moment.date()
        async with self.unit_of_work.store.step() as tx:
            return await add_schedule(tx, team, bank, on=day, **fields)

    async def begin(
        self, team: Team, bank: str = "weekly-check", **fields: Unpack[schedules.Fields]
    ) -> None:
        """Ask everybody at nine on this Monday."""
        await self.schedule(team, bank, **fields)
        await self.at(NINE)

    async def joins(self, phone: Phone, team: Team, *roles: Role) -> None:
        """Somebody belongs to one more Team."""
        async with self.unit_of_work.store.step() as tx:
            await join(tx, phone.member, team, *roles, since=self.today)

    async def rounds(self) -> list[Round]:
        async with self.unit_of_work.store.look() as tx:
            return await every(tx, select(round_).order_by(round_.c.id), Round)

    async def answers(self) -> list[Answer]:
        """All answers of open Rounds, Prompt by Prompt, as they were asked for."""
        query = select(answer).order_by(answer.c.prompt_id, answer.c.id)
        async with self.unit_of_work.store.look() as tx:
            return await every(tx, query, Answer)

    async def prompts(self) -> list[Prompt]:
        """All Prompts of open Rounds."""
        async with self.unit_of_work.store.look() as tx:
            return await every(tx, select(prompt).order_by(prompt.c.id), Prompt)

    async def change(self, phone: Phone, **fields: Unpack[members.Fields]) -> None:
        """Change what is known about a Member."""
        async with self.unit_of_work.store.step() as tx:
            await members.change(tx, phone.member.id, **fields)
        phone.member = replace(phone.member, **fields)


@asynccontextmanager
async def open_office(database: str, **settings: Any) -> AsyncIterator[Office]:
    """An office on the database at this URL, which is as in a new installation."""
    config = Config.model_validate({"database": {"url": database}, **settings})
    store = Store(config.database.url, synchronous="normal")
    clock = StandingClock(MONDAY)
    house = Installation(
        began=MONDAY,
        bot_id=BOT_ID,
        bot_name=BOT,
        banks=banks(config.prompts),
        config=config,
        rng=random.Random(7),
        safety=safety_beside(config.prompts),
        fit=fit,
    )
    unit_of_work = UnitOfWork(
        store=store, clock=WatchedClock(clock), house=house, on_owed=lambda: None
    )
    try:
        yield Office(unit_of_work, clock)
    finally:
        await store.close()
