"""Two plays that differ only in who wrote what without a name leave the same database behind.

So whoever holds it, with whatever cunning, is left with a guess. Ids that are drawn at random are
told apart only by what stands beside them; the order of what was shuffled is not looked at.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.people.settings import Setting, Walk
from bot.flows.asking import answers, notes, prompts
from bot.flows.hearing import receipts
from bot.flows.people import settings
from bot.flows.transport import upkeep
from bot.storage.base.schema import metadata
from tests.answering import Said, answer
from tests.answering import receipts as receipts_of
from tests.databases import Databases, on_postgresql
from tests.desk import Office, Phone, open_office

pytestmark = pytest.mark.untouched

NAMES = ("Alice", "Bob", "Cid", "Dora", "Eve", "Fay", "Gus")
UNNAMED, NAMED, FRIEND, PRIVATE = (
    Visibility.TEAM_UNNAMED,
    Visibility.TEAM_NAMED,
    Visibility.FRIEND,
    Visibility.PRIVATE,
)
DRAWN = {"id", "voice", "receipt_hash", "receipt_before", "said_id", "answer_id", "subject_id"}
"""What is random, in these tables and in what was told."""

RANDOM = ("answer", "delivery", "note", "part", "pool", "release")

Does = Callable[[Phone], Awaitable[None]]


async def nothing(_: Phone) -> None:
    """Does not answer at all."""


def shares(*said: Said, tap: str) -> Does:
    async def do(phone: Phone) -> None:
        await answer(phone, *said, tap=tap)

    return do


async def left_behind(
    database: str, doing: Mapping[str, Does], order: Iterable[str], after: Mapping[str, Does]
) -> dict[str, list[str]]:
    """What is in the tables after a Round in which people did this, in this order."""
    async with open_office(database) as office:
        team = await office.team(chat_id=-100)
        phones = dict(zip(NAMES, await office.people(team, *NAMES), strict=True))
        await office.member("Grete", team, Role.CRITICAL_FRIEND)
        await office.schedule(team)
        await office.later(hours=4)
        for number, name in enumerate(order):
            office.clock.moment = office.clock.moment.replace(minute=number)
            await doing.get(name, others(name))(phones[name])
        await office.at(office.clock.moment.replace(day=5, minute=0))
        for name, does in after.items():
            await does(phones[name])
        await upkeep.scrub(office.unit_of_work)
        return await tables(office)


def others(name: str) -> Does:
    """What everybody else says, always the same."""
    return shares((f"{name} one", UNNAMED), (f"{name} two", NAMED), ("three", PRIVATE), tap="3")


async def tables(office: Office) -> dict[str, list[str]]:
    def read(connection: Connection) -> dict[str, list[str]]:
        found = {}
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            drawn = DRAWN if table.name in RANDOM else set()
            voices = _voices(rows) if table.name == "pool" else {}
            found[table.name] = sorted(repr(_plain(row, drawn, voices)) for row in rows)
        return found | (_hidden(connection) if connection.dialect.name == "postgresql" else {})

    async with office.unit_of_work.look() as step:
        return await step.tx.run_sync(read)


def _hidden(connection: Connection) -> dict[str, list[str]]:
    """What PostgreSQL tells of rows beside their columns: which were written, or locked, by one
    transaction, which transactions were earlier, and the order in which the rows lie."""
    steps = (text("xmin::text::bigint AS written"), text("xmax::text::bigint AS locked"))
    lying: dict[str, list[tuple[str, int, int]]] = {}
    for table in metadata.sorted_tables:
        wanted = select(*table.primary_key, *steps).order_by(text("ctid"))
        rows = [tuple(row) for row in connection.execute(wanted)]
        drawn = table.name in RANDOM
        lying[table.name] = [(repr(() if drawn else row[:-2]), *row[-2:]) for row in rows]
    ids = {step for rows in lying.values() for _, *both in rows for step in both}
    rank = {step: number for number, step in enumerate(sorted({0, *ids}))}
    return {
        f"{table} beside": [
            f"{key} {rank[written]} {rank[locked]}" for key, written, locked in rows
        ]
        for table, rows in lying.items()
    }


def _voices(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """For each Voice, all that was said with it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["voice"], []).append(f"{row['text']}{row['options']}")
    return {voice: sorted(said) for voice, said in found.items()}


