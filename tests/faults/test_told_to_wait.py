"""429: what must pause pauses for as long as it must, all else goes on, and nothing bursts out
afterwards."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.http import UNTOLD_WAIT
from bot.sandbox.calls import CallRecord
from bot.sandbox.faults import Fault, Kind
from tests.faults import acting
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team, found_town

SPEED = 5
WAIT = 12
A_WHILE = timedelta(minutes=1)
UNDER_WAY = 2
"""Seconds in which messages still go that were under way when the refusal came."""

TOO_MANY = 429


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which the bot sends ten messages a second."""
    async with found_town(tmp_path, messages_per_second=10) as ready:
        yield ready


async def settled_play(town: Town, seed: int) -> Performance:
    """Sixteen people who have had nothing to do with the bot for a while. It listens."""
    play = Performance(town, write_script(seed, people=16))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    await town.lives(A_WHILE)
    await town.running()
    town.world.limits.change(messages_per_second=12, per_chat_per_second=1000)
    return play


def sends(town: Town, since: int) -> list[CallRecord]:
    return [call for call in town.world.calls.since(since) if call.method == "sendMessage"]


@pytest.mark.parametrize(
    ("kind", "wait"), [(Kind.TOO_MANY, WAIT), (Kind.TOO_MANY_BARE, UNTOLD_WAIT)]
)
async def test_told_to_wait_the_whole_bot_waits_and_then_answers_before_it_asks(
    town: Town, kind: Kind, wait: int
) -> None:
    play = await settled_play(town, 9)
    before = town.calls()
    town.world.faults.add(Fault(kind=kind, left=1, method="sendMessage", retry_after=wait))
    town.at(ASKED_AT, 1)
    await town.met()
    last = town.people[-1]
    await last.says("/help")
    await town.owes(last)
    town.hurry(SPEED)
    await last.reads("/mydata")
    for person in town.people:
        await acting.question(person, 1)
    refused, *later = sends(town, before)
    assert refused.status == TOO_MANY
    assert all(call.status != TOO_MANY for call in later)
    paused = [call for call in later if call.time > refused.time + UNDER_WAY]
    assert paused[0].time >= refused.time + wait
    assert paused[0].parameters["chat_id"] == last.id, "a reply goes before what is sent to all"
    assert play.books.copies() == 0


async def test_a_chat_that_is_told_to_wait_waits_alone(town: Town) -> None:
    play = await settled_play(town, 10)
    alice = town.people[0]
    before = town.calls()
    town.at(ASKED_AT, SPEED)
    for person in town.people:
        await acting.question(person, 1)
    await alice.says("/help")
    await alice.reads("/mydata")
    slow = Fault(kind=Kind.TOO_MANY, left=1, method="sendMessage", retry_after=WAIT, chat=alice.id)
    town.world.faults.add(slow)
    await alice.says("/whosees")
    await town.met()
    for person in town.people[1:]:
        await person.says("/help")
        await person.reads("/mydata")
    await alice.reads("Who sees what in")
    calls = sends(town, before)
    (refused,) = [call for call in calls if call.status == TOO_MANY]
    others = [call for call in calls if call.n > refused.n][:-1]
    assert all(call.time < refused.time + WAIT for call in others)
    assert calls[-1].time >= refused.time + WAIT
    assert play.books.copies() == 0
