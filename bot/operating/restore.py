"""Restoring a backup into today's Telegram.

All is done to a copy of the backup first: it is checked, migrated, and brought into the present.
Only then does it take the place of the database, at once and whole.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config.settings import Config
from bot.domain.asking.gaps import Gap
from bot.domain.base.clock import Clock
from bot.domain.people.members import Member
from bot.errors import OperatorError
from bot.flows.asking import rounds
from bot.flows.hearing import seals
from bot.flows.rights import forgetting
from bot.flows.transport import restoring
from bot.operating.alone import alone_with, be_alone
from bot.operating.backup import LONGEST, STAMP, back_up
from bot.operating.database import opened_store, sqlite_file
from bot.operating.files import duplicate, finish, settle_journal, sqlite_url
from bot.operating.forgotten import forgotten_since
from bot.operating.unit_of_work import unit_of_work_for
from bot.operating.verifying import Verified, verify
from bot.storage.base import upkeep
from bot.storage.base.copying import Tell, clear, count, pour
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from bot.storage.base.unfinished import BESIDE, sweep_for, unfinished, unfinished_for_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was done. `replaced`: where the database lies that was there before, if there was one.
    `closed`: Rounds that ended in the Gap; `forgotten`: people who had asked for it in the Gap."""

    verified: Verified
    migrated: list[str]
    closed: int
    forgotten: int
    replaced: Path | None


async def restore(config: Config, file: Path, gap: Gap, clock: Clock, tell: Tell) -> Restored:
    """Put a backup in the database's place.

    OperatorError, with nothing changed, if that cannot be done.
    """
    await asyncio.to_thread(verify, file)
    await _refuse_in_use(config)
    await asyncio.to_thread(sweep_for, config.database.url)
    with _workplace(config) as made:
        await duplicate(file, made, tell)
        store = Store(sqlite_url(made), synchronous="normal")
        try:
            migrated = await migrate(store)
            forgotten = () if gap.empty else await forgotten_since(config, store)
            closed = await settle(config, store, clock, gap, forgotten)
            await store.scrub()
        finally:
            await store.close()
        await asyncio.to_thread(settle_journal, made)
        verified = await asyncio.to_thread(verify, made)
        replaced = await _install(config, made, file.parent, clock.now(), tell)
    return Restored(
        verified=verified,
        migrated=migrated,
        closed=closed,
        forgotten=len(forgotten),
        replaced=replaced,
    )


async def noted(config: Config) -> datetime | None:
    """Of when the database is, if it is a backup that was put in place by hand."""
    async with opened_store(config) as store, store.look() as tx:
        return await upkeep.due_at(tx, upkeep.BACKED_UP)


async def settle_in_place(config: Config, gap: Gap, clock: Clock) -> int:
    """The same for a database that somebody has put back by other means, such as pg_restore."""
    await _refuse_in_use(config)
    async with opened_store(config) as store:
        return await settle(config, store, clock, gap)


async def settle(
    config: Config, store: Store, clock: Clock, gap: Gap, forgotten: Sequence[Member] = ()
) -> int:
    """Bring a restored database into the present, in one step. How many Rounds were closed."""
    closed = 0
    async with unit_of_work_for(config, store, clock).step(brief=False) as step:
        await restoring.note(step, gap)
        if gap.empty:
            await upkeep.forget(step.tx, upkeep.BACKED_UP)
            return 0
        for member in forgotten:
            await forgetting.erase(step, member)
        await restoring.begin(step, gap)
        await restoring.give_up_waiting(step, gap)
        while await seals.close_untold(step, gap.until):
            closed += 1
        while await rounds.plan(step):
            pass
        await restoring.ask_afresh(step, gap)
        await restoring.tell(step, gap)
    return closed


async def _refuse_in_use(config: Config) -> None:
    store = Store(config.database.url)
    try:
        await be_alone(store, sqlite_file(config))
    finally:
        await store.close()


@contextmanager
def _workplace(config: Config) -> Iterator[Path]:
    """An empty file to work on: beside the file it is to become, or in a folder of its own."""
    own = sqlite_file(config)
    if own is not None:
        with unfinished(own) as made:
            yield made
    else:
        with unfinished_for_now() as made:
            yield made


async def _install(
    config: Config, made: Path, backups: Path, now: datetime, tell: Tell
) -> Path | None:
    own = sqlite_file(config)
    if own is not None:
        return await asyncio.to_thread(_take_place, made, own, now)
    return await _fill_server(config, made, backups, now, tell)


def _take_place(made: Path, own: Path, now: datetime) -> Path | None:
    """Have the restored file take the place of the database, which stays beside it."""
    if not own.exists():
        finish(made, own)
        return None
    replaced = _free_name(own.parent, f"{own.name}.replaced-{now.strftime(STAMP)}")
    with alone_with(own):
        # All of a file in good order is in it by now; what lies beside a broken one goes with it,
        # or else it would be taken for the new one's.
        for suffix in BESIDE:
            with suppress(FileNotFoundError):
                own.with_name(own.name + suffix).rename(replaced.with_name(replaced.name + suffix))
        os.link(own, replaced)
        _belong_like(made, own)
        finish(made, own)
    return replaced


def _belong_like(made: Path, own: Path) -> None:
    """The bot may run as somebody else than who restores."""
    before = own.stat()
    made.chmod(before.st_mode & 0o777)
    with suppress(PermissionError):
        os.chown(made, before.st_uid, before.st_gid)


async def _fill_server(
    config: Config, made: Path, backups: Path, now: datetime, tell: Tell
) -> Path | None:
    """Write everything into the server's tables, in one step. What was there is backed up first."""
    server, restored = Store(config.database.url), Store(sqlite_url(made))
    try:
        await migrate(server)
        replaced = await _saved(config, server, backups, now, tell)
        async with restored.look() as reading, server.rebuilding() as writing:
            await clear(writing)
            await pour(reading, writing, tell)
    finally:
        await server.close()
        await restored.close()
    return replaced


async def _saved(
    config: Config, server: Store, backups: Path, now: datetime, tell: Tell
) -> Path | None:
    async with server.look() as tx:
        if not any((await count(tx)).values()):
            return None
    return (await back_up(config, backups, now, tell, days=LONGEST)).file


def _free_name(folder: Path, name: str) -> Path:
    file = folder / name
    if file.exists():
        raise OperatorError(f"{file} is there already. Move it away first.")
    return file
