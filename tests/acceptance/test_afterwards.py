"""What people do with sealed things leaves no trace: not in a table, not in a byte of any file.

Anna has shared an answer, and the Round is sealed. Whatever she does in her chat afterwards holds
her Receipt or her words beside her name, and goes past the database; what had to be stored before
the Seal is gone from its files soon after.
"""

import re
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.chat.buttons import encode
from bot.chat.buttons.asking.answers import TapOption
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import receipt_hash
from bot.storage.base.schema import note, pool
from tests.databases import Databases
from tests.factories import mark
from tests.stage import Person, Stage

pytestmark = pytest.mark.untouched

WORDS = "The kvistelbark was locked again."
NAMES = ("Anna", "Bella", "Carl", "David", "Emma", "Felix")
OLD_BUTTON = TapOption(answer=1, option="4", visibility=Visibility.TEAM_UNNAMED)
TOKEN = re.compile(rb"[A-Za-z0-9_-]{22}")


class Afterwards:
    """Six people have shared an answer each, and the Round is sealed and scrubbed."""

    def __init__(self, stage: Stage, databases: Databases, people: list[Person]) -> None:
        self.stage = stage
        self.databases = databases
        self.anna = people[0]
        self.receipt = ""
        self.kept = 0
        self.written = 0

    async def content(self) -> bytes:
        return await self.databases.content(self.stage.config.database.url)

    async def hashes(self) -> set[str]:
        """Of every Receipt that still means something."""
        async with self.stage.app.unit_of_work.store.look() as tx:
            return {
                str(key)
                for table in (pool, note)
                for key in (await tx.execute(select(table.c.receipt_hash))).scalars()
            }

    async def nothing_is_found(self) -> None:
        content = await self.content()
        found = {one for one in TOKEN.findall(content) if receipt_hash(one.decode()) in self.known}
        assert not found, "a Receipt stands in the files of the database"
        assert encode(OLD_BUTTON).encode() not in content, "an old button stands in the files"
        # The words stand in the Pool, once for each page that has held their row; never near Anna.
        for match in re.finditer(rb"kvistelbark", content):
            near = content[max(0, match.start() - 3000) : match.end() + 3000]
            assert str(self.anna.id).encode() not in near, "Anna stands beside her words"

    known: set[str]


@pytest.fixture
async def play(stage: Stage, databases: Databases) -> Afterwards:
    team = await stage.team()
    people = [await stage.member(name, team) for name in NAMES]
    await stage.channel(team, *people)
    await stage.schedule(team)
    await stage.at(stage.clock.moment.replace(hour=8))
    played = Afterwards(stage, databases, people)
    for person in people:
        await person.taps("4")
        said = await person.says(
            WORDS if person is played.anna else f"{mark(person.name)} was there."
        )
        played.written = played.written or said["message_id"]
        await person.taps("👥 The team, no name")
    kept = next(
        m
        for m in await played.anna.chat()
        if "kvistelbark" in m.get("text", "") and m.get("reply_markup")
    )
    played.kept = kept["message_id"]
    row = kept["reply_markup"]["inline_keyboard"][0]
    played.receipt = row[0]["callback_data"].partition(":")[2]
    await stage.later(days=2)
    played.known = await played.hashes()
    assert receipt_hash(played.receipt) in played.known
    await played.nothing_is_found()
    return played


async def follows(play: Afterwards) -> None:
    await play.anna.taps("My answer…", message=play.kept)
    assert "kvistelbark" in await play.anna.has_seen()


async def asks(play: Afterwards) -> None:
    await follows(play)
    await play.anna.taps("Delete", message=play.kept)


async def withdraws(play: Afterwards) -> None:
    await asks(play)
    await play.anna.taps("Yes, delete it", message=play.kept)
    assert receipt_hash(play.receipt) not in await play.hashes()


async def edits(play: Afterwards) -> None:
    await play.anna.edits(play.written, f"{WORDS} Twice.")
    assert "closed" in await play.anna.has_seen()


async def replies(play: Afterwards) -> None:
    await play.anna.says("As I said", reply_to=play.kept)


async def presses_an_old_button(play: Afterwards) -> None:
    assert "closed" in await play.stage.forged(play.anna, OLD_BUTTON)


@pytest.mark.parametrize("deed", [follows, asks, withdraws, edits, replies, presses_an_old_button])
async def test_it_leaves_no_trace_in_the_files(
    play: Afterwards, deed: Callable[[Afterwards], Awaitable[None]]
) -> None:
    await deed(play)
    await play.nothing_is_found()
