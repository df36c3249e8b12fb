"""The database file is rewritten after a Seal, and that counts only once it is done."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import incoming
from bot.domain.asking.notes import Note
from bot.flows.base import redaction
from bot.flows.people import settings
from bot.flows.transport import inbox, upkeep
from bot.storage.asking import notes
from bot.storage.base import rewriting
from bot.storage.base.upkeep import SCRUB, due_at, want
from tests.databases import on_postgresql, on_sqlite
from tests.desk import NINE, Office

WORD = b"kvistelbark"


async def write_and_delete(office: Office) -> Path:
    """Words in a Team's name, changed again: old pages may still hold them."""
    async with office.unit_of_work.step() as step:
        await step.tx.exec_driver_sql("PRAGMA secure_delete = OFF")
        await step.tx.exec_driver_sql("CREATE TABLE scrap (words TEXT)")
        await step.tx.exec_driver_sql("INSERT INTO scrap VALUES (?)", (WORD.decode(),))
    async with office.unit_of_work.step() as step:
        await step.tx.exec_driver_sql("DELETE FROM scrap")
    return Path(office.unit_of_work.store.engine.url.database or "")


def left_in(file: Path) -> list[str]:
    """The database's files that hold the word."""
    return [one.name for one in file.parent.glob(f"{file.name}*") if WORD in one.read_bytes()]


async def wanted(office: Office) -> bool:
    async with office.unit_of_work.look() as step:
        return await due_at(step.tx, SCRUB) is not None


async def want_it(office: Office) -> None:
    async with office.unit_of_work.step() as step:
        await want(step.tx, SCRUB, step.now)


@on_sqlite
async def test_nothing_is_rewritten_unasked(office: Office) -> None:
    file = await write_and_delete(office)
    await upkeep.scrub(office.unit_of_work)
    assert left_in(file) != []


@on_sqlite
async def test_what_was_deleted_is_in_no_file_afterwards(office: Office) -> None:
    file = await write_and_delete(office)
    await want_it(office)
    await upkeep.scrub(office.unit_of_work)
    assert left_in(file) == []
    assert not await wanted(office)


@on_sqlite
async def test_while_somebody_reads_it_is_tried_again(office: Office) -> None:
    file = await write_and_delete(office)
    await want_it(office)
    async with office.unit_of_work.look() as reading:
        await reading.tx.exec_driver_sql("SELECT * FROM scrap")
        await upkeep.scrub(office.unit_of_work)
        assert await wanted(office)
    await upkeep.scrub(office.unit_of_work)
    assert await wanted(office)
    office.clock.moment += upkeep.TRY_AGAIN
    await upkeep.scrub(office.unit_of_work)
    assert left_in(file) == []
    assert not await wanted(office)


async def test_what_a_seal_has_overtaken_wants_another_rewriting_once_it_is_handled(
    office: Office,
) -> None:
    """A tap was stored just before the Seal, and is handled just after it."""
    update = {"update_id": 1, "message": {"from": {"id": 7}, "chat": {"id": 7, "type": "private"}}}
    await office.do(lambda step: inbox.store(step, [incoming.read(update)]))
    await office.do(lambda step: redaction.cut(step, 1, [7]))
    await upkeep.scrub(office.unit_of_work)
    assert await wanted(office)
    await office.do(lambda step: inbox.handled(step, 1))
    office.clock.moment += upkeep.HANDLED_WITHIN
    await upkeep.scrub(office.unit_of_work)
    assert not await wanted(office)


