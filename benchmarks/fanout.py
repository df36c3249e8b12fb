"""How fast a Round's prompts go out, stored before and noted after, and how plain loops fare."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from benchmarks.box import Crowd, crowd
from benchmarks.figures import Figure
from benchmarks.installation import eftertanke
from benchmarks.process import Measured, program

FREE_LIMIT = 30
PAID_LIMIT = 1000
PEERS = ("telegram_loop", "aiogram_loop")

Begin = Callable[[Crowd], AbstractAsyncContextManager[Measured]]


async def at_the_free_limit(quick: bool) -> list[Figure]:
    """Telegram's usual limit is the ideal; the sandbox answers 429 to whoever passes it."""
    prompts = 300 if quick else 3000
    async with crowd(prompts, per_second=FREE_LIMIT) as people, eftertanke(people, FREE_LIMIT):
        await people.got(prompts)
        took, refused = people.sent[-1] - people.sent[0], people.refused()
    ideal = (prompts - 1) / FREE_LIMIT
    return [
        Figure(
            what=f"fan-out of {prompts} prompts at {FREE_LIMIT}/s, first to last",
            goal="within 2% of ideal",
            value=took,
            unit="s",
            ratio=took / ideal,
            met=took <= ideal * 1.02,
        ),
        Figure(what="429 meanwhile", goal="0", value=refused, unit="", met=refused == 0),
    ]


async def at_the_paid_limit(quick: bool) -> list[Figure]:
    prompts = 1000 if quick else 5000
    speed, cpu = await _speed(prompts, lambda people: eftertanke(people, PAID_LIMIT))
    peers = {name: await _speed(prompts, _peer(name)) for name in PEERS}
    plain, plain_cpu = peers[PEERS[0]]
    return [
        Figure(
            what=f"fan-out of {prompts} prompts, durable",
            goal=f"{PAID_LIMIT}/s, twice a plain loop",
            value=speed,
            unit="/s",
            ratio=speed / plain,
            met=speed >= PAID_LIMIT * 0.98 and speed >= 2 * plain,
        ),
        *(
            Figure(what=f"the same by {name}", goal="peer", value=one, unit="/s", ratio=one / plain)
            for name, (one, _) in peers.items()
        ),
        Figure(
            what="processor time for each prompt",
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


def _peer(name: str) -> Begin:
    def begin(people: Crowd) -> AbstractAsyncContextManager[Measured]:
        to = map(str, people.people)
        return program("-m", f"benchmarks.peers.{name}", people.box.url, people.bot.token, *to)

    return begin


async def _speed(prompts: int, begin: Begin) -> tuple[float, float]:
    """Messages a second from the first to the last, and milliseconds of processor for each."""
    async with crowd(prompts) as people, begin(people) as process:
        await people.got(1)
        before = process.cpu()
        await people.got(prompts)
        cpu = process.cpu() - before
        took = people.sent[-1] - people.sent[0]
    return (prompts - 1) / took, 1000 * cpu / prompts
