"""What people of other Teams notice while Rounds are sealed on PostgreSQL, and what follows."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select, text, update

from benchmarks.box import Crowd, crowd
from benchmarks.databases import on_postgresql
from benchmarks.figures import Figure
from benchmarks.installation import bot_of, configured, running
from benchmarks.lives import BOT_ID, reply, settle
from benchmarks.people import channel_of, populate
from benchmarks.phase import play
from bot.domain.asking.rounds import RoundState
from bot.domain.base.clock import SystemClock
from bot.storage.base.engine import Store
from bot.storage.base.schema import round_, team, upkeep
from bot.storage.base.upkeep import SCRUB_AGAIN
from tests.faults.town import free_port
from tests.faults.wire import Wire

BUTTON = "4"
AT_ONCE = 15
"""People of other Teams who press in one second: as many as one bot may answer."""

QUESTIONS = 4
"""The whole of the weekly check."""

WARM, BEFORE = 2.0, 8.0
"""Seconds in which people press before it begins: to get going, and to be compared with."""

LOOK = 0.05
"""Seconds between two looks at what has been done."""

REWRITES = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND (query LIKE 'VACUUM%' OR query LIKE 'CLUSTER%')"
)
"""Connections that rewrite, or rest between two tables."""


class Sealing:
    """Rounds of Teams that are only in the database, beside a crowd in Teams of its own."""

    def __init__(self, url: str, gathered: Crowd) -> None:
        self.store = Store(url)
        self.gathered = gathered
        self.took = 0.0
        """Seconds until the last of them was sealed."""

    async def ready(self, people: int, per_team: int, *, replying: int) -> None:
        """So many have been asked, and have answered; the crowd is about to be asked."""
        url = self.store.engine.url.render_as_string(hide_password=False)
        now = SystemClock().now()
        await settle(url, people, per_team, at=now)
        await play(url, now)
        await reply(url, replying, QUESTIONS)
        pressing = self.gathered.people
        groups = [pressing[at : at + 100] for at in range(0, len(pressing), 100)]
        await populate(self.store, bot_of(self.gathered), groups, now=now, due=True, beyond=people)
        for number, _ in enumerate(groups, people + 1):
            self.gathered.gather(channel_of(number), f"Team {number}")

    async def run(self) -> tuple[list[float], list[float]]:
        """Let their time be over while people press. Seconds that each press had to wait for the
        next question: before that, and from then until all is sealed and the files are rewritten.
        """
        over = asyncio.Event()
        pressing = asyncio.create_task(_press(self.gathered, over))
        await asyncio.sleep(WARM + BEFORE)
        before = await self._rewriting()
        began = time.perf_counter()
        await self._close()
        while await self._open():
            await asyncio.sleep(LOOK)
        self.took = time.perf_counter() - began
        while (now := await self._rewriting()) == before or now[0]:
            await asyncio.sleep(LOOK)
        over.set()
        pressed = await pressing
        usual = [wait for at, wait in pressed if began - BEFORE <= at < began]
        return sorted(usual), sorted(wait for at, wait in pressed if at >= began)

    async def _close(self) -> None:
        async with self.store.step() as tx:
            theirs = select(team.c.id).where(team.c.bot_id == BOT_ID)
            now = SystemClock().now()
            await tx.execute(
                update(round_).where(round_.c.team_id.in_(theirs)).values(closes_at=now)
            )

    async def _open(self) -> int:
        query = (
            select(func.count())
            .select_from(round_.join(team))
            .where(round_.c.state == RoundState.OPEN, team.c.bot_id == BOT_ID)
        )
        async with self.store.look() as tx:
            return (await tx.execute(query)).scalar_one()

    async def _rewriting(self) -> tuple[int, datetime | None]:
        """How many are at it, and when it may be done again: another moment once it was begun."""
        again = select(upkeep.c.due_at).where(upkeep.c.name == SCRUB_AGAIN)
        async with self.store.look() as tx:
            at_it = (await tx.execute(REWRITES)).scalar_one()
            return at_it, (await tx.execute(again)).scalar_one_or_none()


async def beside_a_large_seal(quick: bool) -> list[Figure]:
    """One Team of 10,000 whose 10,000 answers are sealed."""
    people = 1_000 if quick else 10_000
    async with _sealing(
        600, people, people, replying=people // QUESTIONS, replicas=(1, 1)
    ) as sealing:
        before, during = await sealing.run()
    return [
        *_waits(before, during, f"while a Team of {people:,} is sealed and the database rewritten"),
        Figure(what="the Seal was done after", goal="", value=sealing.took, unit="s"),
    ]


async def many_seals(quick: bool) -> list[Figure]:
    """Five hundred Teams whose Rounds close in the same moment, on three replicas."""
    teams, per_team = (50, 20) if quick else (500, 20)
    people = teams * per_team
    async with _sealing(1_200, people, per_team, replying=people, replicas=(3, 2)) as sealing:
        before, during = await sealing.run()
    return [
        Figure(
            what=f"{teams} Teams of {per_team} whose Rounds close at once, the last Seal",
            goal="60 s",
            value=sealing.took,
            unit="s",
            met=sealing.took < 60,
        ),
        *_waits(before, during, f"while {teams} Teams are sealed on three replicas"),
    ]


def _waits(before: Sequence[float], during: Sequence[float], what: str) -> list[Figure]:
    """Both in order."""
    told = f"press to next question in other Teams, {AT_ONCE} a second"
    usual, p99 = _p99(before), _p99(during)
    return [
        Figure(what=f"{told}, p50", goal="", value=1000 * statistics.median(before), unit="ms"),
        Figure(what="the same, p99", goal="", value=usual, unit="ms", ratio=1.0),
        Figure(what=f"{what}, p50", goal="", value=1000 * statistics.median(during), unit="ms"),
        Figure(
            what="the same, p99",
            goal="100 ms",
            value=p99,
            unit="ms",
            ratio=p99 / usual,
            met=p99 < 100,
        ),
    ]


def _p99(waits: Sequence[float]) -> float:
    return 1000 * waits[int(len(waits) * 0.99)]


@asynccontextmanager
async def _sealing(
    pressing: int, people: int, per_team: int, *, replying: int, replicas: tuple[int, int]
) -> AsyncIterator[Sealing]:
    async with crowd(pressing) as gathered, on_postgresql() as url:
        sealing = Sealing(url, gathered)
        await sealing.ready(people, per_team, replying=replying)
        async with _replicas(gathered, url, *replicas):
            await gathered.got(pressing)
            yield sealing
        await sealing.store.close()


@asynccontextmanager
async def _replicas(gathered: Crowd, url: str, chatting: int, at_tasks: int) -> AsyncIterator[None]:
    """One that polls, or several behind a balancer, and others for what falls due."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ports = [free_port() for _ in range(chatting)]
        balancer = await stack.enter_async_context(
            Wire(*(f"http://127.0.0.1:{port}" for port in ports))
        )
        for port in ports:
            file = folder / f"{port}.yaml"
            more: dict[str, dict[str, object]] = {}
            if chatting > 1:
                webhook = {"url": balancer.url, "listen_port": port}
                more = {"telegram": {"mode": "webhook"}, "webhook": webhook}
            config = configured(file, gathered, 1000, url, **more)
            await stack.enter_async_context(running(config, "--only", "chat"))
        config = configured(folder / "tasks.yaml", gathered, 1000, url)
        for _ in range(at_tasks):
            await stack.enter_async_context(running(config, "--only", "tasks"))
        yield


async def _press(gathered: Crowd, over: asyncio.Event) -> list[tuple[float, float]]:
    """One after the other presses, until it is over. When, and how long each had to wait."""
    began, presses = time.perf_counter(), []

    async def press(person: int) -> tuple[float, float]:
        at = time.perf_counter()
        return at, await gathered.press(person, BUTTON)

    for number, person in enumerate(gathered.people):
        if over.is_set():
            break
        await asyncio.sleep(began + number / AT_ONCE - time.perf_counter())
        presses.append(asyncio.create_task(press(person)))
    return await asyncio.gather(*presses)
