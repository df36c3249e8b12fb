"""One phase of a Round's life, in a process of its own, so that its memory is its own.

`python -m benchmarks.phase URL MOMENT TIMES` does all that is due at that moment, so many times
over, and prints as JSON what it took.
"""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from benchmarks.lives import unit_of_work, workers
from benchmarks.process import Measured
from benchmarks.spent import Spent, spending
from benchmarks.yardstick import Yardstick
from bot.flows.base.unit_of_work import UnitOfWork
from bot.host.loop import run
from bot.scheduler.tasks import TASKS, Task


@dataclass(frozen=True, slots=True)
class Standing:
    """A Clock that shows one moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """What all steps took together, and the longest of them: so long others may have to wait.

    `peak` is the most megabytes that the process held; `yardstick` what one found meanwhile.
    """

    took: Spent
    longest: Spent
    steps: int
    peak: float
    yardstick: float

    @property
    def work(self) -> float:
        """What it took, told by a bit of work that was done meanwhile: the same on a machine that
        happens to be slower."""
        return self.took.own / self.yardstick


async def beat(unit_of_work: UnitOfWork, yardstick: Yardstick, *pids: int | str) -> list[Spent]:
    """What the heartbeat does, but for the chores. A Spent of these processes for each step."""
    return [
        spent for task in TASKS for spent in await _exhaust(unit_of_work, task, yardstick, *pids)
    ]


async def _exhaust(
    unit_of_work: UnitOfWork, task: Task, yardstick: Yardstick, *pids: int | str
) -> list[Spent]:
    steps, more = [], True
    while more:
        yardstick.look()
        with spending(*pids) as spent:
            async with unit_of_work.step(brief=False) as step:
                more = await task(step)
        steps.append(spent)
    return steps


async def play(url: str, moment: datetime, times: int = 1) -> Phase:
    yardstick = Yardstick()
    async with unit_of_work(url, Standing(moment)) as opened:
        at_work = await workers(opened.store)
        steps = [spent for _ in range(times) for spent in await beat(opened, yardstick, *at_work)]
    return Phase(
        took=sum(steps, Spent()),
        longest=max(steps, key=lambda spent: spent.own),
        steps=len(steps),
        peak=Measured("self").peak(),
        yardstick=yardstick.seconds,
    )


async def played(url: str, moment: datetime, times: int = 1) -> Phase:
    """The same in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.phase", url, moment.isoformat(), str(times))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    found: dict[str, Any] = json.loads(told)
    return Phase(**found | {name: Spent(**found[name]) for name in ("took", "longest")})


if __name__ == "__main__":
    url, moment, times = sys.argv[1:]
    print(json.dumps(asdict(run(play(url, datetime.fromisoformat(moment), int(times))))))
