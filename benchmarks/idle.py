"""A bot that nobody writes to: how soon it is there, what it uses and what it holds."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from benchmarks.box import Crowd, crowd
from benchmarks.figures import Figure, time_for
from benchmarks.installation import eftertanke, running, settled
from benchmarks.process import Measured, program
from benchmarks.spent import Spent, since_start, spending

PEERS = ("telegram_echo", "aiogram_echo")

STARTS = 3
"""Of which the quickest is told."""

SETTLES = 5.0
"""Seconds after the start, which are no idle ones."""

BUTTON = "4"

Begin = Callable[[], AbstractAsyncContextManager[Measured]]


async def start(quick: bool) -> list[Figure]:
    """From the command to the first poll, beside bots that only echo."""
    async with crowd(1) as people, settled(people, 30, due=False) as config:
        times = 1 if quick else STARTS
        ours = await _quickest(times, people, lambda: running(config))
        peers = {name: await _quickest(times, people, _peer(people, name)) for name in PEERS}
    plain = peers[PEERS[0]].own
    rows = [
        (ours, time_for("start to first poll", ours, below=1500)),
        *((one, time_for(f"the same by {name}", one, goal="peer")) for name, one in peers.items()),
    ]
    return [replace(figure, ratio=spent.own / plain) for spent, figure in rows]


async def idle(quick: bool) -> list[Figure]:
    """With one Member, and with 100,000 of them in the database."""
    others, seconds = (1_000, 5.0) if quick else (100_000, 60.0)
    async with crowd(1) as people:
        async with settled(people, 30, due=False) as config, running(config) as process:
            await _rest(people)
            small, own = process.memory(), process.share()
        async with (
            settled(people, 30, due=False, others=others) as config,
            running(config) as process,
        ):
            await _rest(people)
            with spending(process.pid) as spent:
                await asyncio.sleep(seconds)
            large = process.memory()
    share = 100 * spent.processor / spent.clock
    return [
        _megabytes("memory at rest", small, goal="110 MB", met=small < 110),
        _megabytes("without what it shares with other programs", own),
        _megabytes(
            f"memory at rest, {others:,} members",
            large,
            goal="within 10%",
            met=large < small * 1.1,
            ratio=large / small,
        ),
        Figure(
            what=f"share of a core at rest, {others:,} members",
            goal="1%",
            value=share,
            unit="%",
            met=share < 1,
        ),
        _megabytes("memory after people have answered", await _after_work(100 if quick else 500)),
    ]


async def _after_work(people: int) -> float:
    """All that is loaded only when it is needed has been."""
    async with crowd(people) as gathered, eftertanke(gathered, 1000) as process:
        await gathered.got(people)
        for person in gathered.people:
            await gathered.press(person, BUTTON)
        return process.memory()


async def _quickest(times: int, people: Crowd, begin: Begin) -> Spent:
    return min([await _start(people, begin) for _ in range(times)], key=lambda one: one.own)


async def _start(people: Crowd, begin: Begin) -> Spent:
    began = time.perf_counter()
    async with begin() as process:
        await people.waited_for()
        spent = since_start(process.pid, time.perf_counter() - began)
    await people.waited_for(no_more=True)
    return spent


async def _rest(people: Crowd) -> None:
    await people.waited_for()
    await asyncio.sleep(SETTLES)


def _peer(people: Crowd, name: str) -> Begin:
    where = (people.box.url, people.bot.token)
    return lambda: program("-m", f"benchmarks.peers.{name}", *where)


def _megabytes(
    what: str,
    value: float,
    *,
    goal: str = "",
    met: bool | None = None,
    ratio: float | None = None,
) -> Figure:
    return Figure(what=what, goal=goal, value=value, unit="MB", met=met, ratio=ratio)
