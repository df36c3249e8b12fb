"""From a file to PostgreSQL and back: all of it, nothing more, and it goes on working."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.config.settings import Config
from bot.domain.base.dangers import Danger
from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.transport.inbox import InboxState, Received
from bot.errors import OperatorError
from bot.flows.base import register
from bot.flows.base.step import Step
from bot.operating.copy import copy
from bot.storage.base import copying, upkeep
from bot.storage.base.engine import Store
from bot.storage.base.schema import draft, metadata, pool
from bot.storage.base.unfinished import file_of
from bot.storage.people import support
from bot.storage.transport import inbox
from tests.answering import answer_alike
from tests.databases import Databases, Files, OnServer
from tests.desk import BOT_ID, NINE, Office, Phone, open_office
from tests.operating.lives import untold
from tests.postgres import Server
from tests.telling import tell

NAMES = ("Bob", "Bea", "Cid", "Dora", "Eve", "Finn")


AT = "2026-03-02 09:00:00.000000"

NOT_OURS = (
    f"INSERT INTO lease (bot_id, holder, fence, until) VALUES (1, 'a', 3, '{AT}')",
    f"INSERT INTO posted (bot_id, chat_id, at) VALUES (1, -5, '{AT}')",
    "INSERT INTO invite (bot_id, token, role, expires_at, max_uses, uses, withdrawn)"
    f" VALUES (1, 'token', 'owner', '{AT}', 5, 1, FALSE)",
)
"""Rows of tables that no flow fills here."""


@pytest.fixture
async def other(databases: Databases, tmp_path: Any, postgres: Server) -> AsyncIterator[str]:
    """An empty database of the other kind."""
    elsewhere = (
        OnServer(postgres, untouched=True)
        if isinstance(databases, Files)
        else Files(tmp_path / "other")
    )
    if isinstance(elsewhere, Files):
        (tmp_path / "other").mkdir()
    yield await elsewhere.without_tables()
    await elsewhere.drop()


@pytest.fixture
async def lived_in(office: Office) -> list[Phone]:
    """Something in every table: one Round told, another open; people in the middle of things."""
    team = await office.team(chat_id=-100)
    people = await office.people(team, *NAMES)
    await office.member("Mona", team, Role.MANAGER, next_digest_at=NINE + timedelta(days=4))
    await office.do(lambda step: tell(step, team.id))
    await office.begin(team, reminder=True)
    await answer_alike(people[:3], Visibility.TEAM_NAMED)
    await answer_alike(people[3:4], Visibility.PRIVATE)
    await office.later(days=3)
    await office.at(NINE + timedelta(days=7))
    await answer_alike(people[:2], Visibility.TEAM_UNNAMED)
    await office.do(beside)
    return people


async def beside(step: Step) -> None:
    """What no play leaves behind by itself."""
    one = Received(
        bot_id=BOT_ID,
        update_id=4711,
        lane=1000,
        body='{"text": "\\ud83e\\udd8a"}',
        state=InboxState.PARKED,
        attempts=4,
        retry_at=step.now,
        received_on=step.now.date(),
        error="ValueError at words.py:12",
    )
    await inbox.add_many(step.tx, [one])
    await upkeep.want(step.tx, upkeep.PURGE, step.now)
    await support.count(step.tx, BOT_ID, step.now.date().replace(day=1), Danger.ABUSE)
    await register.note(step, None, Deed.RESTORED, Hand.OPERATOR, {"since": "Åsa 🦊"})
    fields = {"key": "abc", "name": "Åsa 🦊", "days": [0, 4]}
    await step.tx.execute(
        draft.insert().values(member_id=1, kind="team", fields=fields, touched_at=step.now)
    )
    for statement in NOT_OURS:
        await step.tx.execute(text(statement))


async def closed(office: Office) -> Config:
    """The settings, once nobody uses the database."""
    await office.unit_of_work.store.close()
    return office.unit_of_work.house.config


async def everything(url: str) -> dict[str, list[Any]]:
    """All rows, as the domain reads them."""
    store = Store(url)
    async with store.look() as tx:
        found = {
            table.name: sorted(map(repr, (await tx.execute(select(table))).all()))
            for table in metadata.sorted_tables
        }
    await store.close()
    return found


async def test_all_of_it_arrives_and_the_old_database_is_left_as_it_was(
    office: Office, lived_in: list[Phone], other: str
) -> None:
    config = await closed(office)
    before = await everything(config.database.url)
    assert all(before.values()), "every table is to hold something"
    heard: list[tuple[int, int]] = []
    copied = await copy(config, other, lambda _, done, total: heard.append((done, total)))
    assert await everything(other) == before == await everything(config.database.url)
    assert {name: one.rows for name, one in copied.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


async def test_it_goes_on_working_and_no_number_is_given_twice(
    office: Office, lived_in: list[Phone], other: str
) -> None:
    """A person's newest answer is gone before the copy is made: its number must not come again."""
    last = (await lived_in[0].answers())[-1].id
    async with office.unit_of_work.store.step() as tx:
        await tx.execute(text(f"DELETE FROM answer WHERE id = {last}"))
    await copy(await closed(office), other, untold)
    async with open_office(other) as moved:
        moved.clock.moment = office.clock.moment
        moved.phones = office.phones
        for phone in office.phones.values():
            phone.office = moved
        moved._messages = office._messages
        await answer_alike(lived_in[2:4], Visibility.TEAM_UNNAMED)
        assert last not in {one.id for one in await moved.answers()}
        team = await moved.team("South")
        assert team.id == 2
        await moved.later(days=3)
        assert [one.state for one in await moved.rounds()] == ["sealed"] * 3


@pytest.fixture
async def told(office: Office) -> None:
    """Unnamed answers lie in the Pool."""
    team = await office.team(chat_id=-100)
    await office.do(lambda step: tell(step, team.id))


async def test_the_pool_tells_no_order(office: Office, told: None, other: str) -> None:
    """Rows lie as their random ids have it, whatever order they came in."""
    await copy(await closed(office), other, untold)
    store = Store(other)
    async with store.look() as tx:
        found = select(pool.c.id)
        if not store.on_sqlite:
            found = found.order_by(text("ctid"))
        ids = list((await tx.execute(found)).scalars())
        steps = "count(DISTINCT xmin::text)" if not store.on_sqlite else "1"
        assert (await tx.execute(text(f"SELECT {steps} FROM pool LIMIT 1"))).scalar_one() == 1
    await store.close()
    assert ids == sorted(ids)
    assert len(ids) > 6


async def test_nothing_is_copied_while_a_bot_runs(office: Office, other: str) -> None:
    async with office.unit_of_work.look():
        pass
    with pytest.raises(OperatorError, match="in use"):
        await copy(office.unit_of_work.house.config, other, untold)


async def test_nothing_is_copied_over_something(office: Office, told: None, other: str) -> None:
    config = await closed(office)
    await copy(config, other, untold)
    before = await everything(other)
    with pytest.raises(OperatorError, match="rows already"):
        await copy(config, other, untold)
    assert await everything(other) == before


async def test_a_copy_that_differs_is_not_kept(
    office: Office, told: None, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = await closed(office)
    real = copying.set_last_numbers

    async def spoil(tx: Any, numbers: Any) -> None:
        await real(tx, numbers)
        await tx.execute(update(pool).values(text="something else"))

    monkeypatch.setattr(copying, "set_last_numbers", spoil)
    with pytest.raises(RuntimeError, match="the copy of pool differs"):
        await copy(config, other, untold)
    file = file_of(other)
    if file is None:
        assert not any((await everything(other)).values())
    else:
        assert [*file.parent.iterdir()] == []
