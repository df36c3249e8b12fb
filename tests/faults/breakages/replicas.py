"""Replicas die and are cut off, and the database restarts."""

import random

from bot.flows.transport.leases import SECONDS
from tests.faults.breakages.killed import live_for_a_while
from tests.faults.city import City, Replica
from tests.faults.town import Town

CALLS = 30
SECONDS_WELL = 2.0
"""How many calls to Telegram go well, and for how long, before the next thing breaks; at most."""


class OneAfterTheOther:
    """Each replica is killed; the database is restarted; whoever sends then is cut off from it."""

    async def __call__(self, town: Town, rng: random.Random) -> None:
        assert isinstance(town, City)
        for replica in town.replicas:
            await live_for_a_while(town, rng, CALLS, SECONDS_WELL)
            await kill(town, replica)
            replica.start()
            await town.listens(replica)
        await live_for_a_while(town, rng, CALLS, SECONDS_WELL)
        await town.restart_database()
        await live_for_a_while(town, rng, CALLS, SECONDS_WELL)
        await cut_off(town, await town.sender())


async def kill(city: City, replica: Replica) -> None:
    """SIGKILL. If it was the one that sends, another does within the time of the lease."""
    fence, sends = await city.fence(), await city.sender() is replica
    await replica.kill()
    city.kills.append(city.calls())
    if sends:
        assert await city.lasts() <= SECONDS
        await city.taken_over(fence)


async def cut_off(city: City, replica: Replica) -> None:
    """Whatever this replica asks of the database gets nowhere, and nothing says so."""
    fence = await city.fence()
    replica.line.deaden()
    city.kills.append(city.calls())
    await city.taken_over(fence)
    assert replica.alive
    await replica.line.mend()
