"""Power lost in the middle of a write: whatever is found on the disk afterwards opens clean, and
holds all that anybody was told is kept."""

import asyncio
import random
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.chat.buttons.hearing.receipts import FollowAnswer
from tests.faults.people import buttons, read
from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import ASKED_AT, Town, add_team

MOMENTS = 60
"""At most."""

PAUSE = 0.02
"""Real seconds between two moments, at most."""

LOG_HEAD = 32
"""Bytes at the beginning of SQLite's log; they change when it is begun anew."""

FRAME = 24 + 4096
"""Bytes of a page in the log."""

_REPLIED = "SELECT count(*) FROM answer WHERE state IN ('begun', 'given')"

CARRIED_OVER = struct.Struct("128xI")
"""Where SQLite keeps how many pages of the log it carries over to the file."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lay on the disk at some moment, and how many answers people had been told are kept.

    `safe`: so many bytes of the log the file may have taken over. They had reached the disk before
    that, so no power cut takes them.
    """

    file: bytes
    log: bytes
    safe: int
    confirmed: int

    def torn(self, rng: random.Random) -> bytes:
        """The log, broken off in the middle of a write."""
        return self.log[: rng.randrange(self.safe, len(self.log) + 1)]


def found(town: Town) -> Found | None:
    """The file first, the log after. None if the log was begun anew in between: no power cut could
    leave both as they were read."""
    log, index = (town.database.with_name(f"{town.database.name}-{end}") for end in ("wal", "shm"))
    confirmed = sum(confirmations(town))
    before = log.read_bytes()[:LOG_HEAD]
    file, after = town.database.read_bytes(), log.read_bytes()
    (carried,) = CARRIED_OVER.unpack_from(index.read_bytes())
    safe = min(LOG_HEAD + carried * FRAME, len(after))
    return Found(file, after, safe, confirmed) if before == after[:LOG_HEAD] else None


def confirmations(town: Town) -> Iterator[int]:
    """For each person, how many confirmed answers stand in their chat."""
    for person in town.people:
        follows = (read(FollowAnswer, data) for m in person.chat() for data in buttons(m))
        yield sum(one is not None for one in follows)


def replied(folder: Path, file: bytes, log: bytes) -> int:
    """Start from this file and log: how many answers are kept. All must be sound.

    One that was confirmed and is being added to counts: it is `begun` again, and its confirmation
    stands in the chat until the bot asks anew.
    """
    database = folder / "found.sqlite"
    database.write_bytes(file)
    database.with_name("found.sqlite-wal").write_bytes(log)
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        kept = opened.execute(_REPLIED).fetchone()[0]
    for left in folder.glob("found.sqlite*"):
        left.unlink()
    return int(kept)


async def test_power_lost_at_any_moment_leaves_a_sound_database(town: Town, tmp_path: Path) -> None:
    rng = random.Random(21)
    play = Performance(town, write_script(21, people=8))
    await play.belongs(await add_team(town))
    town.process.start()
    await town.settled()
    town.at(ASKED_AT)
    await play.puts_off()
    answering = asyncio.create_task(play.replies())
    moments: list[Found] = []
    while not answering.done():
        moments += [one for one in [found(town)] if one is not None]
        await asyncio.sleep(rng.uniform(0, PAUSE))
    await answering
    assert len(moments) > MOMENTS / 10
    for one in rng.sample(moments, min(MOMENTS, len(moments))):
        assert replied(tmp_path, one.file, one.log) >= one.confirmed
        replied(tmp_path, one.file, one.torn(rng))
