"""The machine's clock jumps: nobody is asked twice, nothing is sealed early or never, and nothing
stalls."""

from datetime import timedelta

from bot.sandbox.faults import Fault, Kind
from bot.storage.transport import deliveries
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team, until

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
A_WHILE = timedelta(minutes=5)


async def waits_for_another_try(town: Town) -> None:
    async with town.store() as store:

        async def waits() -> bool:
            async with store.look() as tx:
                return bool(await deliveries.stuck(tx, 1))

        await until(waits, "a message that waits for another try")


async def test_a_clock_that_jumps_back_and_forward_and_is_set_right(town: Town) -> None:
    play = Performance(town, write_script(22, people=8))
    await play.belongs(await add_team(town))
    alice = town.people[0]
    town.process.start()
    await town.settled()
    town.at(ASKED_AT, 1)
    await play.puts_off()
    await town.settled()
    town.world.faults.add(Fault(kind=Kind.HTTP_500, left=1, method="sendMessage", chat=alice.id))
    await alice.says("/whosees")
    await waits_for_another_try(town)
    jumped = town.machine.now()
    town.at(jumped - AN_HOUR)
    await alice.reads("Who sees what in")
    await town.lives(A_WHILE)
    town.at(jumped + A_DAY)
    await town.lives(A_WHILE)
    await play.replies()
    town.at(jumped + A_WHILE)
    await town.lives(A_WHILE)
    await play.thinks_again()
    await town.settled()
    await play.books.balance()
    assert play.books.copies() <= sum(part.asked_later for part in play.script.parts)
    await play.close()
    await play.books.balance_sealed()
    assert (await town.health())[0] == 200
