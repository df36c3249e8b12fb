"""A town with a bot: Telegram in a box, people with phones, a database file, and a process that may
be broken in every way. Its clocks stand until somebody drives them."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import yaml
from sqlalchemy import Select, func, insert, select

from bot.domain.asking.rounds import RoundState
from bot.domain.base.availability import EVERY_DAY
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState, Priority
from bot.domain.transport.inbox import InboxState
from bot.sandbox.accounts import Bot
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from bot.storage.base.engine import Store
from bot.storage.base.schema import answer, delivery, inbox, member, membership, round_
from bot.storage.people import invites
from tests import factories
from tests.databases import empty_database
from tests.faults.machine import Machine
from tests.faults.people import Person
from tests.faults.process import PATIENCE, BotProcess
from tests.faults.wire import Wire
from tests.stage import BOT

FRIDAY = datetime(2026, 2, 27, 12, 0, tzinfo=UTC)
"""When people join."""

ASKED_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""When they are asked: on Monday at nine in Stockholm, in winter time."""

LAST_WORDS = 4000
"""Characters of the bot's log that are told of a test that failed."""

INVITE = "AnInviteForEverybodyInTown"
TEAM = "North"
BANK = "weekly-check"


class Town:
    """Made by `found_town`."""

    def __init__(
        self,
        world: World,
        control: Control,
        wire: Wire,
        bot: Bot,
        process: BotProcess,
        database: Path,
    ) -> None:
        self.world = world
        self.control = control
        self.wire = wire
        self.account = bot
        self.process = process
        self.database = database
        self.machine: Machine = process.machine
        self.people: list[Person] = []
        self.channel = 0
        self.health_port = free_port()
        self.kills: list[int] = []
        """How many calls Telegram had had at each moment at which the bot was killed."""

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """Look into the books of the bot, as it runs."""
        store = Store(self.url)
        try:
            yield store
        finally:
            await store.close()

    def arrives(self, *names: str) -> list[Person]:
        """People who have never met the bot."""
        accounts = [self.world.add_person(name, language_code="en") for name in names]
        fresh = [Person(self.world, self.control, self.account, one) for one in accounts]
        self.people += fresh
        return fresh

    def at(self, moment: datetime, speed: float | None = None) -> None:
        """Set all clocks, the bot's and Telegram's; they go on as fast as before, or so fast."""
        speed = self.machine.speed if speed is None else speed
        self.machine.run(speed, moment)
        self.world.clock.run(speed, moment.timestamp())

    def later(self, span: timedelta) -> None:
        self.at(self.machine.now() + span)

    def hurry(self, speed: float) -> None:
        """Let time go on so many times as fast as it really does; 0 lets it stand."""
        self.at(self.machine.now(), speed)

    async def lives(self, span: timedelta, speed: float = 300) -> None:
        """Let so much time go by, very fast; afterwards the clocks go as they went before."""
        end, usual = self.machine.now() + span, self.machine.speed
        self.hurry(speed)
        await until(lambda: self.machine.now() >= end, "time to pass")
        self.hurry(usual)

    async def kill(self) -> None:
        await self.process.kill()
        self.kills.append(self.calls())

    def calls(self) -> int:
        """How many calls Telegram has had."""
        newest = self.world.calls.since(0)[-1:]
        return newest[0].n if newest else 0

    async def running(self) -> None:
        """Wait until the bot listens."""
        await until(self._listens, "the bot to listen")

    async def met(self) -> None:
        """Wait until all that was to go wrong has gone wrong."""
        await until(lambda: not self.world.faults.pending(), "a fault to be met")

    async def called(self, more: int) -> None:
        """Wait until Telegram has had so many calls more."""
        end = self.calls() + more
        await until(lambda: self.calls() >= end, f"{more} calls")

    async def sent(self) -> None:
        """Wait until Telegram gets one message more, after however long a wait."""
        before = self.calls()

        def has_come() -> bool:
            return any(one.method == "sendMessage" for one in self.world.calls.since(before))

        await until(has_come, "a message to be sent")

    async def settled(self, patience: float = PATIENCE) -> None:
        """Wait until nothing is left to be heard, handled or sent."""
        async with self.store() as store:
            await until(lambda: self._idle(store), "the bot to have done everything", patience)

    async def owes(self, person: Person) -> None:
        """Wait until a reply to this person waits to be sent."""
        count = select(func.count()).where(
            delivery.c.chat_id == person.id,
            delivery.c.state == DeliveryState.OWED,
            delivery.c.priority == Priority.REPLY,
        )
        async with self.store() as store:

            async def owed() -> bool:
                return await _number(store, count) > 0

            await until(owed, f"a reply to {person.name}")

    async def asked(self, people: int, patience: float = PATIENCE) -> None:
        """Wait until so many people have been asked."""
        count = select(func.count()).select_from(answer)
        async with self.store() as store:

            async def all_asked() -> bool:
                return await _number(store, count) == people

            await until(all_asked, f"{people} people to be asked", patience)

    async def sealed(self) -> None:
        """Wait until no Round is open any more."""
        count = select(func.count()).where(round_.c.state == RoundState.OPEN)
        async with self.store() as store:

            async def none_open() -> bool:
                return await _number(store, count) == 0

            await until(none_open, "the Seal")

    def _listens(self) -> bool:
        assert self.process.alive, f"the bot has ended:\n{self.process.log}"
        return self.account.updates.watched

    async def health(self, page: str = "/healthz") -> tuple[int, str]:
        """What the bot says of itself: status and sentences."""
        url = f"http://127.0.0.1:{self.health_port}{page}"
        async with aiohttp.ClientSession() as http, http.get(url) as answer:
            return answer.status, await answer.text()

    async def _idle(self, store: Store) -> bool:
        if self.account.updates.pending(self.world.clock.now()):
            return False
        unheard = select(func.count()).where(inbox.c.state == InboxState.PENDING)
        unsent = select(func.count()).where(delivery.c.state == DeliveryState.OWED)
        return not (await _number(store, unheard) or await _number(store, unsent))


