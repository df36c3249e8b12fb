"""What the doctor finds in the database, of either kind."""

from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

from bot.domain.base.roles import Role
from bot.operating.doctor import Verdict
from bot.storage.base import checkup
from tests.databases import Databases, on_postgresql, on_sqlite
from tests.operating.doctor.practice import Practice, file_of

OK, LOOK, WRONG = Verdict


async def test_a_database_of_an_older_version(practice: Practice) -> None:
    await practice.rows("UPDATE alembic_version SET version_num = '0001'")
    found = await practice.finds("database")
    assert (found.verdict, found.says) == (LOOK, "is from an older version")
    assert "`eftertanke run`" in found.do
    practice.set("database", migrate_on_start=False)
    assert "`eftertanke migrate`" in (await practice.finds("database")).do


async def test_a_database_of_a_newer_version(practice: Practice) -> None:
    await practice.rows("UPDATE alembic_version SET version_num = '9999'")
    assert (await practice.finds("database")).verdict is WRONG


async def test_a_database_without_tables(practice: Practice, databases: Databases) -> None:
    url = await databases.without_tables()
    if practice.stage.app.unit_of_work.store.on_sqlite:
        file_of(url).touch()
    practice.set("database", url=url)
    found = await practice.finds("database")
    assert (found.verdict, found.says) == (LOOK, "has no tables yet")


@on_sqlite
async def test_a_database_that_is_not_there_yet(practice: Practice, tmp_path: Path) -> None:
    practice.set("database", url=f"sqlite:///{tmp_path}/new.sqlite")
    assert (await practice.finds("database")).verdict is LOOK
    assert not (tmp_path / "new.sqlite").exists()


async def test_a_database_that_does_not_answer(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "no.sqlite").write_text("kvistelbark")
    on_file = practice.stage.app.unit_of_work.store.on_sqlite
    away = f"sqlite:///{tmp_path}/no.sqlite" if on_file else "postgresql://a:b@127.0.0.1:9/c"
    practice.set("database", url=away)
    found = await practice.finds("database")
    assert found.verdict is WRONG
    assert ("is damaged" if on_file else "does not answer") in found.says


@on_sqlite
async def test_a_database_that_is_damaged(practice: Practice, tmp_path: Path) -> None:
    await practice.stage.app.unit_of_work.store.scrub()
    damaged = tmp_path / "damaged.sqlite"
    content = bytearray(file_of(practice.config.database.url).read_bytes())
    content[8192:12288] = b"\xff" * 4096
    damaged.write_bytes(content)
    practice.set("database", url=f"sqlite:///{damaged}")
    told = [one for one in await practice.all() if one.verdict is WRONG]
    assert [one.what for one in told] in (["integrity"], ["database"])


@on_sqlite
async def test_a_database_with_a_journal_that_makes_people_wait(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def delete(_: object) -> str:
        return "delete"

    monkeypatch.setattr(checkup, "journal_mode", delete)
    assert (await practice.finds("journal")).verdict is WRONG


async def test_a_database_in_which_something_is_parked(practice: Practice) -> None:
    await practice.stage.app.receiver.store([{"update_id": 1, "new": {"from": {"id": 7}}}])
    assert (await practice.finds("parked")).verdict is OK
    await practice.rows("UPDATE inbox SET state = 'parked'")
    found = await practice.finds("parked")
    assert found.verdict is LOOK
    assert found.says.startswith("1 updates")


@on_postgresql
async def test_a_database_whose_server_tells_too_much(practice: Practice) -> None:
    loose = {"log_statement": "all", "log_min_duration_statement": "100"}
    connection = await asyncpg.connect(practice.config.database.url)
    name = await connection.fetchval("SELECT current_database()")
    for setting, value in loose.items():
        await connection.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
    await connection.close()
    told = [one for one in await practice.all() if one.what == "discretion"]
    assert {one.verdict for one in told} == {LOOK}
    assert loose.keys() <= {one.says.split()[0] for one in told}


@on_postgresql
async def test_a_database_whose_server_is_discreet(practice: Practice) -> None:
    connection = await asyncpg.connect(practice.config.database.url)
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(f"ALTER DATABASE {name} SET log_error_verbosity = 'terse'")
    await connection.close()
    assert (await practice.finds("discretion")).verdict is OK


@on_postgresql
async def test_a_database_whose_server_keeps_samples_of_words(practice: Practice) -> None:
    assert (await practice.finds("samples")).verdict is OK
    await practice.stage.app.receiver.store(
        [{"update_id": n, "new": {"from": {"id": 7}, "text": "again"}} for n in range(1, 10)]
    )
    await practice.rows("ALTER TABLE inbox ALTER COLUMN body SET STATISTICS 100")
    await practice.rows("ANALYZE inbox")
    found = await practice.finds("samples")
    assert (found.verdict, found.says) == (WRONG, "the server keeps samples of inbox.body")


@on_sqlite
async def test_a_database_whose_folder_is_not_there(practice: Practice, tmp_path: Path) -> None:
    practice.set("database", url=f"sqlite:///{tmp_path}/gone/bot.sqlite")
    found = await practice.finds("database")
    assert (found.verdict, found.says) == (
        WRONG,
        f"cannot be used: there is no folder {tmp_path}/gone",
    )


async def test_a_database_that_lacks_a_table(practice: Practice) -> None:
    await practice.rows("DROP TABLE draft")
    found = await practice.finds("tables")
    assert (found.verdict, found.says) == (WRONG, "are missing: draft")


async def test_a_database_of_another_bots_people(practice: Practice) -> None:
    await practice.stage.member("Alice", await practice.stage.team(), Role.STAFF)
    assert (await practice.finds("members")).verdict is OK
    other = await practice.stage.control.bot("other_bot")
    own = practice.config.telegram.token
    practice.set("telegram", token=SecretStr(other.token))
    found = await practice.finds("members")
    assert found.verdict is WRONG
    assert found.says.startswith(f"1 of bot {practice.stage.app.bot.id}, whose token is not given")
    practice.set("telegram", more_tokens=(own,))
    assert (await practice.finds("members")).verdict is OK


async def test_a_database_in_which_one_of_two_bots_is_left(practice: Practice) -> None:
    team = await practice.stage.team()
    for name in ("Alice", "Bob"):
        await practice.stage.member(name, team, Role.STAFF)
    await practice.rows("UPDATE member SET bot_id = 7 WHERE name = 'Bob'")
    found = await practice.finds("members")
    assert (found.verdict, found.says.partition(",")[0]) == (LOOK, "1 of bot 7")
