"""A city: a town whose bot runs several times, on PostgreSQL and behind a plain balancer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

import yaml
from sqlalchemy import select

from bot.host.duties import EVERYTHING, Duty
from bot.sandbox.calls import CallRecord
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.storage.base.db_clock import from_now
from bot.storage.base.schema import lease
from tests.faults.machine import Machine
from tests.faults.process import BotProcess
from tests.faults.town import FRIDAY, LAST_WORDS, Town, free_port, settings, until
from tests.faults.wire import Wire
from tests.postgres import USER, Server
from tests.stage import BOT

SOCKET = ".s.PGSQL.5432"

SENDS = ("sendMessage", "editMessageText")


class Replica(BotProcess):
    """One of several processes of a bot. `line` is its way to the database."""

    def __init__(self, config: Path, machine: Machine, line: Wire) -> None:
        super().__init__(config, machine)
        self.line = line
        self.health_port = free_port()
        self.webhook_port = free_port()

    def url(self, database: str) -> str:
        there = self.line.url.removeprefix("http://")
        return f"postgresql://{USER}@{there}/{database}"


class City(Town):
    """Made by `found_city`. The `process` of a town is its first replica; the `database`, a file
    elsewhere, is only the folder of all settings."""

    replicas: list[Replica]
    server: Server

    def __init__(self, *parts: object, url: str) -> None:
        super().__init__(*parts)  # type: ignore[arg-type] # they are a Town's
        self._url = url

    @property
    def url(self) -> str:
        return self._url

    def start(self) -> None:
        for replica in self.replicas:
            replica.start()

    async def running(self) -> None:
        """Wait until all replicas listen to whom they talk with."""
        for replica in self.replicas:
            if Duty.CHAT in replica.duties:
                await self.listens(replica)
        await super().running()

    async def listens(self, replica: Replica) -> None:
        """Wait until Telegram could post to this replica."""

        async def reached() -> bool:
            assert replica.alive, f"the replica has ended:\n{replica.log}"
            with suppress(OSError):
                _, there = await asyncio.open_connection("127.0.0.1", replica.webhook_port)
                there.close()
                return True
            return False

        await until(reached, "a replica to listen")

    async def fence(self) -> int:
        """How often the lease has been taken."""
        async with self.store() as store, store.look() as tx:
            return (await tx.execute(select(lease.c.fence))).scalar_one_or_none() or 0

    async def lasts(self) -> float:
        """For how many seconds the lease is held still, whoever holds it."""
        async with self.store() as store, store.look() as tx:
            ends, now = (await tx.execute(select(lease.c.until, from_now()))).one()
        assert isinstance(ends, datetime)
        assert isinstance(now, datetime)
        return (ends - now).total_seconds()

    async def sender(self) -> Replica:
        """The replica that holds the lease, once one does."""
        found: list[Replica] = []

        async def somebody() -> bool:
            told = f"fence={await self.fence()}"
            found[:] = [one for one in self.replicas if one.alive and _took(one, told)]
            return bool(found) and await self.lasts() > 0

        await until(somebody, "a replica to send")
        return found[0]

    async def taken_over(self, fence: int) -> None:
        """Wait until the lease has been taken since; what was under way then may come again."""

        async def newer() -> bool:
            return await self.fence() > fence

        await until(newer, "another replica to send")
        self.kills.append(self.calls())

    async def restart_database(self) -> None:
        await asyncio.to_thread(self.server.stop)
        await asyncio.to_thread(self.server.start)

    def sends(self) -> list[CallRecord]:
        """All messages that were sent, or were to be."""
        return [call for call in self.world.calls.since(0) if call.method in SENDS]


def _took(replica: Replica, told: str) -> bool:
    lines = [line for line in replica.log.splitlines() if "lease.taken" in line]
    return bool(lines) and lines[-1].rstrip().endswith(told)


@asynccontextmanager
async def found_city(
    folder: Path,
    server: Server,
    duties: Sequence[frozenset[Duty]] = (EVERYTHING,) * 3,
    **telegram: object,
) -> AsyncIterator[City]:
    """A city in which no replica runs yet: one for each of these duties, the first of which talks
    with people. `telegram` are settings of that section."""
    machine = Machine(folder / "clocks", FRIDAY)
    url = await server.make_migrated()
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(Sandbox())
        control = await stack.enter_async_context(Control(box.url))
        wire = await stack.enter_async_context(Wire(box.url))
        box.world.limits.turn_off()
        box.world.clock.drive(FRIDAY.timestamp())
        account = box.world.add_bot(BOT, None, "Eftertanke", reads_all=False)
        replicas = []
        for number, its in enumerate(duties):
            line = await stack.enter_async_context(Wire(server.folder / SOCKET))
            replicas.append(Replica(folder / f"replica{number}.yaml", machine, line))
            replicas[-1].duties = its
        chatting = [replica for replica in replicas if Duty.CHAT in replica.duties]
        backends = [f"http://127.0.0.1:{replica.webhook_port}" for replica in chatting]
        balancer = await stack.enter_async_context(Wire(*backends))
        city = City(box.world, control, wire, account, replicas[0], folder, url=url)
        city.replicas, city.server = replicas, server
        # Whoever is left behind is known by how long they wait.
        city.at(FRIDAY, speed=1)
        for replica in replicas:
            replica.config.write_text(_config(city, replica, balancer, telegram))
        try:
            yield city
        finally:
            for replica in replicas:
                await replica.kill()
                sys.stdout.write(replica.log[-LAST_WORDS:])
        assert await control.lint() == [], "Telegram would silently ignore something we sent"
    await server.drop(url)


def _config(city: City, replica: Replica, balancer: Wire, telegram: dict[str, object]) -> str:
    made = settings(city, {"mode": "webhook", **telegram})
    made["database"] = {"url": replica.url(city.url.partition("?")[0].rpartition("/")[2])}
    # Each beat wants everything to itself a few times, and here are several hearts.
    made["heartbeat_seconds"] = 1
    made["health"] = {"listen_port": replica.health_port}
    made["webhook"] = {"url": balancer.url, "listen_port": replica.webhook_port}
    return yaml.safe_dump(made)
