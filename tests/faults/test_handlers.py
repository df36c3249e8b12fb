"""What can be no update is let go; one that cannot be handled is tried again and then set aside.
Everybody else goes on."""

import asyncio
import random
from pathlib import Path

from bot.domain.transport.inbox import InboxState
from bot.sandbox.faults import Fault, Kind
from bot.storage.transport import inbox
from tests.faults import acting
from tests.faults.breakages import handlers
from tests.faults.performance import Performance
from tests.faults.script import TEXTS, write_script
from tests.faults.town import ASKED_AT, Town, add_team, until

SPEED = 20


async def parked(town: Town) -> list[str | None]:
    """Why updates have been set aside."""
    async with town.store() as store, store.look() as tx:
        found = await inbox.parked(tx)
    assert all(one.state is InboxState.PARKED and one.body for one in found)
    return [one.error for one in found]


async def test_updates_that_nobody_can_decode_are_let_go_and_hold_up_nobody(town: Town) -> None:
    play = Performance(town, write_script(11, people=8))
    await play.belongs(await add_team(town))
    town.process.start()
    town.world.faults.add(Fault(kind=Kind.UNDECODABLE, left=6))
    town.at(ASKED_AT, SPEED)
    await play.answers()
    town.hurry(200)
    await town.settled()
    await play.books.balance()
    assert await parked(town) == []
    assert town.process.log.count("update.unfit") == 6


async def test_a_handler_that_fails_for_one_person_fails_only_for_them(
    town: Town, tmp_path: Path
) -> None:
    flag = tmp_path / "broken"
    town.process.mishap = handlers.failing_while(flag)
    play = Performance(town, write_script(12, people=9))
    await play.belongs(await add_team(town))
    alice = town.people[0]
    flag.write_text(str(alice.id))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT, SPEED)
    await acting.question(alice, 1)
    await alice.says("4")

    async def set_aside() -> bool:
        return bool(await parked(town))

    await asyncio.gather(play.answers(but=alice), until(set_aside, "an update to be set aside"))
    (why,) = await parked(town)
    assert why is not None
    assert why.startswith("CodeError at handlers.py:")
    assert "could not handle" not in town.process.log
    flag.unlink()
    await alice.says("4")
    await acting.question(alice, 2)
    await town.settled()
    await play.books.balance(but=alice)


async def test_a_handler_that_fails_for_a_moment_loses_nothing(town: Town, tmp_path: Path) -> None:
    flag = tmp_path / "broken"
    town.process.mishap = handlers.failing_while(flag)
    play = Performance(town, write_script(13, people=8))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT, SPEED)

    async def break_now_and_then() -> None:
        rng = random.Random(13)
        for _ in TEXTS:
            flag.touch()
            await town.called(rng.randint(1, 10))
            flag.unlink()
            await town.called(rng.randint(1, 10))

    await asyncio.gather(play.answers(), break_now_and_then())
    await town.settled()
    await play.books.balance()
    assert await parked(town) == []