async def until(
    true: Callable[[], bool | Awaitable[bool]], what: str, patience: float = PATIENCE
) -> None:
    """Look again and again: another process tells nobody when it is done."""
    try:
        async with asyncio.timeout(patience):
            while not await _truth(true()):  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"in vain was waited for {what}") from None


async def _truth(found: bool | Awaitable[bool]) -> bool:
    return found if isinstance(found, bool) else await found


async def _number(store: Store, query: Select[int]) -> int:
    async with store.look() as tx:
        return (await tx.execute(query)).scalar_one()


@asynccontextmanager
async def found_town(
    folder: Path, disk: Path | None = None, **telegram: object
) -> AsyncIterator[Town]:
    """A town in which the bot does not run yet. `disk`: where the database lies, if not beside all
    else; `telegram` are settings of that section."""
    machine = Machine(folder / "clocks", FRIDAY)
    async with Sandbox() as box, Control(box.url) as control, Wire(box.url) as wire:
        box.world.limits.turn_off()
        box.world.clock.drive(FRIDAY.timestamp())
        account = box.world.add_bot(BOT, None, "Eftertanke", reads_all=False)
        config = folder / "config.yaml"
        database = (disk or folder) / "town.sqlite"
        town = Town(box.world, control, wire, account, BotProcess(config, machine), database)
        config.write_text(yaml.safe_dump(settings(town, telegram)))
        town.database.write_bytes(await asyncio.to_thread(empty_database))
        try:
            yield town
        finally:
            await town.process.kill()
            # Shown beside a failure, as all that a test has written.
            sys.stdout.write(town.process.log[-LAST_WORDS:])
        assert await control.lint() == [], "Telegram would silently ignore something we sent"


async def add_team(town: Town, *, days: Sequence[int] = (0,)) -> Team:
    """A team that anybody may join by one link, that is asked once a week, and that has a chat to
    share something in."""
    if not town.channel:
        host = (await town.control.user("Host"))["id"]
        made = await town.control.chat("group", TEAM, members=[host], admins=[host], bots=[BOT])
        town.channel = made["id"]
    async with town.store() as store, store.step() as tx:
        team = await factories.add_team(
            tx, town.account.id, TEAM, languages=("en",), chat_id=town.channel, chat_title=TEAM
        )
        await invites.add(
            tx,
            bot_id=town.account.id,
            token=INVITE,
            team_id=team.id,
            role=Role.STAFF,
            made_by=None,
            expires_at=FRIDAY + timedelta(days=30),
            max_uses=10_000,
            uses=0,
            withdrawn=False,
        )
        day = ASKED_AT.date()
        await factories.add_schedule(tx, team, BANK, on=day, days=tuple(days) or EVERY_DAY)
    return team


async def add_members(town: Town, team: Team, people: Sequence[Person]) -> None:
    """Let them have joined by the link long ago."""
    rows = [
        {
            "id": number,
            "bot_id": team.bot_id,
            "telegram_id": person.id,
            "name": person.name,
            "language": "en",
            "zone": "Europe/Stockholm",
            "days": EVERY_DAY,
            "ask_at": 9 * 60,
            "quiet_from": 20 * 60,
            "quiet_to": 7 * 60,
            "usual_words": Visibility.PRIVATE,
            "usual_taps": Visibility.TEAM_UNNAMED,
            "reachable": True,
            "owner": False,
            "digest_day": 4,
            "digest_at": 13 * 60,
        }
        for number, person in enumerate(people, start=1)
    ]
    roles = frozenset({Role.STAFF})
    inside = [{"member_id": row["id"], "team_id": team.id, "roles": roles} for row in rows]
    async with town.store() as store, store.step() as tx:
        await tx.execute(insert(member), rows)
        await tx.execute(insert(membership), inside)


def settings(town: Town, telegram: Mapping[str, object]) -> dict[str, object]:
    """As it comes, but for what would make a test wait."""
    return {
        "telegram": {
            "token": town.account.token,
            "base_url": town.wire.url,
            "poll_timeout": 1,
            "messages_per_second": 1000,
            "per_chat_per_second": 1000,
            "per_group_per_minute": 1000,
            **telegram,
        },
        # No test takes the disk away: what a killed process has written, the system still writes.
        "database": {"url": town.url, "synchronous": "normal"},
        "heartbeat_seconds": 0.1,
        "health": {"listen_port": town.health_port},
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
