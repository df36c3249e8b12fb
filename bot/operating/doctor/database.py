"""The database: whether it is there, whole, of this version, and discreet."""

from collections.abc import AsyncIterator, Iterator, Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.config.fields import bot_of
from bot.errors import NO_ANSWER, OperatorError, StorageError
from bot.operating.database import schema_of, sqlite_file
from bot.operating.doctor.account import of_difference
from bot.operating.doctor.finding import Finding, Patient, look, ok, wrong
from bot.storage.base import checkup
from bot.storage.base.closed import why_closed
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState
from bot.storage.transport import backlog

OLDEST = 140_000
"""The oldest PostgreSQL that its makers still mend, in its own way of counting."""

DISCREET: Mapping[str, tuple[str, str]] = {
    "log_statement": ("none", "the server's log holds what people write"),
    "log_min_duration_statement": ("-1", "the server's log holds statements that took long"),
    "log_min_duration_sample": ("-1", "the server's log holds some of the statements"),
    "log_parameter_max_length_on_error": ("0", "the server's log holds the values of what failed"),
    "log_error_verbosity": ("terse", "the server's log quotes rows that an error is about"),
    "track_commit_timestamp": ("off", "the server remembers when each row was written"),
    "archive_mode": ("off", "what is deleted stays in the archive as long as that is kept"),
}
"""PostgreSQL's settings that matter to what people were promised: the best value, and what another
means. docs/privacy.md tells why."""


async def of_database(patient: Patient) -> AsyncIterator[Finding]:
    config, file = patient.config, sqlite_file(patient.config)
    if file is not None and (why := why_closed(file)):
        do = "Make the folder, give it to the user who runs the bot, or change database.url."
        yield wrong("database", f"cannot be used: {why}", do)
        return
    if file is not None and not file.is_file():
        yield look("database", f"there is none yet at {file}", "`eftertanke run` makes it.")
        return
    store = Store(config.database.url, synchronous=config.database.synchronous)
    try:
        schema = await schema_of(store)
        yield _of_schema(schema, migrates=config.database.migrate_on_start)
        async with store.look() as tx:
            findings = _of_file(tx) if store.on_sqlite else _of_server(tx, patient)
            async for finding in findings:
                yield finding
            if schema is SchemaState.CURRENT:
                async for finding in _of_rows(tx, patient):
                    yield finding
    except OperatorError as error:
        yield wrong("database", str(error), "Its own log says more, if it runs at all.")
    except StorageError as error:
        yield wrong("database", str(error), f"{NO_ANSWER} Its log says more.")
    finally:
        await store.close()


def _of_schema(schema: SchemaState, *, migrates: bool) -> Finding:
    if schema is SchemaState.CURRENT:
        return ok("database", "answers, and is of this version")
    if schema is SchemaState.NEWER:
        do = "Install that version again, or restore the backup you made before it."
        return wrong("database", "is from a newer version of Eftertanke", do)
    says = "has no tables yet" if schema is SchemaState.EMPTY else "is from an older version"
    do = "`eftertanke run`" if migrates or schema is SchemaState.EMPTY else "`eftertanke migrate`"
    return look("database", says, f"Make a backup of what matters; {do} brings it up to date.")


async def _of_file(tx: AsyncConnection) -> AsyncIterator[Finding]:
    mode = await checkup.journal_mode(tx)
    if mode != "wal":
        says = f"its journal mode is {mode}, so that who reads and who writes wait for each other"
        do = "Keep the file on a disk of this machine: no network share, nothing read-only."
        yield wrong("journal", says, do)
    if damage := await checkup.damage(tx):
        do = "Stop the bot, keep the file as it is, and restore the last backup."
        yield wrong("integrity", f"SQLite finds damage: {damage[0]}", do)
    else:
        yield ok("integrity", "SQLite finds no damage")


async def _of_server(tx: AsyncConnection, patient: Patient) -> AsyncIterator[Finding]:
    found = await checkup.settings(tx, ["server_version_num", "server_version", *DISCREET])
    version = f"PostgreSQL {found['server_version']}"
    if int(found["server_version_num"]) < OLDEST:
        yield look("server", f"{version} gets no fixes any more", "Upgrade it.")
    else:
        yield ok("server", version)
    yield of_difference(patient.clock.now() - await checkup.moment(tx), "the database's")
    for finding in _of_discretion(found):
        yield finding
    if sampled := await checkup.sampled(tx):
        do = "ALTER TABLE … ALTER COLUMN … SET STATISTICS 0 for each, then ANALYZE."
        yield wrong("samples", f"the server keeps samples of {', '.join(sampled)}", do)
    else:
        yield ok("samples", "the server keeps none of what people write")


def _of_discretion(found: Mapping[str, str]) -> Iterator[Finding]:
    loose = [name for name, (best, _) in DISCREET.items() if found.get(name, best) != best]
    for name in loose:
        best, means = DISCREET[name]
        do = f"ALTER SYSTEM SET {name} = '{best}'; and see docs/privacy.md."
        yield look("discretion", f"{name} is {found[name]}: {means}", do)
    if not loose:
        yield ok("discretion", "the server's log and clock tell nothing of what people write")


async def _of_rows(tx: AsyncConnection, patient: Patient) -> AsyncIterator[Finding]:
    """What is in the tables, if all are there."""
    if missing := await checkup.missing_tables(tx):
        do = "Stop the bot, keep the database as it is, and restore the last backup."
        yield wrong("tables", f"are missing: {', '.join(missing)}", do)
        return
    if patient.config.telegram.token is not None:
        yield _of_members(await checkup.members(tx), patient)
        yield await _of_parked(tx, patient)


def _of_members(counts: Mapping[int, int], patient: Patient) -> Finding:
    """Whether the people in it know the bots whose tokens these are."""
    known = {bot_of(one.require_token()) for one in patient.config.each_bot()}
    strangers = {bot: count for bot, count in counts.items() if bot not in known}
    if not strangers:
        return ok("members", "are all of the bots whose tokens are given")
    told = ", ".join(f"{count} of bot {bot}" for bot, count in sorted(strangers.items()))
    says = f"{told}, whose token is not given: that bot writes to none of them"
    do = "Is it the right token, and the right database? A second bot has telegram.more_tokens."
    return look("members", says, do) if known & counts.keys() else wrong("members", says, do)


async def _of_parked(tx: AsyncConnection, patient: Patient) -> Finding:
    bot_id = bot_of(patient.config.require_token())
    found = await backlog.figures(tx, bot_id, patient.clock.now())
    updates, messages = found["updates_parked"], found["messages_parked"]
    if not updates and not messages:
        return ok("parked", "nothing")
    says = f"{updates} updates could not be handled, {messages} messages not be sent"
    return look("parked", says, "`eftertanke inbox list` and `eftertanke outbox list` tell more.")
