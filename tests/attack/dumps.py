"""Somebody who holds the database's files, and knows everything but one person's answers: what do
they find out about that person?

Every table and every column is looked at by what it holds, not by its name, and every byte of the
files by what stands near it.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from bot.domain.base.visibility import Visibility
from tests.attack.story import Promise, tokens
from tests.attacker import Attacker, Row, Value, dump
from tests.desk import Office
from tests.stage import MONDAY

if TYPE_CHECKING:
    from tests.attack.history import History

RECEIPT = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
"""What a Receipt looks like wherever it lies: in a button's data, in JSON, in a page of a file."""

NEAR = 4096
"""Bytes: a page of a file, and about what one update takes."""


async def rows_of(office: Office) -> list[Row]:
    async with office.unit_of_work.look() as step:
        return await step.tx.run_sync(dump)


def files_of(office: Office) -> bytes:
    """An SQLite file with its log and the index of that, free pages and all."""
    file = Path(make_url(office.unit_of_work.house.config.database.url).database or "")
    return b"\n".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")))


def receipts_in(content: bytes, hashes: Iterable[str]) -> set[str]:
    """Receipts that lie in clear somewhere in these bytes: those whose hash is known."""
    known = set(hashes)
    found = {match.decode() for match in RECEIPT.findall(content)}
    return {one for one in found if hashlib.sha256(one.encode()).hexdigest() in known}


def hashes_in(rows: Iterable[Row]) -> set[str]:
    """Whatever looks like a SHA-256, in whichever column."""
    return {
        value
        for row in rows
        for value in row.content.values()
        if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value)
    }


def near(content: bytes, one: str, other: str, within: int = NEAR) -> bool:
    """Whether two texts stand close to each other somewhere in these bytes."""
    places = [match.start() for match in re.finditer(re.escape(other.encode()), content)]
    return any(
        abs(match.start() - place) < within
        for match in re.finditer(re.escape(one.encode()), content)
        for place in places
    )


async def hold(history: "History") -> None:
    """Add to what is broken whatever the files of a history's end give away."""
    story, office = history.story, history.office
    rows, content = await rows_of(office), files_of(office)
    everybody = history.cast.everybody
    people = {
        actor.name: {
            ("chat", actor.phone.id),
            ("long", str(actor.phone.id)),
            ("member", actor.phone.member.id),
        }
        for actor in everybody
    }
    attacker = Attacker(rows, public=_known_to_all(history, rows))
    own = {token for row in rows if row.table == "note" for token in tokens(row.content)}
    open_still = {row.content.get("id") for row in rows if row.table == "answer"}
    for promise in _last_promises(story.promises):
        if promise.answer_id in open_still or promise.level is not Visibility.TEAM_UNNAMED:
            continue
        for token in sorted(promise.shown - own):  # what came back to its author bears their name
            for name in sorted(attacker.suspects(token, people)):
                story.breaks("dump", history.now, f"{token} can be joined to {name}")
            in_tables = sum(row.says(token) for row in rows)
            if content.count(token.encode()) > in_tables:
                story.breaks(
                    "dump", history.now, f"a copy of {token} lies in the files, in no table"
                )
    for receipt in receipts_in(content, hashes_in(rows)):
        owner = next((a.name for a in everybody if receipt in a.receipts), "somebody")
        story.breaks("dump", history.now, f"{owner}'s Receipt lies in the files in clear")


def _last_promises(promises: Iterable[Promise]) -> list[Promise]:
    return list({one.answer_id: one for one in promises}.values())


def _known_to_all(history: "History", rows: Iterable[Row]) -> set[Value]:
    """What whole Teams share, and so joins nobody to anything: ids, days, and the texts that more
    than one row of a table has."""
    public: set[Value] = {("bot", 1)}
    for team in history.cast.teams:
        public.add(("team", team.id))
    tables: dict[Value, set[tuple[str, int]]] = {}
    for row in rows:
        for value in row.values:
            if value[0] in ("day", "round", "release", "schedule", "bank"):
                public.add(value)
            elif isinstance(value[1], datetime) and value[1] < MONDAY:
                public.add(value)  # it stands for no moment
            elif value[0] == "chat" and isinstance(value[1], int) and value[1] < 0:
                public |= {value, ("long", str(value[1])), ("long", str(-value[1]))}
            elif value[0] == "moment" or value[0] == "long":
                tables.setdefault(value, set()).add((row.table, row.number))
    return public | {
        value
        for value, places in tables.items()
        if value[0] == "long" and len(places) > 1 and not tokens(value[1])
    }
