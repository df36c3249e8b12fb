"""A step that claims more than it holds is undone, and begun again with it."""

from dataclasses import dataclass, field

import pytest

from bot.domain.messages.people.people import Said
from bot.errors import DeadlockError
from bot.flows.base import unit_of_work
from bot.flows.base.step import Step
from bot.flows.base.unit_of_work import EVERYTHING, OWN, Claim
from bot.storage.base import upkeep
from tests.databases import on_postgresql
from tests.desk import Office, Phone
from tests.stage import MONDAY

pytestmark = on_postgresql


@dataclass
class Widening:
    """Finds out on the way that it needs a Team, and then that it needs another and a person."""

    phone: Phone
    held: list[Claim] = field(default_factory=list)

    async def __call__(self, step: Step) -> str:
        self.held.append(step.held)
        name = f"try {len(self.held)}"
        await upkeep.want(step.tx, name, step.now)
        step.write(self.phone.member, Said(key="welcome_back"))
        step.claim(teams={1})
        step.claim(sharing={2}, people={(1, 7)})
        return name


async def chores(office: Office) -> list[str]:
    async with office.unit_of_work.look() as step:
        rows = await step.tx.exec_driver_sql("SELECT name FROM upkeep ORDER BY name")
        return list(rows.scalars())


async def test_nothing_is_left_of_the_tries_that_were_undone(office: Office) -> None:
    work = Widening(await office.member("Bob", await office.team()))
    assert await office.unit_of_work.run(work) == "try 3"
    assert await chores(office) == ["try 3"]
    assert len(await office.owed()) == 1


async def test_each_try_holds_what_the_one_before_had_claimed(office: Office) -> None:
    work = Widening(await office.member("Bob", await office.team()))
    begun_with = Claim(people=frozenset({(1, 8)}))
    await office.unit_of_work.run(work, begun_with)
    first = begun_with | Claim(teams=frozenset({1}))
    more = Claim(sharing=frozenset({2}), people=frozenset({(1, 7)}))
    assert work.held == [begun_with, first, first | more]


async def test_what_has_become_of_no_interest_is_let_go_of(office: Office) -> None:
    """A task may find that somebody else has done what it was begun for."""
    held = []
    wanted = iter((1, 2, 2))

    async def next_one(step: Step) -> None:
        held.append(step.held)
        step.claim(teams={next(wanted)})

    await office.unit_of_work.run(next_one)
    assert held == [OWN, Claim(teams=frozenset({1})), Claim(teams=frozenset({2}))]


async def test_whoever_never_has_enough_gets_everything(office: Office) -> None:
    held = []

    async def restless(step: Step) -> None:
        held.append(step.held)
        step.claim(teams={len(held)})

    await office.unit_of_work.run(restless)
    assert len(held) == unit_of_work.TRIES + 1
    assert held[-1] is EVERYTHING


async def test_whoever_waited_in_a_ring_is_begun_again(office: Office) -> None:
    tries = []

    async def crossed(step: Step) -> None:
        tries.append(step.held)
        await upkeep.want(step.tx, f"try {len(tries)}", MONDAY)
        if len(tries) == 1:
            raise DeadlockError("two steps waited for each other")

    await office.unit_of_work.run(crossed)
    assert await chores(office) == ["try 2"]


async def test_a_step_that_fails_is_not_begun_again(office: Office) -> None:
    tries = []

    async def fails(step: Step) -> None:
        tries.append(step.held)
        raise LookupError

    with pytest.raises(LookupError):
        await office.unit_of_work.run(fails)
    assert len(tries) == 1