async def test_a_crash_on_the_way_leads_to_another_try(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await want_it(office)

    async def crash(*, overdue: bool) -> bool:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(office.unit_of_work.store, "scrub", crash)
        with pytest.raises(OSError, match="full"):
            await upkeep.scrub(office.unit_of_work)
    assert await wanted(office)
    office.clock.moment += upkeep.TRY_AGAIN
    await upkeep.scrub(office.unit_of_work)
    assert not await wanted(office)


async def test_a_seal_during_the_rewriting_wants_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await want_it(office)
    real = office.unit_of_work.store.scrub

    async def with_a_seal(*, overdue: bool) -> bool:
        done = await real(overdue=overdue)
        office.clock.moment = office.clock.moment.replace(microsecond=1)
        await want_it(office)
        return done

    monkeypatch.setattr(office.unit_of_work.store, "scrub", with_a_seal)
    await upkeep.scrub(office.unit_of_work)
    assert await wanted(office)


async def test_a_large_file_is_rewritten_once_an_hour(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "LARGE", 0)
    for hours, done in ((0, True), (0.9, False), (0.2, True)):
        office.clock.moment += hours * upkeep.REST
        await want_it(office)
        await upkeep.scrub(office.unit_of_work)
        assert await wanted(office) is not done


async def test_a_small_file_is_rewritten_after_every_seal(office: Office) -> None:
    for _ in range(2):
        await want_it(office)
        await upkeep.scrub(office.unit_of_work)
        assert not await wanted(office)


@on_postgresql
async def test_while_somebody_makes_a_backup_the_tables_are_rewritten_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pg_dump` holds on to every table, and to what it saw at its beginning."""
    monkeypatch.setattr(rewriting, "TRIES", 2)
    await want_it(office)
    async with office.unit_of_work.look() as reading:
        await reading.tx.exec_driver_sql("LOCK TABLE part IN ACCESS SHARE MODE")
        await upkeep.scrub(office.unit_of_work)
        assert await wanted(office)
    await upkeep.scrub(office.unit_of_work)
    assert await wanted(office)
    office.clock.moment += upkeep.TRY_AGAIN
    await upkeep.scrub(office.unit_of_work)
    assert not await wanted(office)


async def notes_lie(office: Office) -> tuple[int, list[str]]:
    """By how many transactions private notes were written, and in which order they lie."""
    async with office.unit_of_work.look() as step:
        lying = "SELECT id, xmin::text AS written FROM note ORDER BY ctid"
        rows = (await step.tx.exec_driver_sql(lying)).all()
    return len({row.written for row in rows}), [row.id for row in rows]


async def note_each(office: Office, *ids: str) -> None:
    """Each is kept in a step of its own."""
    bob = await office.member("Bob", await office.team())
    for one in ids:
        kept = Note(
            id=one, member_id=bob.member.id, month=NINE.date(), question="", text=WORD.decode()
        )
        async with office.unit_of_work.step() as step:
            await notes.add_many(step.tx, [kept])


def always_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is a larger one, and there is no quiet moment."""

    async def at_work(_: AsyncConnection) -> bool:
        return False

    monkeypatch.setattr(rewriting, "AT_ONCE", 0)
    monkeypatch.setattr(rewriting, "_quiet", at_work)


@on_postgresql
async def test_of_a_larger_table_no_statement_tells_more_though_people_are_at_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in its file is written anew when nobody is, and the whole is tried again."""
    always_at_work(monkeypatch)
    await note_each(office, "b", "c", "a")
    assert await notes_lie(office) == (3, ["b", "c", "a"])
    assert not await office.unit_of_work.store.scrub()
    assert await notes_lie(office) == (1, ["a", "b", "c"])


@on_postgresql
async def test_after_an_hour_a_larger_table_is_written_anew_though_people_are_at_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    always_at_work(monkeypatch)
    await want_it(office)
    before = await file_of(office, "part")
    office.clock.moment += timedelta(minutes=59)
    await upkeep.scrub(office.unit_of_work)
    assert await file_of(office, "part") == before
    office.clock.moment += timedelta(minutes=5)
    await upkeep.scrub(office.unit_of_work)
    assert await file_of(office, "part") != before


@on_postgresql
async def test_a_larger_table_is_written_anew_when_nobody_is_at_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "AT_ONCE", 0)
    monkeypatch.setattr(rewriting, "QUIET", 0)
    await note_each(office, "b", "c", "a")
    before = await file_of(office, "part")
    assert await office.unit_of_work.store.scrub()
    assert await file_of(office, "part") != before
    assert await notes_lie(office) == (1, ["a", "b", "c"])


@on_postgresql
async def test_somebody_at_work_is_noticed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    bob = await office.member("Bob", await office.team())
    real = asyncio.sleep

    async def meanwhile(seconds: float) -> None:
        if seconds == rewriting.QUIET:
            await bob.does(settings.show_all)
        else:
            await real(seconds)

    monkeypatch.setattr(asyncio, "sleep", meanwhile)
    async with office.unit_of_work.store.engine.connect() as connection:
        assert not await rewriting._quiet(connection)


async def file_of(office: Office, table: str) -> int:
    """Another one each time a table is written anew."""
    async with office.unit_of_work.look() as step:
        query = f"SELECT relfilenode FROM pg_class WHERE relname = '{table}'"
        return int((await step.tx.exec_driver_sql(query)).scalar_one())
