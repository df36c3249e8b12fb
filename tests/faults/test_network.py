"""Without a network the bot waits, asks now and then, and goes on at once when it is back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from tests.faults import acting
from tests.faults.breakages import names
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team, found_town, until

HALF_AN_HOUR = timedelta(minutes=30)
FAST = 900
"""Half an hour in two seconds."""

SPEED = 10


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which the bot sends five messages a second."""
    async with found_town(tmp_path, messages_per_second=5) as ready:
        yield ready


async def well_again(town: Town) -> None:
    """Wait until the bot says that it is well."""

    async def well() -> bool:
        return (await town.health())[0] == 200

    town.hurry(60)
    await until(well, "the bot to be well")
    town.hurry(SPEED)


async def test_half_an_hour_without_network_is_made_up_for_without_a_burst(town: Town) -> None:
    team = await add_team(town)
    play = Performance(town, write_script(5, people=16))
    await play.belongs(team)
    town.process.start()
    await town.settled()
    town.world.limits.change(messages_per_second=12)
    await town.wire.cut()
    before = town.calls()
    town.at(ASKED_AT, SPEED)
    await town.lives(HALF_AN_HOUR, FAST)
    assert town.process.alive
    await town.wire.mend()
    town.hurry(60)  # The sender may have half a minute left to wait, and the poller as much.
    await town.sent()
    town.hurry(1)
    for person in town.people:
        await acting.question(person, 1)
    statuses = {call.status for call in town.world.calls.since(before)}
    assert statuses <= {0, 200}, "too many at once when the network was back"
    assert play.books.copies() == 0
    town.world.limits.turn_off()
    await well_again(town)
    await play.answers()
    await town.settled()
    await play.books.balance()


@pytest.mark.parametrize("how", ["silent", "nameless"])
async def test_a_network_that_leads_nowhere(town: Town, tmp_path: Path, how: str) -> None:
    flag = tmp_path / "names are gone"
    town.process.mishap = names.gone_while(flag)
    team = await add_team(town)
    play = Performance(town, write_script(6, people=8))
    await play.belongs(team)
    town.process.start()
    await town.settled()
    if how == "silent":
        town.wire.deaden()
    else:
        flag.touch()
        await town.wire.cut()
    town.at(ASKED_AT, SPEED)
    await town.lives(HALF_AN_HOUR, FAST)
    assert town.process.alive
    status, told = await town.health()
    assert status == 503
    assert "Telegram" in told
    flag.unlink(missing_ok=True)
    await town.wire.mend()
    await well_again(town)
    await play.answers()
    await town.settled()
    await play.books.balance()


async def test_a_token_that_is_revoked_is_tried_again_and_again_and_the_bot_says_so(
    town: Town,
) -> None:
    team = await add_team(town)
    play = Performance(town, write_script(7, people=8))
    await play.belongs(team)
    town.process.start()
    await town.settled()
    before = town.calls()
    town.world.faults.add(Fault(kind=Kind.HTTP_401, left=10_000))
    town.at(ASKED_AT, SPEED)
    await town.lives(HALF_AN_HOUR, FAST)
    status, told = await town.health()
    assert status == 503
    assert "Telegram" in told
    tries = town.calls() - before
    assert 10 < tries < 400, "seldom enough for half an hour, and often enough"
    town.world.faults.clear()
    await well_again(town)
    await play.answers()
    await town.settled()
    await play.books.balance()


async def test_a_token_that_is_refused_for_a_moment_costs_a_moment(town: Town) -> None:
    team = await add_team(town)
    play = Performance(town, write_script(8, people=8))
    await play.belongs(team)
    town.process.start()
    town.hurry(SPEED)
    await town.settled()
    town.at(ASKED_AT)
    for method in ("getUpdates", "sendMessage", "answerCallbackQuery", "editMessageText"):
        town.world.faults.add(Fault(kind=Kind.HTTP_401, left=2, method=method))
    await play.answers()
    await town.settled()
    await play.books.balance()
    assert town.machine.now() - ASKED_AT < timedelta(hours=3)