def _under_question(group: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Which quotes are seen at once, and which are folded, is drawn by lot."""
    quotes = [*group.get("unnamed", ()), *group.get("named", ())]
    return [one | {"question": group["question"]} for one in quotes]


def _plain(value: Any, drawn: set[str], voices: Mapping[str, list[str]]) -> Any:
    """A value without what was drawn at random, and lists without their order."""
    if isinstance(value, dict) and "seen" in value:
        groups = [*value["seen"], *value.get("folded", ())]
        value = {"quotes": [one for group in groups for one in _under_question(group)]}
    if isinstance(value, dict):
        kept = {n: _plain(v, drawn, voices) for n, v in value.items() if n not in drawn}
        return kept | {"said": voices[value["voice"]]} if voices else kept
    if isinstance(value, str) and value.startswith("{"):
        return _plain(json.loads(value), drawn, voices)
    if isinstance(value, int) and value <= -(2**60):
        return "drawn by lot"
    if isinstance(value, list):
        return sorted((_plain(one, drawn, voices) for one in value), key=repr)
    return value


async def same(
    databases: Databases,
    first: Mapping[str, Does],
    second: Mapping[str, Does],
    *,
    orders: tuple[Iterable[str], Iterable[str]] = (NAMES, NAMES),
    afters: tuple[Mapping[str, Does], Mapping[str, Does]] = ({}, {}),
) -> bool:
    one = await left_behind(await databases.new(), first, orders[0], afters[0])
    other = await left_behind(await databases.new(), second, orders[1], afters[1])
    differing = [table for table in one if one[table] != other[table]]
    assert all(one[table] for table in ("pool", "note", "release", "member", "round"))
    return differing == []


FOX = shares(("the fox", UNNAMED), ("a fox", FRIEND), ("my own", PRIVATE), tap="1")
OWL = shares(("the owl", UNNAMED), ("an owl", FRIEND), ("my own", PRIVATE), tap="5")


async def test_alice_and_bob_could_have_written_each_others_words(
    databases: Databases,
) -> None:
    assert await same(databases, {"Alice": FOX, "Bob": OWL}, {"Alice": OWL, "Bob": FOX})


async def test_who_answered_first_is_forgotten(databases: Databases) -> None:
    orders = (NAMES, NAMES[::-1])
    assert await same(
        databases, {"Alice": FOX, "Bob": OWL}, {"Alice": FOX, "Bob": OWL}, orders=orders
    )


async def test_who_answered_at_all_is_forgotten(databases: Databases) -> None:
    said = shares(("the fox", UNNAMED), ("a fox", FRIEND), ("one fox", UNNAMED), tap="1")
    assert await same(databases, {"Alice": said, "Bob": nothing}, {"Alice": nothing, "Bob": said})


async def test_who_looked_around_meanwhile_is_forgotten(databases: Databases) -> None:
    async def looks_around(phone: Phone) -> None:
        at, asked = phone.with_id(AskQuestion)
        await phone.does(prompts.offer_later, asked.answer_id, at=at)
        await phone.does(prompts.take_up, asked.answer_id, at=at)
        await phone.does(notes.offer)
        await phone.does(answers.edited, "some other words", at)
        await shares(("the fox", UNNAMED), tap="1")(phone)

    owl = shares(("the owl", UNNAMED), tap="1")
    first, second = {"Alice": looks_around, "Bob": owl}, {"Alice": owl, "Bob": looks_around}
    assert await same(databases, first, second)


@on_postgresql
async def test_a_person_is_not_marked_by_the_last_step_that_was_about_them(
    databases: Databases,
) -> None:
    """A row that refers to them, here a Draft, locks their own; the lock's number stays there."""

    async def changes_their_hours(phone: Phone) -> None:
        await phone.does(settings.show, Setting.TIME, Walk.FREE)
        await phone.does(settings.show_all)
        await OWL(phone)

    first, second = {"Alice": changes_their_hours, "Bob": OWL}, {"Bob": changes_their_hours}
    one = await left_behind(await databases.new(), first, NAMES, {})
    other = await left_behind(await databases.new(), second | {"Alice": OWL}, NAMES, {})
    assert one["member beside"] == other["member beside"]


async def test_who_withdrew_words_after_the_seal_is_forgotten(databases: Databases) -> None:
    async def withdraws(phone: Phone) -> None:
        key = receipts_of(phone)[1]
        await phone.does(receipts.follow, key)
        await phone.does(receipts.ask_withdrawal, key)
        await phone.does(receipts.withdraw, key)

    assert await same(
        databases,
        {"Alice": FOX, "Bob": OWL},
        {"Alice": OWL, "Bob": FOX},
        afters=({"Alice": withdraws}, {"Bob": withdraws}),
    )


async def test_what_was_shared_with_a_name_is_another_matter(databases: Databases) -> None:
    """So that the comparison is known to see a difference where there is one."""
    fox = shares(("the fox", NAMED), ("a fox", UNNAMED), ("my own", PRIVATE), tap="1")
    owl = shares(("the owl", NAMED), ("an owl", UNNAMED), ("my own", PRIVATE), tap="1")
    assert not await same(databases, {"Alice": fox, "Bob": owl}, {"Alice": owl, "Bob": fox})
