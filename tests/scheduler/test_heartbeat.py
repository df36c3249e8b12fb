"""The heartbeat: what is due is done, with its Team to itself; while nothing is, nobody has to make
room."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.base.roles import Role
from bot.errors import StorageError
from bot.flows.asking import prompts, rounds
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import FREE, ClaimsMoreError
from bot.flows.hearing import digests, seals
from bot.flows.rights import retention
from bot.scheduler import heartbeat
from bot.scheduler.heartbeat import Heartbeat
from bot.scheduler.tasks import TASKS
from tests.databases import on_postgresql
from tests.desk import NINE, Office

Task = Callable[[Step], Awaitable[bool]]


async def due(office: Office) -> list[Task]:
    """The tasks that claim something, since they have something to do."""
    found = []
    for task in TASKS:
        try:
            async with office.unit_of_work.step(FREE) as step:
                assert not await task(step), f"{task} says that there is more"
        except ClaimsMoreError:
            found.append(task)
    return found


@on_postgresql
async def test_a_task_that_has_something_to_do_claims_what_it_belongs_to(office: Office) -> None:
    team = await office.team(chat_id=-5)
    for name in ("Bob", "Bea"):
        await office.member(name, team)
    await office.member("Moa", team, Role.MANAGER, next_digest_at=NINE + timedelta(days=4))
    assert await due(office) == [retention.purge]
    await office.do(retention.purge)
    assert await due(office) == []
    await office.schedule(team, reminder=True)
    assert await due(office) == [rounds.plan]
    await office.do(rounds.plan)
    office.clock.moment = NINE
    assert await due(office) == [prompts.send_due]
    await office.do(prompts.send_due)
    office.clock.moment += timedelta(hours=26)
    assert prompts.remind in await due(office)
    office.clock.moment += timedelta(days=4)
    assert {seals.close, digests.send_due} <= {*await due(office)}


@on_postgresql
async def test_a_beat_with_nothing_to_do_waits_for_nobody(office: Office) -> None:
    await office.do(retention.purge)
    async with office.unit_of_work.step(), asyncio.timeout(30):
        await Heartbeat(office.unit_of_work, 1).beat()


async def test_a_beat_does_what_is_due(office: Office) -> None:
    team = await office.team()
    bob = await office.member("Bob", team)
    await office.schedule(team)
    office.clock.moment = NINE
    await Heartbeat(office.unit_of_work, 1).beat()
    assert [one.chat_id for one in await office.owed()] == [bob.id]


async def test_a_beat_is_broken_off_while_the_database_is_away(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    async def away(_: Step) -> bool:
        tried.append("away")
        raise StorageError("away")

    async def fails(_: Step) -> bool:
        tried.append("fails")
        raise LookupError

    monkeypatch.setattr(heartbeat, "TASKS", (fails, away, fails))
    with pytest.raises(StorageError):
        await Heartbeat(office.unit_of_work, 1).beat()
    assert tried == ["fails", "away"]
