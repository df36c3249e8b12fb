"""Further than the table of what broke: two copies, readers who hold the database open, a restore,
/forget in the middle, who began by themselves, who answered late. Each test states what holds."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.flows.asking import rounds
from bot.flows.hearing import receipts
from bot.flows.transport import upkeep
from bot.storage.people import members, teams
from tests.acceptance.test_swapped import tables
from tests.attack.dumps import files_of, rows_of
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.desk import BOT_ID, NINE, Office, Phone, open_office
from tests.operating.lives import several
from tests.stage import MONDAY, Person, Stage

pytestmark = pytest.mark.untouched

NAMES = ("Alva", "Bertil", "Cilla", "Doris", "Ellen", "Folke")
UNNAMED = Visibility.TEAM_UNNAMED

Does = Callable[[dict[str, Phone]], Awaitable[None]]


async def shares(phone: Phone, text: str, tap: str = "4") -> None:
    await phone.taps(tap)
    await phone.writes(text)
    await phone.picks(UNNAMED)


async def asked(office: Office) -> dict[str, Phone]:
    """North is asked on a Monday at nine."""
    north = await office.team(chat_id=-100, chat_title="North together")
    phones = dict(zip(NAMES, await office.people(north, *NAMES), strict=True))
    await office.begin(north)
    return phones


async def all_share(phones: dict[str, Phone]) -> None:
    for name, phone in phones.items():
        await shares(phone, f"zq{name.lower()}k")


def file_of(office: Office) -> Path:
    return Path(make_url(office.unit_of_work.house.config.database.url).database or "")


async def copies_beyond_the_tables(office: Office, content: bytes) -> list[str]:
    rows = await rows_of(office)
    marks = [f"zq{name.lower()}k" for name in NAMES]
    return [
        mark for mark in marks if content.count(mark.encode()) > sum(row.says(mark) for row in rows)
    ]


@on_sqlite
async def test_who_reads_the_file_while_a_seal_passes_only_puts_the_rewriting_off(
    office: Office,
) -> None:
    phones = await asked(office)
    await all_share(phones)
    with closing(sqlite3.connect(file_of(office))) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM part").fetchall()
        await office.later(days=2)
        await upkeep.scrub(office.unit_of_work)
        assert await copies_beyond_the_tables(office, files_of(office)), "it cannot be done yet"
    await office.later(minutes=6)
    await upkeep.scrub(office.unit_of_work)
    assert await copies_beyond_the_tables(office, files_of(office)) == []


@on_postgresql
async def test_who_holds_a_transaction_open_while_a_seal_passes_only_puts_it_off(
    office: Office, databases: Databases
) -> None:
    phones = await asked(office)
    await all_share(phones)
    url = office.unit_of_work.house.config.database.url
    reader = await asyncpg.connect(url)
    transaction = reader.transaction(isolation="repeatable_read")
    await transaction.start()
    await reader.fetch("SELECT count(*) FROM part")
    await office.later(days=2)
    await upkeep.scrub(office.unit_of_work)
    await transaction.rollback()
    await reader.close()
    await office.later(minutes=6)
    await upkeep.scrub(office.unit_of_work)
    assert await copies_beyond_the_tables(office, await databases.content(url)) == []


async def left_behind(database: str, does: Does) -> dict[str, list[str]]:
    """What is in the tables a fortnight after people did this."""
    async with open_office(database) as office:
        phones = await asked(office)
        await does(phones)
        for _ in range(14):
            await office.later(days=1)
        await upkeep.scrub(office.unit_of_work)
        return await tables(office)


async def differing(databases: Databases, one: Does, other: Does) -> list[str]:
    first = await left_behind(await databases.new(), one)
    second = await left_behind(await databases.new(), other)
    return [table for table in first if first[table] != second[table]]


@on_sqlite
async def test_who_began_to_reflect_by_themself_is_forgotten(databases: Databases) -> None:
    def began(name: str) -> Does:
        async def does(phones: dict[str, Phone]) -> None:
            phone = phones[name]
            await phone.does(rounds.start_reflection, 1, "end-of-shift")
            await phone.taps("proud")
            await phone.writes("zqreflectedk")
            await phone.picks(UNNAMED)

        return does

    assert await differing(databases, began("Alva"), began("Bertil")) == []


@on_sqlite
async def test_who_answered_in_the_last_hour_is_forgotten(databases: Databases) -> None:
    def late(name: str) -> Does:
        async def does(phones: dict[str, Phone]) -> None:
            phone = phones[name]
            phone.office.clock.moment += timedelta(hours=47, minutes=50)
            await shares(phone, "zqlatek")

        return does

    assert await differing(databases, late("Alva"), late("Bertil")) == []


@on_sqlite
async def test_what_differs_between_two_copies_names_nobody(office: Office) -> None:
    """One copy is from after the Seal, the other from after somebody has withdrawn their words."""
    phones = await asked(office)
    await all_share(phones)
    await office.later(days=2)
    await upkeep.scrub(office.unit_of_work)
    before = await tables(office)
    alva = phones["Alva"]
    at, kept = next((n, m) for n, m in alva.shown.items() if "zqalvak" in repr(m))
    assert isinstance(kept, AnswerKept)
    await alva.does(receipts.withdraw, kept.receipt, at=at)
    await upkeep.scrub(office.unit_of_work)
    after = await tables(office)
    new = [row for table in after for row in {*after[table]} ^ {*before[table]}]
    naming = [row for row in new if str(alva.id) in row or "'member_id': 1" in row]
    assert new
    assert naming == []


@on_sqlite
async def test_withdrawn_words_go_from_the_channel_and_from_letters(office: Office) -> None:
    phones = await asked(office)
    async with office.unit_of_work.store.look() as tx:
        (north,) = await teams.all_teams(tx, BOT_ID)
    mona = await office.member("Mona", north, Role.MANAGER)
    await office.change(mona, next_digest_at=MONDAY + timedelta(days=3, hours=8))
    await all_share(phones)
    for _ in range(4):
        await office.later(days=1)
    alva = phones["Alva"]
    at, kept = next((n, m) for n, m in alva.shown.items() if "zqalvak" in repr(m))
    assert isinstance(kept, AnswerKept)
    await alva.does(receipts.withdraw, kept.receipt, at=at)
    standing = [*office.channel(-100), *mona.shown.values(), *alva.shown.values()]
    assert [type(one).__name__ for one in standing if "zqalvak" in repr(one)] == []


async def on_stage(stage: Stage) -> dict[str, Person]:
    """North is asked over HTTP; Alva and five others share words without a name."""
    team = await stage.team()
    own: members.Fields = {"usual_taps": Visibility.PRIVATE}  # no picture has to be drawn
    people = {name: await stage.member(name, team, **own) for name in NAMES}
    await stage.member("Fia", team, Role.FACILITATOR)
    await stage.channel(team, *people.values())
    await stage.schedule(team)
    await stage.at(NINE)
    for name, person in people.items():
        await person.taps("4")
        await person.says(f"It was zq{name.lower()}k today.")
        await person.taps("👥 The team, no name")
    return people


@on_sqlite
async def test_whoever_says_forget_in_the_middle_of_a_round_is_in_no_byte(
    stage: Stage, databases: Databases
) -> None:
    people = await on_stage(stage)
    alva = people["Alva"]
    await alva.says("/forget")
    await alva.taps("Forget me")
    await alva.taps("Yes, forget me for good")
    await stage.later(minutes=10)
    content = await databases.content(stage.config.database.url)
    found = [one for one in ("zqalvak", str(alva.id)) if one.encode() in content]
    assert found == [], "it lies in the files still"


@on_sqlite
async def test_after_an_older_backup_is_restored_nobody_is_found(
    stage: Stage, tmp_path: Path
) -> None:
    """The backup is from before the Seal, and holds who wrote what."""
    folder = tmp_path / "elsewhere"
    await asyncio.to_thread(folder.mkdir)
    async with several(stage, folder) as lives:
        people = await on_stage(stage)
        await lives.backs_up()
        await stage.later(days=3)
        await lives.is_restored()
        await stage.later(minutes=10)
        own = Path(make_url(stage.config.database.url).database or "")
        files = [own.with_name(own.name + end) for end in ("", "-wal", "-shm")]
        content = b"".join([await asyncio.to_thread(one.read_bytes) for one in files])
    for name in people:
        assert f"zq{name.lower()}k".encode() not in content, f"{name}'s words came back"
