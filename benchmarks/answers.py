"""Answers: from the press to the next question sent, beside plain echo bots."""

import asyncio
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from benchmarks.box import Crowd, crowd
from benchmarks.figures import Figure
from benchmarks.installation import eftertanke
from benchmarks.process import Measured, program

PEERS = ("telegram_echo", "aiogram_echo")
AT_ONCE = 50
"""People who press at the same time, or in one second."""

BUTTON = "4"

Begin = Callable[[Crowd], AbstractAsyncContextManager[Measured]]


async def durable_answers(quick: bool) -> list[Figure]:
    """Everybody answers their first question by a tap, so many at a time."""
    people = 300 if quick else 2000
    ours, cpu = await _speed(people, _ours)
    peers = {name: await _speed(people, _peer(name)) for name in PEERS}
    plain, plain_cpu = peers[PEERS[0]]
    return [
        Figure(
            what=f"durable answers, {people} people, {AT_ONCE} at once",
            goal="at least the echo bot",
            value=ours,
            unit="/s",
            ratio=ours / plain,
            met=ours >= plain,
        ),
        *(
            Figure(what=f"the same by {name}", goal="peer", value=one, unit="/s", ratio=one / plain)
            for name, (one, _) in peers.items()
        ),
        Figure(
            what="processor time for each answer",
            goal="",
            value=cpu,
            unit="ms",
            ratio=cpu / plain_cpu,
        ),
        *(
            Figure(what=f"the same by {name}", goal="peer", value=one, unit="ms")
            for name, (_, one) in peers.items()
        ),
    ]


async def press_to_next(quick: bool) -> list[Figure]:
    """How long somebody waits for the next question while 50 people a second press."""
    people = 250 if quick else 1000
    async with crowd(people) as gathered, _ours(gathered):
        await gathered.got(people)
        began, presses = time.perf_counter(), []
        for number, person in enumerate(gathered.people):
            await asyncio.sleep(began + number / AT_ONCE - time.perf_counter())
            presses.append(asyncio.create_task(gathered.press(person, BUTTON)))
        waits = sorted(await asyncio.gather(*presses))
    p50, p99 = statistics.median(waits) * 1000, waits[int(len(waits) * 0.99)] * 1000
    what = f"press to next question, {AT_ONCE} people a second"
    return [
        Figure(what=f"{what}, p50", goal="20 ms", value=p50, unit="ms", met=p50 < 20),
        Figure(what=f"{what}, p99", goal="100 ms", value=p99, unit="ms", met=p99 < 100),
    ]


def _ours(people: Crowd) -> AbstractAsyncContextManager[Measured]:
    return eftertanke(people, 1000)


def _peer(name: str) -> Begin:
    def begin(people: Crowd) -> AbstractAsyncContextManager[Measured]:
        to = map(str, people.people)
        return program("-m", f"benchmarks.peers.{name}", people.box.url, people.bot.token, *to)

    return begin


async def _speed(people: int, begin: Begin) -> tuple[float, float]:
    """Presses a second until all have their next message, and milliseconds of processor each."""
    async with crowd(people) as gathered, begin(gathered) as process:
        await gathered.got(people)
        room = asyncio.Semaphore(AT_ONCE)

        async def one(person: int) -> None:
            async with room:
                await gathered.press(person, BUTTON)

        began, before = time.perf_counter(), process.cpu()
        await asyncio.gather(*(one(person) for person in gathered.people))
        return (
            people / (time.perf_counter() - began),
            1000 * (process.cpu() - before) / people,
        )
